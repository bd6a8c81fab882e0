#include "formats/json_feature.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "oplog/value.h"

namespace formats {

namespace {

using Json = nlohmann::json;

enum class Shape { kUnknown, kPoints, kLine, kSurface };

Shape shape_of(std::string_view type) {
  if (type == "Point" || type == "MultiPoint") return Shape::kPoints;
  if (type == "LineString" || type == "MultiLineString") return Shape::kLine;
  if (type == "Polygon" || type == "MultiPolygon") return Shape::kSurface;
  return Shape::kUnknown;
}

// Where a value stands: in the object itself, its properties, or one of its geometries, which a collection nests.
struct Sax : Json::json_sax_t {
  enum class In { kFeature, kProperties, kProperty, kGeometry, kCoordinates, kOther };
  struct Geometry {
    std::string type;
    std::vector<Feature::Point> points;  // of Point and MultiPoint, until the type says that it is neither
    bool any = false;                    // it has coordinates
  };

  Feature feature;
  std::vector<std::string> nested;
  struct Level {
    In in = In::kOther;
    std::size_t geometry = 0;  // which of `geometries` a type or coordinates here belong to
  };
  std::vector<Level> open;  // one for each bracket
  std::vector<Geometry> geometries;
  std::vector<std::string> numbers;  // of the position being read
  std::string key_, text, json;      // the member's name; its list joined by "|"; its JSON when it is deeper
  std::size_t property_at = 0;       // how many brackets are open around the property being read
  std::string type, id;
  bool is_deep = false, first = true;

  In in() const { return open.empty() ? In::kOther : open.back().in; }
  Geometry& geometry() { return geometries[open.back().geometry]; }

  bool scalar(std::string said, bool is_text) {
    switch (in()) {
      case In::kFeature:
        if (key_ == "type") {
          type = said;
          if (shape_of(said) != Shape::kUnknown || said == "GeometryCollection") root().type = said;
        }
        if (key_ == "id") id = std::move(said);
        break;
      case In::kGeometry:
        if (key_ == "type") geometry().type = std::move(said);
        break;
      case In::kCoordinates:
        if (!is_text && numbers.size() < 3) numbers.push_back(std::move(said));
        break;
      case In::kProperties:
        feature.set(key_, std::move(said));
        break;
      case In::kProperty:
        if (!std::exchange(first, false)) text += '|';
        text += said;
        append_json(said, is_text);
        break;
      case In::kOther:
        break;
    }
    return true;
  }
  void append_json(const std::string& said, bool is_text) {
    if (!json.empty() && json.back() != '[' && json.back() != '{' && json.back() != ':') json += ',';
    if (is_text)
      oplog::append_json_text(json, said);
    else
      json += said;
  }
  // A geometry alone keeps its coordinates beside its type.
  Geometry& root() {
    if (geometries.empty()) geometries.emplace_back();
    return geometries.front();
  }

  bool null() override {
    if (in() == In::kProperty) append_json("null", false);
    return true;
  }
  bool boolean(bool held) override { return scalar(held ? "true" : "false", false); }
  bool number_integer(number_integer_t held) override { return scalar(std::to_string(held), false); }
  bool number_unsigned(number_unsigned_t held) override { return scalar(std::to_string(held), false); }
  bool number_float(number_float_t, const string_t& written) override { return scalar(written, false); }
  bool string(string_t& held) override { return scalar(std::move(held), true); }
  bool binary(binary_t&) override { return true; }
  bool key(string_t& name) override {
    if (in() == In::kProperty) {
      if (json.back() != '{') json += ',';
      oplog::append_json_text(json, name);
      json += ':';
    } else {
      key_ = std::move(name);
    }
    return true;
  }

  bool start(bool object) {
    Level now;
    if (open.empty()) {
      now.in = object ? In::kFeature : In::kOther;
    } else if (in() == In::kFeature && object && key_ == "properties") {
      now.in = In::kProperties;
    } else if ((in() == In::kFeature || in() == In::kGeometry) && object && key_ == "geometry") {
      now = {In::kGeometry, geometries.size()};
      geometries.emplace_back();
    } else if ((in() == In::kFeature || in() == In::kGeometry) && !object && key_ == "geometries") {
      root();
      now = {In::kGeometry, open.back().geometry};  // the list: each object that opens in it is a geometry
      key_ = "geometry";
    } else if ((in() == In::kFeature || in() == In::kGeometry) && !object && key_ == "coordinates") {
      root();
      now = {In::kCoordinates, open.back().geometry};
      geometry().any = true;
    } else if (in() == In::kCoordinates && !object) {
      now = open.back();
    } else if (in() == In::kProperties) {
      property_at = open.size();
      text.clear();
      json.assign(1, object ? '{' : '[');
      is_deep = object;
      first = true;
      now.in = In::kProperty;
    } else if (in() == In::kProperty) {
      is_deep = true;
      if (json.back() != '[' && json.back() != '{' && json.back() != ':') json += ',';
      json += object ? '{' : '[';
      now.in = In::kProperty;
    }
    open.push_back(now);
    return true;
  }
  bool end(bool object) {
    const Level was = open.back();
    open.pop_back();
    if (was.in == In::kCoordinates && !numbers.empty()) {
      Geometry& of = geometries[was.geometry];
      if (numbers.size() >= 2 && shape_of(of.type) != Shape::kLine && shape_of(of.type) != Shape::kSurface)
        of.points.push_back({numbers[0], numbers[1], numbers.size() > 2 ? numbers[2] : ""});
      numbers.clear();
    } else if (was.in == In::kProperty) {
      json += object ? '}' : ']';
      if (open.size() == property_at) {
        if (is_deep) nested.push_back(key_);
        feature.set(key_, is_deep ? json : text);
      }
    } else if (was.in == In::kGeometry && in() == In::kGeometry) {
      key_ = "geometry";  // back in the list of a collection
    }
    return true;
  }
  bool start_object(std::size_t) override { return start(true); }
  bool end_object() override { return end(true); }
  bool start_array(std::size_t) override { return start(false); }
  bool end_array() override { return end(false); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }
};

}  // namespace

bool may_be_feature(std::string_view object) {
  return object.find("\"coordinates\"") != std::string_view::npos ||
         object.find("\"Feature\"") != std::string_view::npos ||
         object.find("\"geometries\"") != std::string_view::npos;
}

bool read_json_feature(std::string_view object, std::size_t line, JsonFeature& out) {
  Sax sax;
  if (!Json::sax_parse(object, &sax)) return false;
  const bool alone = shape_of(sax.type) != Shape::kUnknown || sax.type == "GeometryCollection";
  if (!alone && sax.type != "Feature") return false;
  sax.feature.line = line;
  for (Sax::Geometry& geometry : sax.geometries) {
    switch (shape_of(geometry.type)) {
      case Shape::kPoints:
        for (Feature::Point& point : geometry.points) sax.feature.points.push_back(std::move(point));
        break;
      case Shape::kLine:
        ++sax.feature.lines;
        break;
      case Shape::kSurface:
        ++sax.feature.surfaces;
        break;
      case Shape::kUnknown:  // a shape of a later day, or a collection, which holds nothing itself
        if (geometry.any) ++sax.feature.surfaces;
        break;
    }
  }
  if (!sax.id.empty()) sax.feature.set("id", std::move(sax.id));  // behind a property of that name
  out.feature = std::move(sax.feature);
  out.nested = std::move(sax.nested);
  return true;
}

}  // namespace formats
