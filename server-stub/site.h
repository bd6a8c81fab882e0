// The static site: which file answers a path, with which headers. Knows HTTP's words but no network.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace site {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Reply {
  int status = 404;  // 200, 304 or 404
  std::string type;  // media type of a 200
  Headers headers;
  std::string body;
};

class Site {
 public:
  explicit Site(std::filesystem::path root) : root_(std::move(root)) {}

  // `path` is decoded and absolute ("/" is the page). Both headers as received, empty when absent.
  Reply get(std::string_view path, std::string_view accept_encoding, std::string_view if_none_match) const;

 private:
  std::filesystem::path root_;
};

// Where a request's path leads under the root; nothing when it leads out of it, or is not plainly a name.
std::optional<std::filesystem::path> relative_path(std::string_view path);

// If-None-Match: "*" or a list of tags; a weak one matches too.
bool names_tag(std::string_view header, std::string_view tag);

// Headers every reply carries, pages and workers alike.
const Headers& security_headers();

}  // namespace site
