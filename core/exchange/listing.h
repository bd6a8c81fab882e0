// What a server says is in a space, in the forms that servers say it. A reply that is none of them is no listing: it
// may come from a captive portal, which answers everything with a page of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "oplog/object_name.h"

namespace exchange {

struct Listed {
  oplog::ObjectName name;
  std::uint64_t size = 0;  // as the server says; 0 when it does not

  bool operator==(const Listed&) const = default;
};
using Listing = std::vector<Listed>;

// Each reads one form. Names that are no object's are passed over; nothing when the text is not of this form.
std::optional<Listing> read_lines(std::string_view text);        // server-stub: lines "size name"
std::optional<Listing> read_autoindex(std::string_view text);    // nginx, autoindex_format json
std::optional<Listing> read_multistatus(std::string_view text);  // WebDAV, the reply to PROPFIND

}  // namespace exchange
