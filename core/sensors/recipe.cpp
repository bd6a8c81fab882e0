#include "sensors/recipe.h"

#include <array>
#include <cmath>

#include "analytics/number.h"
#include "analytics/pm_correction.h"

namespace sensors {
namespace {

constexpr std::array<std::string_view, 3> kNames = {"kohler@1", "barkjohn@1", "line@1"};
constexpr series::Ms kNearHumidity = series::kHour;

// Linear between the neighbours of each time, NaN where they are too far apart.
class Humidity {
 public:
  explicit Humidity(series::Slice slice) : slice_(std::move(slice)) {}
  double at(series::Ms time) {
    while (next_ < slice_.size() && slice_.times[next_] < time) ++next_;
    if (next_ < slice_.size() && slice_.times[next_] == time) return slice_.values[next_];
    if (next_ == 0 || next_ == slice_.size()) return std::nan("");
    const series::Ms before = slice_.times[next_ - 1], span = slice_.times[next_] - before;
    if (span > kNearHumidity) return std::nan("");
    const double part = static_cast<double>(time - before) / static_cast<double>(span);
    return slice_.values[next_ - 1] + part * (slice_.values[next_] - slice_.values[next_ - 1]);
  }

 private:
  series::Slice slice_;
  std::size_t next_ = 0;
};

}  // namespace

std::string Recipe::text() const {
  std::string text(kNames[static_cast<std::size_t>(kind)]);
  if (kind != Kind::kBarkjohn) text += ' ' + analytics::write_number(a) + ' ' + analytics::write_number(b);
  return text;
}

std::optional<Recipe> read_recipe(std::string_view text) {
  std::array<std::string_view, 3> words;
  std::size_t count = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end == 0 || count == words.size()) return std::nullopt;
    words[count++] = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  for (std::size_t kind = 0; kind < kNames.size(); ++kind) {
    if (words[0] != kNames[kind]) continue;
    Recipe recipe{static_cast<Recipe::Kind>(kind)};
    if (recipe.kind == Recipe::Kind::kBarkjohn) return count == 1 ? std::optional(recipe) : std::nullopt;
    const auto a = analytics::parse_number(words[1]), b = analytics::parse_number(words[2]);
    if (!a || !b || *a == 0) return std::nullopt;
    recipe.a = *a;
    recipe.b = *b;
    return recipe;
  }
  return std::nullopt;
}

base::Result<series::Series> reprocess(const series::Series& raw, const Recipe& recipe,
                                       const series::Series* humidity) {
  const bool line = recipe.kind == Recipe::Kind::kLine;
  if (!line && !raw.header.quantity.starts_with("pm")) return base::fail("series.not-particles");
  if (!line && !humidity) return base::fail("series.needs-humidity");
  series::Series out;
  out.header = raw.header;
  out.header.level = series::Level::kReprocessed;
  out.header.provenance.parent = raw.header.name();
  out.header.provenance.recipe = recipe.text();
  Humidity air(line ? series::Slice{} : humidity->read());
  std::vector<series::Point> points = raw.points();
  for (series::Point& point : points) {
    if (line) {
      point.value = (point.value - recipe.b) / recipe.a;
    } else {
      const double rh = air.at(point.time);
      const bool kohler = recipe.kind == Recipe::Kind::kKohler;
      point.value =
          kohler ? analytics::kohler(point.value, rh, recipe.a, recipe.b) : analytics::barkjohn(point.value, rh);
      if (kohler && rh > recipe.b) point.flags |= series::kHumid;
    }
  }
  out.add(std::move(points));
  return out;
}

}  // namespace sensors
