// escale-server: the static endpoint. Serves the packed page (shell/pack.mjs) and, below /s/, spaces of objects
// (hub.h).
//
//   escale-server [--root DIR] [--data DIR [--space-limit MIB]] [--port 8033] [--host 127.0.0.1]
//   escale-server --data DIR --new-space NAME|- [--everybody read|write]
//
// Prints "http://HOST:PORT/" once connections are accepted; --port 0 takes a free one. Ends with 0 on SIGINT or
// SIGTERM, with 1 when it cannot listen, with 2 on wrong arguments. --new-space makes a space and prints its tokens,
// which are kept nowhere; a server may be running on the same folder. "-" is a name of 16 random digits.

#include <httplib.h>
#include <pthread.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "http.h"
#include "hub.h"
#include "site.h"

namespace {

constexpr const char* kUsage =
    "usage: escale-server [--root DIR] [--data DIR [--space-limit MIB]] [--port 8033] [--host 127.0.0.1]\n"
    "       escale-server --data DIR --new-space NAME|- [--everybody read|write]\n";

// Each client that waits for news holds a thread: with the library's few, sixty of them delayed a request by 14 s.
constexpr std::size_t kThreads = 256;

struct Options {
  std::filesystem::path root, data;
  std::uint64_t space_limit_mib = 4096;
  std::string new_space;
  hub::Right everybody = hub::Right::kNone;
  std::string host = "127.0.0.1";
  int port = 8033;
};

template <class Number>
bool read_number(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

std::optional<Options> parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    if (i + 1 == argc) return std::nullopt;
    const std::string_view value = argv[i + 1];
    bool good = true;
    if (name == "--root")
      options.root = value;
    else if (name == "--data")
      options.data = value;
    else if (name == "--host")
      options.host = value;
    else if (name == "--port")
      good = read_number(value, options.port) && options.port >= 0 && options.port <= 65535;
    else if (name == "--space-limit")
      good = read_number(value, options.space_limit_mib) && options.space_limit_mib < (1u << 30);
    else if (name == "--new-space")
      good = oplog::is_space_name(options.new_space = value == "-" ? hub::random_space_name() : std::string(value));
    else if (name == "--everybody" && (value == "read" || value == "write"))
      options.everybody = value == "read" ? hub::Right::kRead : hub::Right::kWrite;
    else
      good = false;
    if (!good) return std::nullopt;
  }
  if (options.root.empty() && options.data.empty()) return std::nullopt;
  if (!options.new_space.empty() && options.data.empty()) return std::nullopt;
  return options;
}

int make_space(const Options& options) {
  if (std::filesystem::exists(options.data / (options.new_space + ".tokens"))) {
    std::fprintf(stderr, "escale-server: the space %s is already there\n", options.new_space.c_str());
    return 1;
  }
  const hub::Tokens tokens = hub::create_space(options.data, options.new_space, options.everybody);
  std::printf("space %s\nwrite %s\nadmin %s\n", options.new_space.c_str(), tokens.write.c_str(), tokens.admin.c_str());
  return 0;
}

void answer(const site::Site& site, const httplib::Request& request, httplib::Response& response) {
  site::Reply reply =
      site.get(request.path, request.get_header_value("Accept-Encoding"), request.get_header_value("If-None-Match"));
  response.status = reply.status;
  for (const auto& [name, value] : reply.headers) response.set_header(name, value);
  if (reply.status == 404) return response.set_content("404: no such file\n", "text/plain; charset=utf-8");
  if (reply.status != 200) return;
  const auto body = std::make_shared<const std::string>(std::move(reply.body));
  http::send(request, response, body->size(), reply.type,
             [body](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
               return sink.write(body->data() + offset, length);
             });
}

int serve(const Options& options) {
  if (!options.root.empty() && !std::filesystem::is_regular_file(options.root / "index.html")) {
    std::fprintf(stderr, "escale-server: %s holds no index.html: pack the page first\n", options.root.c_str());
    return 1;
  }

  const site::Site site(options.root);
  std::unique_ptr<hub::Hub> hub;
  if (!options.data.empty()) hub = std::make_unique<hub::Hub>(options.data, options.space_limit_mib << 20);
  httplib::Server server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  // Without the library's SO_REUSEPORT, which would let two servers share a port without a word.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  server.set_keep_alive_max_count(1000);
  server.set_tcp_nodelay(true);
  server.set_default_headers([] {
    httplib::Headers headers;
    for (const auto& [name, value] : site::security_headers()) headers.emplace(name, value);
    return headers;
  }());
  if (hub) hub->listen(server);
  if (!options.root.empty())
    server.Get(".*", [&site](const httplib::Request& request, httplib::Response& response) {
      answer(site, request, response);
    });

  // Signals are taken by one thread; the others never see them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  const int port = options.port == 0                                 ? server.bind_to_any_port(options.host)
                   : server.bind_to_port(options.host, options.port) ? options.port
                                                                     : -1;
  if (port < 0) {
    std::fprintf(stderr, "escale-server: cannot listen on %s port %d: %s\n", options.host.c_str(), options.port,
                 errno == EADDRINUSE ? "another program already uses it; end that one or choose another with --port"
                                     : std::strerror(errno));
    return 1;
  }
  std::printf("http://%s:%d/\n", options.host.c_str(), port);
  std::fflush(stdout);

  // A static server has nothing to finish: connections that browsers keep open would only delay the end.
  std::thread([signals] {
    int received = 0;
    sigwait(&signals, &received);
    std::_Exit(0);
  }).detach();
  return server.listen_after_bind() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--help") {
    std::fputs(kUsage, stdout);
    return 0;
  }
  const std::optional<Options> options = parse(argc, argv);
  if (!options) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  try {
    return options->new_space.empty() ? serve(*options) : make_space(*options);
  } catch (const std::filesystem::filesystem_error& error) {
    std::fprintf(stderr, "escale-server: %s\n", error.what());
    return 1;
  }
}
