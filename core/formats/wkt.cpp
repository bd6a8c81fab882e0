#include "formats/wkt.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "base/utf8.h"

namespace formats {

namespace {

constexpr int kMaxDepth = 16;

enum class Shape { kPoints, kLine, kSurface, kCollection };

constexpr std::pair<std::string_view, Shape> kShapes[] = {
    {"point", Shape::kPoints},
    {"multipoint", Shape::kPoints},
    {"linestring", Shape::kLine},
    {"multilinestring", Shape::kLine},
    {"polygon", Shape::kSurface},
    {"multipolygon", Shape::kSurface},
    {"geometrycollection", Shape::kCollection},
};

class Reader {
 public:
  Reader(std::string_view text, Feature& feature) : text_(text), feature_(feature) {}

  bool whole() {
    skip_srid();
    return geometry(0) && (space(), at_ == text_.size());
  }

  // A shape, its bracket, and what may follow it: "Point (Lormont)" is a place's name.
  bool begins() {
    Shape now{};
    skip_srid();
    if (!shape(now)) return false;
    dimensions();
    if (word("empty")) return true;
    if (!take('(')) return false;
    space();
    return at_ < text_.size() &&
           (text_[at_] == '(' ||
            (now == Shape::kCollection ? is_letter(text_[at_]) : is_number(text_[at_]) && !is_letter(text_[at_])));
  }

 private:
  void skip_srid() {
    if (base::starts_with_folded(text_, "srid=")) at_ = std::min(text_.find(';'), text_.size() - 1) + 1;
  }
  void dimensions() {
    if (!word("zm") && !word("z")) word("m");
  }

  bool shape(Shape& shape) {
    space();
    const std::size_t from = at_;
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    const std::string word = base::fold(text_.substr(from, at_ - from));
    const auto known = std::find_if(std::begin(kShapes), std::end(kShapes), [&](const auto& one) {
      return word == one.first || word == std::string(one.first) + "z";
    });
    if (known == std::end(kShapes)) return false;
    shape = known->second;
    return true;
  }

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  static bool is_number(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
  }
  void space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }
  bool take(char c) {
    space();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool word(std::string_view wanted) {
    space();
    if (base::fold(text_.substr(at_, wanted.size())) != wanted) return false;
    at_ += wanted.size();
    return true;
  }

  bool number(std::string& out) {
    space();
    const std::size_t from = at_;
    while (at_ < text_.size() && is_number(text_[at_])) ++at_;
    out = text_.substr(from, at_ - from);
    return at_ > from;
  }

  bool position() {
    Feature::Point point;
    if (!number(point.longitude) || !number(point.latitude)) return false;
    std::string more;
    if (number(more)) point.altitude = more;
    number(more);  // a measure
    feature_.points.push_back(std::move(point));
    return true;
  }

  // Brackets that match, whatever they hold.
  bool skip() {
    int depth = 0;
    do {
      if (take('(')) {
        if (++depth > kMaxDepth) return false;
      } else if (take(')')) {
        --depth;
      } else if (at_ < text_.size()) {
        ++at_;
      } else {
        return false;
      }
    } while (depth > 0);
    return true;
  }

  bool geometry(int depth) {
    Shape now{};
    if (depth > kMaxDepth || !shape(now)) return false;
    dimensions();
    if (word("empty")) return true;
    if (now == Shape::kLine || now == Shape::kSurface) {
      ++(now == Shape::kLine ? feature_.lines : feature_.surfaces);
      space();
      return at_ < text_.size() && text_[at_] == '(' && skip();
    }
    if (!take('(')) return false;
    do {
      if (now == Shape::kCollection) {
        if (!geometry(depth + 1)) return false;
      } else if (take('(')) {
        if (!position() || !take(')')) return false;
      } else if (!position()) {
        return false;
      }
    } while (take(','));
    return take(')');
  }

  std::string_view text_;
  Feature& feature_;
  std::size_t at_ = 0;
};

}  // namespace

bool looks_like_wkt(std::string_view cell) {
  Feature ignored;
  return Reader(base::trim(cell), ignored).begins();
}

bool read_wkt(std::string_view cell, Feature& feature) { return Reader(base::trim(cell), feature).whole(); }

}  // namespace formats
