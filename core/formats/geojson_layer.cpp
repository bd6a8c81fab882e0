#include "formats/geojson_layer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <utility>

namespace formats {

namespace {

constexpr int kMaxDepth = 64;

// 10^k is exact in a double up to here.
constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

// Every reading function is false on a failure, which `failure` then holds.
struct GeoJsonLayerReader::Impl {
  enum class At { kStart, kMembers, kFeatures, kEnd };

  explicit Impl(std::string_view bytes) : text(bytes) {
    if (text.starts_with("\xEF\xBB\xBF")) at = 3;
    // Growing by doubling would cost more than the reading. Five decimals take about 20 bytes a position.
    layer.coordinates.reserve(std::min<std::size_t>(text.size() / 20 * 2, std::size_t{4} << 20));
  }

  std::string line(std::size_t where) const {
    return std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(where), '\n'));
  }
  bool bad() {
    const bool cut = at >= text.size();
    failure = {cut ? "import.truncated" : "layer.not-geojson", {{"line", line(std::min(at, text.size()))}}};
    return false;
  }
  bool too_deep() {
    failure = {"import.too-deep", {{"line", line(at)}, {"limit", std::to_string(kMaxDepth)}}};
    return false;
  }

  // The next byte that is not a space; 0 at the end.
  char peek() {
    while (at < text.size() && static_cast<unsigned char>(text[at]) <= ' ') ++at;
    return at < text.size() ? text[at] : '\0';
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++at;
    return true;
  }
  bool need(char c) { return take(c) || bad(); }

  // A string's raw text, escapes as written.
  bool string(std::string_view& raw) {
    if (!need('"')) return false;
    const std::size_t from = at;
    for (; at < text.size() && text[at] != '"'; ++at)
      if (text[at] == '\\') ++at;
    if (at >= text.size()) return bad();
    raw = text.substr(from, at++ - from);
    return true;
  }

  bool skip() {
    int depth = 0;
    do {
      const char c = peek();
      if (c == '"') {
        std::string_view ignored;
        if (!string(ignored)) return false;
      } else if (c == '{' || c == '[') {
        if (++depth > kMaxDepth) return too_deep();
        ++at;
      } else if (c == '}' || c == ']') {
        if (--depth < 0) return bad();
        ++at;
      } else if (c == '\0') {
        return bad();
      } else if (c == ',' || c == ':') {
        if (depth == 0) return bad();
        ++at;
      } else {
        const std::size_t from = at;
        while (at < text.size() && (is_digit(text[at]) || (text[at] >= 'a' && text[at] <= 'z') || text[at] == '-' ||
                                    text[at] == '+' || text[at] == '.' || text[at] == 'E'))
          ++at;
        if (at == from) return bad();
      }
    } while (depth > 0);
    return true;
  }

  // The next member's key; `more` is false at the closing brace.
  bool member(bool& first, std::string_view& key, bool& more) {
    if (take('}')) {
      more = false;
      return true;
    }
    more = true;
    if (!std::exchange(first, false) && !need(',')) return false;
    return string(key) && need(':');
  }

  // Each element of an array.
  template <class Item>
  bool array(Item item) {
    if (!need('[')) return false;
    for (bool first = true; !take(']'); first = false) {
      if (!first && !need(',')) return false;
      if (!item()) return false;
    }
    return true;
  }

  bool number(double& value) {
    const char* p = text.data() + at;
    const char* const end = text.data() + text.size();
    const bool negative = p < end && *p == '-';
    p += negative;
    std::uint64_t digits = 0;
    int scale = 0, count = 0;
    const char* const begin = p;
    for (; p < end && is_digit(*p); ++p) {
      if (count < 19)
        digits = digits * 10 + static_cast<std::uint64_t>(*p - '0');
      else
        ++scale;
      count += digits > 0;
    }
    bool any = p > begin;
    if (p < end && *p == '.') {
      const char* const point = ++p;
      for (; p < end && is_digit(*p); ++p)
        if (count < 19) {
          digits = digits * 10 + static_cast<std::uint64_t>(*p - '0');
          --scale;
          count += digits > 0;
        }
      any = any && p > point;
    }
    if (!any) return bad();
    if ((p < end && (*p == 'e' || *p == 'E')) || scale < -22 || scale > 22) {  // rare: as the library reads it
      const std::string token(text.substr(at, 64));
      char* stop = nullptr;
      value = std::strtod(token.c_str(), &stop);
      at += static_cast<std::size_t>(stop - token.c_str());
      return true;
    }
    value = static_cast<double>(digits);
    value = scale < 0 ? value / kPowers[-scale] : value * kPowers[scale];
    if (negative) value = -value;
    at = static_cast<std::size_t>(p - text.data());
    return true;
  }

  bool position() {
    double lon = 0, lat = 0;
    if (!need('[')) return false;
    peek();
    if (!number(lon) || !need(',')) return false;
    peek();
    if (!number(lat)) return false;
    while (!take(']'))  // an altitude
      if (!need(',') || !skip()) return false;
    whole = whole && std::abs(lon) <= 180 && std::abs(lat) <= 90;
    layer.coordinates.push_back(lon);
    layer.coordinates.push_back(lat);
    return true;
  }

  // Digits and at most one point, nothing else: what nearly every number of a ring is. Null where it is another.
  static const char* plain_number(const char* p, const char* end, double& value) {
    const bool negative = p < end && *p == '-';
    p += negative;
    std::uint64_t digits = 0;
    const char* const begin = p;
    const char* point = nullptr;
    for (; p < end; ++p) {
      if (is_digit(*p))
        digits = digits * 10 + static_cast<std::uint64_t>(*p - '0');
      else if (*p == '.' && !point)
        point = p + 1;
      else
        break;
    }
    const auto decimals = point ? p - point : 0;
    // At most 18 digits, so that `digits` holds them.
    if (p - begin > 19 || p == begin || point == begin + 1 || (point && decimals == 0) || p == end) return nullptr;
    if (*p != ',' && *p != ']') return nullptr;
    const double magnitude = static_cast<double>(digits) / kPowers[decimals];
    value = negative ? -magnitude : magnitude;
    return p;
  }

  // Positions written without a space, "[lon,lat]," one after the other: read here until one that is not.
  void plain_positions() {
    const char *p = text.data() + at, *const end = text.data() + text.size();
    double lon = 0, lat = 0;
    while (p < end && *p == '[') {
      const char* q = plain_number(p + 1, end, lon);
      if (!q || *q != ',') break;
      q = plain_number(q + 1, end, lat);
      // The last position of a ring is the general path's.
      if (!q || *q != ']' || end - q < 2 || q[1] != ',') break;
      whole = whole && std::abs(lon) <= 180 && std::abs(lat) <= 90;
      layer.coordinates.push_back(lon);
      layer.coordinates.push_back(lat);
      p = q + 2;
    }
    at = static_cast<std::size_t>(p - text.data());
  }

  bool ring() {
    std::vector<double>& xy = layer.coordinates;
    const std::size_t from = xy.size();
    const auto positions = [this] {
      plain_positions();
      return position();
    };
    if (!array(positions)) return false;
    whole = whole && xy.size() >= from + 8 && xy[from] == xy[xy.size() - 2] && xy[from + 1] == xy.back();
    layer.ring_ends.push_back(static_cast<std::uint32_t>(xy.size() / 2));
    return true;
  }

  bool polygon() {
    const std::size_t rings = layer.ring_ends.size();
    if (!array([this] { return ring(); })) return false;
    whole = whole && layer.ring_ends.size() > rings;
    layer.polygon_ends.push_back(static_cast<std::uint32_t>(layer.ring_ends.size()));
    return true;
  }

  // A geometry's members may come in any order: coordinates met before their type are passed over, then come back to.
  bool geometry(int depth) {
    if (depth > kMaxDepth) return too_deep();
    if (peek() == 'n') return skip();
    if (!need('{')) return false;
    std::string_view type, key;
    std::size_t coordinates = 0;
    for (bool first = true, more = true;;) {
      if (!member(first, key, more)) return false;
      if (!more) break;
      if (key == "type") {
        if (!string(type)) return false;
      } else if (key == "coordinates") {
        peek();
        coordinates = at;
        if (type == "Polygon" || type == "MultiPolygon") {
          if (!shape(type)) return false;
          coordinates = 0;
        } else if (!skip()) {
          return false;
        }
      } else if (key == "geometries") {
        if (!array([&] { return geometry(depth + 1); })) return false;
      } else if (!skip()) {
        return false;
      }
    }
    if (coordinates == 0 || (type != "Polygon" && type != "MultiPolygon")) return true;
    const std::size_t after = std::exchange(at, coordinates);
    if (!shape(type)) return false;
    at = after;
    return true;
  }

  bool shape(std::string_view type) {
    return type == "Polygon" ? polygon() : array([this] { return polygon(); });
  }

  // A feature, or a geometry alone.
  bool feature() {
    const std::size_t xy = layer.coordinates.size(), rings = layer.ring_ends.size();
    const std::size_t polygons = layer.polygon_ends.size(), start = at;
    std::string_view key, properties;
    bool is_feature = false;
    whole = true;
    if (!need('{')) return false;
    for (bool first = true, more = true;;) {
      if (!member(first, key, more)) return false;
      if (!more) break;
      if (key == "geometry") {
        is_feature = true;
        if (!geometry(0)) return false;
      } else if (key == "properties" && peek() == '{') {
        const std::size_t from = at;
        if (!skip()) return false;
        properties = text.substr(from, at - from);
      } else if (!skip()) {
        return false;
      }
    }
    if (!is_feature) {
      at = start;
      peek();
      if (!geometry(0)) return false;
    }
    if (!whole || layer.polygon_ends.size() == polygons) {
      ++layer.set_aside;
      layer.coordinates.resize(xy);
      layer.ring_ends.resize(rings);
      layer.polygon_ends.resize(polygons);
      return true;
    }
    layer.features.push_back(
        {static_cast<std::uint32_t>(layer.polygon_ends.size()), layer.texts.size(), properties.size()});
    layer.texts += properties;
    return true;
  }

  // Up to the features, or the whole of a file that holds a single one.
  bool members() {
    const std::size_t start = at;
    std::string_view key;
    bool more = true, single = false;
    if (state == At::kStart && !need('{')) return false;
    while (member(first_member, key, more) && more) {
      if (key == "features" && peek() == '[') {
        ++at;
        state = At::kFeatures;
        first_feature = found = true;
        return true;
      }
      single = single || (state == At::kStart && (key == "geometry" || key == "coordinates" || key == "geometries"));
      if (!skip()) return false;
    }
    if (!failure.key.empty()) return false;
    if (!found) {
      if (!single) {
        failure = {"layer.not-geojson", {{"line", "1"}}};
        return false;
      }
      at = start;
      if (peek(); !feature()) return false;
    }
    state = At::kEnd;
    return true;
  }

  bool next() {
    if (state != At::kFeatures) return members();
    if (take(']')) {
      state = At::kMembers;
      return true;
    }
    if (!std::exchange(first_feature, false) && !need(',')) return false;
    peek();
    return feature();
  }

  std::string_view text;
  std::size_t at = 0;
  At state = At::kStart;
  bool first_member = true, first_feature = true;  // the next one has no comma before it
  bool found = false;                              // the array of features
  bool whole = true;                               // what was read of the feature's polygons
  base::Message failure;
  GeoJsonLayer layer;
};

std::string GeoJsonLayer::property(std::size_t feature, std::string_view name) const {
  const auto held = nlohmann::json::parse(properties(feature), nullptr, false);
  const auto member = held.is_object() ? held.find(name) : held.end();
  if (member == held.end() || member->is_null() || member->is_structured()) return {};
  return member->is_string() ? member->get<std::string>() : member->dump();
}

GeoJsonLayerReader::GeoJsonLayerReader(std::string_view bytes) : impl_(std::make_unique<Impl>(bytes)) {}
GeoJsonLayerReader::~GeoJsonLayerReader() = default;

base::Result<bool> GeoJsonLayerReader::step(std::size_t bytes) {
  const std::size_t until = impl_->at + std::min(bytes, impl_->text.size());
  while (impl_->failure.key.empty() && impl_->state != Impl::At::kEnd && impl_->at < until) impl_->next();
  if (!impl_->failure.key.empty()) return base::Error{impl_->failure};
  if (impl_->at >= impl_->text.size() && impl_->state != Impl::At::kEnd) impl_->bad();
  if (!impl_->failure.key.empty()) return base::Error{impl_->failure};
  return impl_->state != Impl::At::kEnd;
}

std::size_t GeoJsonLayerReader::done() const { return impl_->at; }
GeoJsonLayer GeoJsonLayerReader::finish() { return std::move(impl_->layer); }

base::Result<GeoJsonLayer> read_geojson_layer(std::string_view bytes) {
  GeoJsonLayerReader reader(bytes);
  while (true) {
    const auto more = reader.step(bytes.size());
    if (!more) return base::Error{more.error()};
    if (!*more) return reader.finish();
  }
}

}  // namespace formats
