#include "hub.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <fstream>

#include "http.h"
#include "site.h"

namespace hub {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxWait = 25;  // s

std::string bearer(const httplib::Request& request) {
  const std::string header = request.get_header_value("Authorization");
  constexpr std::string_view kScheme = "Bearer ";
  return header.starts_with(kScheme) ? header.substr(kScheme.size()) : std::string();
}

// A number of the query, or `otherwise` when it is not there or not plainly a number.
std::size_t number(const httplib::Request& request, const char* name, std::size_t otherwise) {
  const std::string text = request.get_param_value(name);
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return !text.empty() && error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

void say(httplib::Response& response, int status, const std::string& words) {
  response.status = status;
  response.set_content(std::to_string(status) + ": " + words + "\n", "text/plain; charset=utf-8");
}

void allow_other_origins(const httplib::Request& request, httplib::Response& response) {
  response.set_header("Access-Control-Allow-Origin", "*");
  response.set_header("Access-Control-Expose-Headers", "ETag, X-Next, X-Boot");
  response.set_header("Cross-Origin-Resource-Policy", "cross-origin");
  if (request.method != "OPTIONS") return;
  response.set_header("Access-Control-Allow-Methods", "GET, HEAD, PUT, DELETE");
  response.set_header("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match, Range");
  response.set_header("Access-Control-Max-Age", "86400");
  // A page of the internet that asks for a machine of the local network.
  if (request.get_header_value("Access-Control-Request-Private-Network") == "true")
    response.set_header("Access-Control-Allow-Private-Network", "true");
}

}  // namespace

// What a request names. `space` is null when it may not be served: the response then says why.
struct Hub::Asked {
  Space* space = nullptr;
  std::optional<oplog::ObjectName> object;  // none: the listing
};

Hub::Hub(fs::path data, std::uint64_t space_limit) : data_(std::move(data)), space_limit_(space_limit) {
  const fs::path incoming = data_ / ".incoming";
  fs::create_directories(incoming);
  lock_ = ::open(incoming.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock_ < 0 || ::flock(lock_, LOCK_EX | LOCK_NB) != 0)
    throw fs::filesystem_error("another server uses this folder", data_,
                               std::error_code(errno, std::generic_category()));
  for (const fs::directory_entry& left : fs::directory_iterator(incoming)) fs::remove(left.path());
  std::uint64_t boot = 0;
  if (::getrandom(&boot, sizeof boot, 0) != sizeof boot)
    throw fs::filesystem_error("no random numbers", std::error_code(errno, std::generic_category()));
  boot_ = base::to_hex(boot);
}

Hub::~Hub() { ::close(lock_); }

Space* Hub::find(const std::string& name) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Space>& space = spaces_[name];
  if (!space) space = std::make_unique<Space>(data_, name, space_limit_);
  return space.get();
}

Hub::Asked Hub::read(const httplib::Request& request, httplib::Response& response, Right needed) {
  allow_other_origins(request, response);
  const std::string path = request.path.substr(3);  // after "/s/"
  const std::size_t slash = path.find('/');
  const std::string name = path.substr(0, slash);
  if (slash == std::string::npos || !oplog::is_space_name(name) || !fs::is_directory(data_ / "s" / name))
    return say(response, 404, "no such space"), Asked{};
  Space* space = find(name);
  const Right right = space->right_of(bearer(request));
  if (right == Right::kNone) {
    response.set_header("WWW-Authenticate", "Bearer");
    return say(response, 401, "a token of this space is needed"), Asked{};
  }
  if (right < needed) return say(response, 403, "this token does not allow it"), Asked{};
  const std::string object = path.substr(slash + 1);
  if (object.empty()) return {space, std::nullopt};
  const auto parsed = oplog::parse_object_name(object);
  if (!parsed) {
    const bool reading = request.method == "GET" || request.method == "HEAD";
    return say(response, reading ? 404 : 400, "not an object's name"), Asked{};
  }
  return {space, parsed};
}

void Hub::get(const httplib::Request& request, httplib::Response& response) {
  const Asked asked = read(request, response, Right::kRead);
  if (!asked.space) return;
  if (!asked.object) {
    const bool known = request.get_param_value("boot") == boot_;
    const Space::Page page =
        asked.space->list(known ? number(request, "after", 0) : 0,
                          std::chrono::seconds(std::min<std::size_t>(number(request, "wait", 0), kMaxWait)));
    std::string lines;
    for (const Space::Object& object : page.objects) lines += std::to_string(object.size) + " " + object.name + "\n";
    response.set_header("X-Next", std::to_string(page.next));
    response.set_header("X-Boot", boot_);
    response.set_header("Cache-Control", "no-store");
    response.set_content(lines, "text/plain; charset=utf-8");
    return;
  }
  const auto file =
      std::make_shared<std::ifstream>(asked.space->path_of(*asked.object), std::ios::binary | std::ios::ate);
  if (!*file) return say(response, 404, "no such object");
  const std::string tag = '"' + asked.object->sha256 + '"';
  response.set_header("ETag", tag);
  response.set_header("Cache-Control", "private, max-age=31536000, immutable");
  if (site::names_tag(request.get_header_value("If-None-Match"), tag)) {
    response.status = 304;
    return;
  }
  http::send(request, response, static_cast<std::size_t>(file->tellg()), "application/octet-stream",
             [file](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
               char buffer[64 * 1024];
               file->seekg(static_cast<std::streamoff>(offset));
               file->read(buffer, static_cast<std::streamsize>(std::min(length, sizeof buffer)));
               return file->gcount() > 0 && sink.write(buffer, static_cast<std::size_t>(file->gcount()));
             });
}

void Hub::put(const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& body) {
  const Asked asked = read(request, response, Right::kWrite);
  std::unique_ptr<Upload> upload;
  if (asked.space && !asked.object)
    say(response, 400, "an object's name is needed");
  else if (asked.space)
    upload = std::make_unique<Upload>(*asked.space, *asked.object);

  // What comes is read to its end even when it is refused: the connection goes on to be used.
  const std::size_t most = asked.object ? oplog::max_bytes(asked.object->kind) : 0;
  std::size_t size = 0;
  const bool whole = body([&](const char* bytes, std::size_t length) {
    size += length;
    if (size > most) upload.reset();
    if (upload) upload->add({bytes, length});
    return true;
  });
  if (!asked.space || !asked.object) return;
  if (size > most || response.status == 413)
    return say(response, 413, "larger than " + std::to_string(most) + " bytes");
  if (!whole) return say(response, 400, "the body did not arrive whole");
  switch (upload->finish()) {
    case Upload::End::kKept:
      return say(response, 201, "kept");
    case Upload::End::kAlreadyThere:
      return say(response, 412, "already there");
    case Upload::End::kHashDiffers:
      return say(response, 422, "the content's SHA-256 is not the name's");
    case Upload::End::kFull:
      return say(response, 507, "no room left");
    case Upload::End::kFailed:
      return say(response, 500, "the disk refused");
  }
}

void Hub::remove(const httplib::Request& request, httplib::Response& response) {
  const Asked asked = read(request, response, Right::kAdmin);
  if (!asked.space) return;
  if (!asked.object || asked.object->kind != oplog::ObjectName::Kind::kBlob)
    return say(response, 403, "only blobs are erased");
  if (!asked.space->remove(*asked.object)) return say(response, 404, "no such object");
  response.status = 204;
}

void Hub::listen(httplib::Server& server) {
  constexpr const char* kPaths = "/s/.*";
  server.Get(kPaths, [this](const auto& request, auto& response) { get(request, response); });
  server.Put(kPaths, [this](const httplib::Request& request, httplib::Response& response,
                            const httplib::ContentReader& body) { put(request, response, body); });
  server.Delete(kPaths,
                [this](const httplib::Request& request, httplib::Response& response) { remove(request, response); });
  server.Options(kPaths, [](const auto& request, auto& response) {
    allow_other_origins(request, response);
    response.status = 204;
  });
}

}  // namespace hub
