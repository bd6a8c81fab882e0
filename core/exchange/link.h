// Where a space is and by what right one enters: read from the link that people pass on, and written into it. The right
// stands in the link's fragment, which browsers never send to a server.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace exchange {

struct Place {
  std::string url;    // of the space: http or https, ends with "/"
  std::string token;  // empty: everybody may

  bool operator==(const Place&) const = default;
};

// Reads "https://page/#s=SPACE&k=TOKEN", its fragment alone, or the address of a space ("http://hub:8033/s/atelier/",
// "#k=TOKEN" behind it or not). SPACE is such an address, or the name of a space of the server that serves `page`.
std::optional<Place> read_link(std::string_view text, std::string_view page);

// The link that opens `page` at that place, and there what `address` names, as the fragment of a page's address:
// "board/00000000000000a1"; empty: nothing.
std::string write_link(const Place& place, std::string_view page, std::string_view address = {});
// That address, of a link; empty: none.
std::string address_in(std::string_view link);

// "hub:8033": what a person recognises of a place.
std::string_view host_of(std::string_view url);

}  // namespace exchange
