#include "formats/national.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "formats/csv_cell.h"
#include "formats/national_phone.h"
#include "formats/remarks.h"
#include "oplog/value.h"
#include "records/kinds.h"

namespace formats {

namespace {

using Level = Remark::Level;
using records::Type;

constexpr std::string_view kRequired[] = {"id", "pivot", "nom", "commune", "code_postal", "adresse", "date_maj"};
constexpr std::size_t kSummaryLength = 280;  // code points

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool all(std::string_view text, bool (*test)(char)) { return std::all_of(text.begin(), text.end(), test); }

bool is_pivot(std::string_view text) { return text.size() >= 9 && text.size() <= 14 && all(text, is_alphanumeric); }
bool is_postcode(std::string_view text) { return text.size() == 5 && all(text, is_digit); }

// ^([013-9]\d|2[AB1-9])\d{3}$
bool is_insee(std::string_view text) {
  if (text.size() != 5 || !is_digit(text[0]) || !all(text.substr(2), is_digit)) return false;
  if (text[0] != '2') return is_digit(text[1]);
  return text[1] == 'A' || text[1] == 'B' || (text[1] >= '1' && text[1] <= '9');
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u})
    if (!is_digit(text[i])) return false;
  const auto number = [&](std::size_t from, std::size_t size) {
    return std::atoi(std::string(text.substr(from, size)).c_str());
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= kDays[month - 1] + (leap && month == 2);
}

std::optional<double> number_of(const oplog::Value& value) {
  if (const auto* real = std::get_if<double>(&value)) return std::isfinite(*real) ? std::optional(*real) : std::nullopt;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  return std::nullopt;
}

// The shortest digits that read back to the same degrees, without an exponent: 12 decimals are below a micrometre.
std::string degrees(double value) {
  std::string text = oplog::to_json(value);
  if (text.find('e') == std::string::npos) return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
  char fixed[64];
  std::snprintf(fixed, sizeof fixed, "%.12f", value);
  return fixed;
}

struct Cell {
  std::string text;
  std::vector<base::Message> problems;  // what could not be written
};

base::Message bad_format(std::string_view value) { return {"import.reason-format", {{"value", shorten(value)}}}; }

Cell choices(const records::List* list, const records::Values& values) {
  Cell cell;
  for (const oplog::Value& value : values) {
    const std::string_view text = oplog::text(value);
    const bool known = !list || list->open ||
                       std::any_of(list->choices.begin(), list->choices.end(),
                                   [&](const auto& choice) { return choice.value == text; });
    if (!known) {
      cell.problems.push_back({"import.reason-list", {{"value", shorten(text)}}});
    } else if (text.empty() || text.find('|') != std::string_view::npos) {
      cell.problems.push_back(bad_format(text));
    } else {
      if (!cell.text.empty()) cell.text += '|';
      cell.text += text;
    }
  }
  return cell;
}

Cell one(const records::Field& field, const oplog::Value& value) {
  const std::string_view text = oplog::text(value);
  switch (field.type) {
    case Type::kLatitude:
    case Type::kLongitude: {
      const double most = field.type == Type::kLatitude ? 90 : 180;
      const auto number = number_of(value);
      if (number && std::abs(*number) <= most) return {degrees(*number), {}};
      return {"", {bad_format(oplog::to_json(value))}};
    }
    case Type::kPhone: {
      std::string phone = international_phone(text);
      if (!phone.empty()) return {std::move(phone), {}};
      return {"", {bad_format(text)}};
    }
    case Type::kPivot:
      return is_pivot(text) ? Cell{std::string(text), {}} : Cell{"", {bad_format(text)}};
    case Type::kPostcode:
      return is_postcode(text) ? Cell{std::string(text), {}} : Cell{"", {bad_format(text)}};
    case Type::kInsee:
      return is_insee(text) ? Cell{std::string(text), {}} : Cell{"", {bad_format(text)}};
    case Type::kDate:
      return is_date(text) ? Cell{std::string(text), {}} : Cell{"", {bad_format(text)}};
    default:
      if (field.key == "presentation_resume" && base::count_code_points(text) > kSummaryLength)
        return {"", {{"import.reason-too-long", {{"max", std::to_string(kSummaryLength)}}}}};
      return {std::string(text), {}};
  }
}

// One record's 32 cells, or nothing when the record would break the schema.
class Writer {
 public:
  Writer() : kind_(*records::find_kind("place")) {}

  // `emit` is given the cells in the columns' order.
  template <class Emit>
  Export write(const std::vector<records::Draft>& places, Emit emit) {
    Export out;
    for (std::size_t i = 0; i < places.size(); ++i) {
      std::vector<std::string> cells;
      if (!fill(places[i], i + 1, cells)) {
        ++out.left_out;
        continue;
      }
      emit(out.bytes, cells);
      ++out.written;
    }
    out.remarks = remarks_.take();
    return out;
  }

 private:
  bool fill(const records::Draft& place, std::size_t position, std::vector<std::string>& cells) {
    bool fit = true;
    for (const std::string& column : national_columns()) {
      const records::Field& field = *records::find_field(kind_, column);
      const bool required = std::find(std::begin(kRequired), std::end(kRequired), column) != std::end(kRequired);
      const auto tell = [&](base::Message reason) {
        remarks_.add(required ? Level::kRejected : Level::kWarning, position, column, place.text("nom"),
                     std::move(reason));
      };
      Cell cell;
      if (place.has(column)) {
        const records::Values& values = place.fields.find(column)->second;
        cell = records::is_multiple(field.type) ? choices(records::find_list(field.list), values)
                                                : one(field, values.front());
        for (base::Message& problem : cell.problems) tell(std::move(problem));
      }
      if (required && cell.text.empty()) {
        if (cell.problems.empty()) tell({"import.reason-required", {}});
        fit = false;
      }
      cells.push_back(std::move(cell.text));
    }
    if (!fit) return false;
    const auto [earlier, is_new] = ids_.emplace(cells.front(), position);
    if (!is_new)
      remarks_.add(Level::kRejected, position, "id", place.text("nom"),
                   {"import.reason-duplicate-id", {{"line", std::to_string(earlier->second)}}});
    return is_new;
  }

  const records::Kind& kind_;
  RemarkList remarks_;
  std::unordered_map<std::string, std::size_t> ids_;
};

}  // namespace

const std::vector<std::string>& national_columns() {
  static const std::vector<std::string> columns = {"id",
                                                   "pivot",
                                                   "nom",
                                                   "commune",
                                                   "code_postal",
                                                   "code_insee",
                                                   "adresse",
                                                   "complement_adresse",
                                                   "latitude",
                                                   "longitude",
                                                   "typologie",
                                                   "telephone",
                                                   "courriels",
                                                   "site_web",
                                                   "horaires",
                                                   "presentation_resume",
                                                   "presentation_detail",
                                                   "source",
                                                   "itinerance",
                                                   "structure_parente",
                                                   "date_maj",
                                                   "services",
                                                   "publics_specifiquement_adresses",
                                                   "prise_en_charge_specifique",
                                                   "frais_a_charge",
                                                   "dispositif_programmes_nationaux",
                                                   "formations_labels",
                                                   "autres_formations_labels",
                                                   "modalites_acces",
                                                   "modalites_accompagnement",
                                                   "fiche_acces_libre",
                                                   "prise_rdv"};
  return columns;
}

Export write_national_csv(const std::vector<records::Draft>& places) {
  const auto append_row = [](std::string& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += ',';
      append_csv_cell(out, cells[i]);
    }
    out += '\n';
  };
  Export out = Writer().write(places, append_row);
  std::string header;
  append_row(header, national_columns());
  out.bytes.insert(0, header);
  return out;
}

Export write_national_json(const std::vector<records::Draft>& places) {
  const auto append_object = [](std::string& out, const std::vector<std::string>& cells) {
    out += out.empty() ? "\n{" : ",\n{";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string& column = national_columns()[i];
      if (cells[i].empty()) continue;
      if (out.back() != '{') out += ',';
      oplog::append_json_text(out, column);
      out += ':';
      if (column == "latitude" || column == "longitude")
        out += cells[i];
      else
        oplog::append_json_text(out, cells[i]);
    }
    out += '}';
  };
  Export out = Writer().write(places, append_object);
  out.bytes = "[" + out.bytes + "\n]\n";
  return out;
}

}  // namespace formats
