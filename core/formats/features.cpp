#include "formats/features.h"

#include <algorithm>
#include <cstdlib>

#include "formats/remarks.h"

namespace formats {

namespace {

bool same_number(const std::string& a, const std::string& b) {
  char *end_a = nullptr, *end_b = nullptr;
  const double x = std::strtod(a.c_str(), &end_a), y = std::strtod(b.c_str(), &end_b);
  return end_a != a.c_str() && end_b != b.c_str() && *end_a == '\0' && *end_b == '\0' && x == y;
}

// A KML writes 0 where it knows no altitude.
bool says_nothing(const std::string& altitude) { return altitude.empty() || same_number(altitude, "0"); }

std::string summary(const Feature& feature) {
  std::string out;
  for (const auto& [name, text] : feature.properties) {
    if (text.empty()) continue;
    if (!out.empty()) out += " | ";
    out += text;
    if (out.size() > kRemarkValueBytes) break;
  }
  return out;
}

class RowOfCells {
 public:
  RowOfCells(TableBuilder& out, std::size_t line) : out_(out), line_(line) {}

  base::Status put(std::string_view name, const std::string& text) {
    const auto place = out_.column(name);
    if (!place) return base::Error{place.error()};
    if (*place >= cells_.size()) {
      cells_.resize(*place + 1);
      filled_.resize(*place + 1);
    }
    if (!filled_[*place]) {
      filled_[*place] = true;
      cells_[*place] = text;
      return base::Done{};
    }
    if (text.empty() || cells_[*place] == text || same_number(cells_[*place], text)) return base::Done{};
    return put(std::string(name) + " #2", text);
  }

  base::Status finish() { return out_.add_row(line_, std::move(cells_)); }

 private:
  TableBuilder& out_;
  std::size_t line_;
  std::vector<std::string> cells_;
  std::vector<bool> filled_;
};

base::Status add_row(TableBuilder& out, const Feature& feature, const Feature::Point* point) {
  RowOfCells row(out, feature.line);
  const auto put = [&](std::string_view name, const std::string& text) { return row.put(name, text); };
  if (point) {
    if (auto status = put(kLatitudeColumn, point->latitude); !status) return status;
    if (auto status = put(kLongitudeColumn, point->longitude); !status) return status;
    if (!says_nothing(point->altitude))
      if (auto status = put(kAltitudeColumn, point->altitude); !status) return status;
  }
  for (const auto& [name, text] : feature.properties)
    if (auto status = put(name, text); !status) return status;
  return row.finish();
}

}  // namespace

const std::string* Feature::find(std::string_view name) const {
  const auto found =
      std::find_if(properties.begin(), properties.end(), [&](const auto& property) { return property.first == name; });
  return found == properties.end() ? nullptr : &found->second;
}

base::Status add_feature(TableBuilder& out, Feature feature) {
  // A place without columns for it would look like a file without places.
  for (const std::string_view column : {kLatitudeColumn, kLongitudeColumn})
    if (auto place = out.column(column); !place) return base::Error{place.error()};
  for (const auto& [name, text] : feature.properties)
    if (text.size() > out.limits().cell_bytes) {
      out.remarks().add(Remark::Level::kRejected, feature.line, name, text,
                        {"import.reason-too-long", {{"max", std::to_string(out.limits().cell_bytes)}}});
      return base::Done{};
    }
  if (feature.lines > 0) out.reject(feature.line, summary(feature), {"import.a-line", {}});
  if (feature.surfaces > 0) out.reject(feature.line, summary(feature), {"import.a-surface", {}});
  if (feature.points.empty())
    return feature.lines + feature.surfaces > 0 ? base::Done{} : add_row(out, feature, nullptr);
  if (feature.points.size() > 1)
    out.remarks().add(Remark::Level::kNote, feature.line, "", summary(feature),
                      {"import.several-points", {{"n", std::to_string(feature.points.size())}}});
  for (const Feature::Point& point : feature.points)
    if (auto status = add_row(out, feature, &point); !status) return status;
  return base::Done{};
}

}  // namespace formats
