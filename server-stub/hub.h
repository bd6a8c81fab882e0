// The hub: spaces of immutable objects over HTTP, as clients of any static server see them, with a listing that waits.
//
//   PUT    /s/<space>/<object>   Authorization: Bearer <token>; the body is the object.
//          201 kept, on the disk; 412 already there; 400 not an object's name; 401, 403 who asks; 404 no such space;
//          413 larger than its kind may be; 422 the hash differs from the name; 507 no room left
//   GET    /s/<space>/<object>   200, 206, 304, 404, 416; strong ETag; never changes
//   GET    /s/<space>/?after=N&boot=B&wait=S    lines "size name", at most 5,000, from number N on in the order they
//   came;
//          X-Next: the N to ask for next; X-Boot: to be given back with it, for numbers last as long as this process (a
//          listing for another boot begins again at 0). When there is nothing yet, waits for up to S seconds (25 at
//          most)
//   DELETE /s/<space>/b-<sha256>.bin            204; 403 without an administrator's token: erasure
//
// Any origin may ask: rights come from the token alone, never from a cookie, and pages reach a hub that is not theirs.
#pragma once

#include <httplib.h>

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "space.h"

namespace hub {

class Hub {
 public:
  // Throws std::filesystem::filesystem_error when the folder cannot be used, or is used by another server.
  Hub(std::filesystem::path data, std::uint64_t space_limit);
  ~Hub();
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

  void listen(httplib::Server& server);  // adds what answers below /s/

 private:
  struct Asked;
  Asked read(const httplib::Request& request, httplib::Response& response, Right needed);
  Space* find(const std::string& name);
  void get(const httplib::Request& request, httplib::Response& response);
  void put(const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& body);
  void remove(const httplib::Request& request, httplib::Response& response);

  std::filesystem::path data_;
  std::uint64_t space_limit_;
  std::string boot_;
  int lock_ = -1;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Space>> spaces_;
};

}  // namespace hub
