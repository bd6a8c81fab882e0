// What the list and the sheet of the atlas share.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "rooms/rooms.h"

namespace rooms {

// The expected fields whose absence marks a place as one to complete; the most useful first.
inline constexpr std::array<std::string_view, 5> kCompletable{"horaires", "code_postal", "latitude", "commune",
                                                              "adresse"};

bool incomplete(const atlas::Place& place);
// "Lormont · démonstration": what stands under a place's name.
std::string place_line(const atlas::Place& place, const i18n::Words& words);

struct Split {
  ui::Rect panel, map;
  bool beside;  // the panel stands beside the map, not over it
};
Split split(const ui::Ui& ui, const ui::Rect& area, float panel);

// The map's part of the screen: the map, its buttons, scale and sources.
void map_region(ui::Ui& ui, const Context& context, AtlasState& state, const Split& parts, Commands& commands);

}  // namespace rooms
