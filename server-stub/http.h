// What both parts of the server ask of cpp-httplib beyond what it does by itself.
#pragma once

#include <httplib.h>

#include <functional>
#include <string>

namespace http {

// Gives `size` bytes of `type` by pieces, or the one stretch of them that was asked for. The library trusts a Range
// beyond the end and compresses what is given whole: neither may happen.
void send(const httplib::Request& request, httplib::Response& response, std::size_t size, const std::string& type,
          std::function<bool(std::size_t offset, std::size_t length, httplib::DataSink& sink)> give);

}  // namespace http
