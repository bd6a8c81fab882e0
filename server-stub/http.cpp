#include "http.h"

namespace http {

void send(const httplib::Request& request, httplib::Response& response, std::size_t size, const std::string& type,
          std::function<bool(std::size_t, std::size_t, httplib::DataSink&)> give) {
  // The library's request is not const; what it hands out of it is.
  httplib::Ranges& ranges = const_cast<httplib::Request&>(request).ranges;
  const auto bytes = static_cast<ssize_t>(size);
  if (ranges.size() == 1) {
    auto& [first, last] = ranges.front();
    if (first < 0) first = std::max<ssize_t>(0, bytes - last), last = bytes - 1;  // the last so many
    if (last < 0 || last >= bytes) last = bytes - 1;
    if (first > last) {
      ranges.clear();
      response.status = 416;
      response.set_header("Content-Range", "bytes */" + std::to_string(size));
      return;
    }
  } else {
    ranges.clear();  // several at once: the whole instead, which is allowed
  }
  response.status = ranges.empty() ? 200 : 206;
  response.set_header("Accept-Ranges", "bytes");
  response.set_content_provider(size, type, std::move(give));
}

}  // namespace http
