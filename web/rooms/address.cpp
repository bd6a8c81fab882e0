#include "rooms/address.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "rooms/atlas_parts.h"

namespace rooms {
namespace {

constexpr Screen kScreens[] = {Screen::kHome,    Screen::kAtlas,     Screen::kPlace,    Screen::kEdit,
                               Screen::kHistory, Screen::kFiles,     Screen::kSync,     Screen::kLog,
                               Screen::kAbout,   Screen::kWorkshops, Screen::kBoard,    Screen::kPresent,
                               Screen::kTrial,   Screen::kSheet,     Screen::kMeasures, Screen::kStation};
constexpr std::pair<atlas::Order, std::string_view> kOrders[] = {{atlas::Order::kBest, "best"},
                                                                 {atlas::Order::kName, "name"},
                                                                 {atlas::Order::kNear, "near"},
                                                                 {atlas::Order::kRecent, "recent"}};

// Letters and digits as they are, a space as "+", the rest in hexadecimal (application/x-www-form-urlencoded).
std::string encode(std::string_view text) {
  constexpr std::string_view kPlain = "-_.~,:";
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
        kPlain.find(c) != std::string_view::npos)
      out += c;
    else if (c == ' ')
      out += '+';
    else
      (out += '%') += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return out;
}

int hex_digit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

std::string decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::string number(double value, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string atlas_address(const AtlasState& atlas) {
  std::string out;
  const auto add = [&](std::string_view key, std::string_view value) {
    out += out.empty() ? '?' : '&';
    (out += key) += '=';
    out += encode(value);
  };
  if (!atlas.query.words.empty()) add("q", atlas.query.words);
  const auto values = atlas::facet_values();
  for (std::size_t i = 0; i < values.size(); ++i)
    if ((atlas.query.facets >> i & 1) != 0)
      for (const atlas::FacetSpec& spec : atlas::facets())
        if (spec.facet == values[i].facet) add(spec.key, values[i].value);
  for (const std::string& commune : atlas.query.communes) add("commune", commune);
  if (!atlas.near.empty()) add("near", atlas.near);
  if (atlas.query.radius > 0) add("within", number(atlas.query.radius, 0));
  for (const auto& [order, name] : kOrders)
    if (order == atlas.query.order) add("order", name);
  if (atlas.framed) {
    const geo::LonLat at = geo::to_lon_lat({atlas.map.x, atlas.map.y});
    add("map", number(at.lat, 4) + "," + number(at.lon, 4) + "," + number(atlas.map.zoom, 1));
  }
  return out;
}

}  // namespace

const char* screen_name(Screen screen) {
  switch (screen) {
    case Screen::kHome:
      return "home";
    case Screen::kAtlas:
      return "atlas";
    case Screen::kPlace:
      return "place";
    case Screen::kEdit:
      return "edit";
    case Screen::kHistory:
      return "history";
    case Screen::kFiles:
      return "files";
    case Screen::kSync:
      return "sync";
    case Screen::kLog:
      return "log";
    case Screen::kAbout:
      return "about";
    case Screen::kWorkshops:
      return "workshops";
    case Screen::kBoard:
      return "board";
    case Screen::kPresent:
      return "present";
    case Screen::kTrial:
      return "trial";
    case Screen::kSheet:
      return "sheet";
    case Screen::kMeasures:
      return "measures";
    case Screen::kStation:
      return "station";
  }
  return "";
}

std::string write_address(Screen screen, base::Id record, const AtlasState& atlas) {
  std::string out = std::string("#") + screen_name(screen);
  if (screen == Screen::kAtlas) return out + atlas_address(atlas);
  return record ? out + "/" + base::to_hex(record) : out;
}

std::optional<Address> read_address(std::string_view fragment) {
  if (fragment.starts_with('#')) fragment.remove_prefix(1);
  const std::size_t stop = fragment.find_first_of("/?");
  const std::string_view name = fragment.substr(0, stop);
  for (const Screen screen : kScreens) {
    if (name != screen_name(screen)) continue;
    Address address{screen, {}, {}};
    if (stop != std::string_view::npos && fragment[stop] == '/')
      if (const auto id = base::from_hex(fragment.substr(stop + 1))) address.record = base::Id{*id};
    if (screen == Screen::kAtlas && stop != std::string_view::npos && fragment[stop] == '?')
      address.atlas = fragment.substr(stop + 1);
    // A sheet or a history is of some record.
    if ((screen == Screen::kPlace || screen == Screen::kHistory || screen == Screen::kBoard ||
         screen == Screen::kPresent || screen == Screen::kTrial || screen == Screen::kSheet ||
         screen == Screen::kStation) &&
        !address.record)
      return std::nullopt;
    return address;
  }
  return std::nullopt;
}

void read_atlas_address(std::string_view written, const Context& context, AtlasState& state) {
  state.query = {};
  state.near.clear();
  std::string near;
  double radius = 0;
  while (!written.empty()) {
    const std::size_t end = written.find('&');
    const std::string_view pair = written.substr(0, end);
    written = end == std::string_view::npos ? std::string_view() : written.substr(end + 1);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view key = pair.substr(0, equals);
    const std::string value = decode(pair.substr(equals + 1));
    if (key == "q") state.query.words = value;
    if (key == "commune") state.query.communes.push_back(value);
    if (key == "near") near = value;
    if (key == "within") radius = std::fmin(1e6, std::fmax(0, std::atof(value.c_str())));
    for (const atlas::FacetSpec& spec : atlas::facets())
      if (spec.key == key) state.query.facets |= atlas::bit_of(spec.facet, value);
    for (const auto& [order, name] : kOrders)
      if (key == "order" && name == value) state.query.order = order;
    if (key == "map") {
      double lat = 0, lon = 0, zoom = 0;
      if (std::sscanf(value.c_str(), "%lf,%lf,%lf", &lat, &lon, &zoom) == 3 && std::abs(lat) < 85 &&
          std::abs(lon) <= 180 && zoom >= draw::kMinZoom && zoom <= draw::kMaxZoom) {
        const geo::Point at = geo::to_square({lon, lat});
        state.map.x = at.x;
        state.map.y = at.y;
        state.map.zoom = zoom;
        state.framed = true;
      }
    }
  }
  state.query.radius = radius;
  set_near(context, state, near);
}

}  // namespace rooms
