#include "site.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>

namespace site {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ttf", "font/ttf"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".pdf", "application/pdf"},
}};

std::string media_type(const fs::path& path) {
  const std::string ending = path.extension().string();
  for (const auto& [known, type] : kTypes)
    if (known == ending) return std::string(type);
  return "application/octet-stream";
}

// shell/pack.mjs names files by their content: name.<10 hex digits>.ending
bool carries_hash(const fs::path& path) {
  const std::string hash = path.stem().extension().string();
  return hash.size() == 11 && std::all_of(hash.begin() + 1, hash.end(),
                                          [](unsigned char c) { return std::isdigit(c) || (c >= 'a' && c <= 'f'); });
}

// One member of a comma-separated header: "br;q=0" does not accept br.
bool accepts(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    const std::size_t comma = header.find(',');
    std::string member(header.substr(0, comma));
    header.remove_prefix(comma == std::string_view::npos ? header.size() : comma + 1);
    std::erase(member, ' ');
    const std::size_t semicolon = member.find(';');
    if (member.substr(0, semicolon) != coding) continue;
    const std::string quality = semicolon == std::string::npos ? "" : member.substr(semicolon);
    return !(quality.starts_with(";q=0") && quality.find_first_of("123456789") == std::string::npos);
  }
  return false;
}

struct Found {
  std::uint64_t size;
  std::uint64_t modified_ns;
};

std::optional<Found> regular_file(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return Found{static_cast<std::uint64_t>(status.st_size),
               static_cast<std::uint64_t>(status.st_mtim.tv_sec) * 1'000'000'000u +
                   static_cast<std::uint64_t>(status.st_mtim.tv_nsec)};
}

// Strong: another size or another write is another tag, and so is another coding.
std::string tag_of(const Found& file, bool brotli) {
  char text[48];
  std::snprintf(text, sizeof text, "\"%llx-%llx%s\"", static_cast<unsigned long long>(file.size),
                static_cast<unsigned long long>(file.modified_ns), brotli ? "-br" : "");
  return text;
}

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

bool inside(const fs::path& path, const fs::path& root) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error), top = error ? fs::path() : fs::canonical(root, error);
  if (error) return false;
  return std::mismatch(top.begin(), top.end(), real.begin(), real.end()).first == top.end();
}

}  // namespace

bool names_tag(std::string_view header, std::string_view tag) {
  if (header == "*") return true;
  for (std::size_t at = header.find(tag); at != std::string_view::npos; at = header.find(tag, at + 1)) {
    const std::size_t end = at + tag.size();
    if (end == header.size() || header[end] == ',' || header[end] == ' ') return true;
  }
  return false;
}

std::optional<fs::path> relative_path(std::string_view path) {
  if (!path.starts_with('/') || path.find_first_of(std::string_view("\\\0", 2)) != std::string_view::npos)
    return std::nullopt;
  path.remove_prefix(1);
  fs::path out;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    // Neither "..", nor hidden files, nor doubled slashes.
    if (name.empty() || name.front() == '.') return std::nullopt;
    out /= name;
    if (slash == std::string_view::npos) return out;
    path.remove_prefix(slash + 1);
  }
  return out / "index.html";
}

Reply Site::get(std::string_view path, std::string_view accept_encoding, std::string_view if_none_match) const {
  const std::optional<fs::path> relative = relative_path(path);
  if (!relative) return {};
  const fs::path plain = root_ / *relative;
  const std::optional<Found> original = regular_file(plain);
  if (!original || !inside(plain, root_)) return {};

  const fs::path twin = plain.string() + ".br";
  const std::optional<Found> compressed = regular_file(twin);
  const bool brotli = compressed && accepts(accept_encoding, "br");

  Reply reply;
  const std::string tag = tag_of(brotli ? *compressed : *original, brotli);
  reply.headers = {{"ETag", tag},
                   {"Cache-Control", carries_hash(plain) ? "public, max-age=31536000, immutable" : "no-cache"}};
  if (compressed) reply.headers.emplace_back("Vary", "Accept-Encoding");
  if (names_tag(if_none_match, tag)) {
    reply.status = 304;
    return reply;
  }
  std::optional<std::string> body = read_file(brotli ? twin : plain);
  if (!body) return {};
  if (brotli) reply.headers.emplace_back("Content-Encoding", "br");
  reply.status = 200;
  reply.type = media_type(plain);
  reply.body = std::move(*body);
  return reply;
}

const Headers& security_headers() {
  static const Headers headers{
      // The first part is also in shell/index.html, for hosts that send no headers. A hub is any address that a person
      // chose, a machine of the room by its number as well: connect-src can name no list of them. What may run stays
      // this site's own.
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self' "
       "blob: data:; connect-src 'self' https: http:; worker-src 'self'; "
       "manifest-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types "
       "escale; frame-ancestors 'self'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Permissions-Policy", "geolocation=(self)"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
  };
  return headers;
}

}  // namespace site
