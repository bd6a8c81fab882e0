// What is shown, as the fragment of the page's address: "#atlas?q=lormont&cost=Gratuit&map=44.87,-0.52,13". A link to
// it can be given, kept, and gone back to. Where the device is never stands in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rooms/rooms.h"

namespace rooms {

struct Address {
  Screen screen = Screen::kHome;
  base::Id record;
  // Of the atlas, as written; see read_atlas_address.
  std::string atlas;
};

const char* screen_name(Screen screen);
std::string write_address(Screen screen, base::Id record, const AtlasState& atlas);
// Nothing for an address that names no screen.
std::optional<Address> read_address(std::string_view fragment);
// Puts the query, order and map view of an address into `state`; what is not understood is left out.
void read_atlas_address(std::string_view written, const Context& context, AtlasState& state);

}  // namespace rooms
