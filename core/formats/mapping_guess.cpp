// The best guess of a mapping, for a person to confirm: names first, the look of the values for coordinates, since
// files call the latitude "X" as often as "Y".
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/utf8.h"
#include "formats/features.h"
#include "formats/mapping.h"
#include "formats/national.h"

namespace formats {

namespace {

struct Synonyms {
  std::string_view field;
  std::vector<std::string_view> names;  // folded words, French and English, the surest first
  std::size_t parts = SIZE_MAX;         // how many of them may also be a part of the column's name
};

// In the order they may claim a column by a part of its name: "adresse mail" is an e-mail, "nom de la commune" a
// commune.
const std::vector<Synonyms>& place_synonyms() {
  static const std::vector<Synonyms> rows = {
      {"courriels", {"courriel", "courriels", "email", "emails", "e mail", "mail", "mel", "adresse electronique"}},
      {"telephone",
       {"telephone", "tel", "phone", "numero de telephone", "telephone fixe", "phone number", "phonenumber", "mobile"}},
      {"site_web",
       {"site web", "site internet", "site", "website", "web site", "url", "web", "page web", "link", "lien"}},
      {"horaires", {"horaires", "horaire", "horaires d ouverture", "opening hours", "hours", "ouverture"}},
      {"code_postal", {"code postal", "cp", "codepostal", "postcode", "postal code", "zip code", "zip"}},
      {"code_insee", {"code insee", "insee", "code commune", "citycode"}},
      {"date_maj",
       {"date maj", "derniere maj", "date de mise a jour", "mise a jour", "maj", "last update", "updated at",
        "updated"}},
      {"pivot", {"siret", "rna", "ridet", "pivot"}},
      {"presentation_resume", {"resume", "summary", "presentation resumee"}},
      {"presentation_detail",
       {"description", "presentation", "presentation detaillee", "descriptif", "details", "desc"}},
      {"commune", {"commune", "ville", "city", "town", "localite", "municipality"}},
      {"complement_adresse", {"complement d adresse", "complement adresse", "complement", "adresse 2", "address 2"}},
      {"adresse", {"adresse", "adresse postale", "address", "rue", "voie", "street"}},
      {"services", {"services"}},
      {"source", {"source"}},
      {"id", {"id", "identifiant", "identifier"}},
      {"nom",
       {"nom", "name", "lieu", "structure", "place", "titre", "title", "denomination", "raison sociale", "enseigne"},
       2},
  };
  return rows;
}

constexpr std::array<std::string_view, 12> kCoordinateWords = {
    "lat", "latitude", "lon", "long", "lng", "longitude", "coord", "coordonnee", "coordonnees", "coordinate", "x", "y"};

// The folded words of a name with single spaces: "Coord. X" -> "coord x".
std::string plain(std::string_view name) {
  std::string out;
  for (const char c : base::fold(name)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80;
    if (word)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool holds_words(std::string_view name, std::string_view words) {
  return (" " + std::string(name) + " ").find(" " + std::string(words) + " ") != std::string::npos;
}

std::optional<double> number(std::string_view cell) {
  std::string text(base::trim(cell));
  std::replace(text.begin(), text.end(), ',', '.');
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !std::isfinite(value)) return std::nullopt;
  return value;
}

class Guess {
 public:
  Guess(const Table& table, const records::Kind& kind) : table_(table), kind_(kind), taken_(table.columns.size()) {
    mapping_.kind = kind.key;
    for (const std::string& column : table.columns) names_.push_back(plain(column));
  }

  Mapping make() {
    if (std::find(table_.columns.begin(), table_.columns.end(), kRecordColumn) != table_.columns.end()) {
      exact();
      return std::move(mapping_);
    }
    for (const records::Field& field : kind_.fields) by_name(field.key, plain(field.key), false);
    if (kind_.key == "place") {
      for (const bool part : {false, true}) {
        for (const Synonyms& row : place_synonyms())
          for (std::size_t i = 0; i < row.names.size(); ++i)
            if (!part || i < row.parts) by_name(row.field, row.names[i], part);
        if (!part) coordinates();  // before "Coord. X du lieu" may be taken for a place's name
      }
    }
    order();
    return std::move(mapping_);
  }

 private:
  // A file of our own: the names it was written with, and nothing guessed.
  void exact() {
    static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
        {"nom", "name"}, {"presentation_detail", "description"}, {"presentation_detail", "desc"}};
    for (const records::Field& field : kind_.fields)
      for (std::size_t i = 0; i < table_.columns.size() && !mapped(field.key); ++i) {
        const bool named = std::any_of(std::begin(kNames), std::end(kNames), [&](const auto& name) {
          return name.first == field.key && name.second == table_.columns[i];
        });
        if (named || table_.columns[i] == field.key) take(field.key, i);
      }
  }

  void take(std::string_view field, std::size_t column) {
    taken_[column] = true;
    Rule rule;
    rule.field = field;
    rule.columns = {table_.columns[column]};
    mapping_.rules.push_back(std::move(rule));
  }

  bool mapped(std::string_view field) const {
    return std::any_of(mapping_.rules.begin(), mapping_.rules.end(),
                       [&](const Rule& rule) { return rule.field == field; });
  }

  void by_name(std::string_view field, std::string_view name, bool part) {
    if (mapped(field) || !records::find_field(kind_, field)) return;
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (!taken_[i] && (part ? holds_words(names_[i], name) : names_[i] == name)) return take(field, i);
  }

  // Whether four fifths of the numbers seen in the column's first rows, and at least one, lie in a range.
  bool lies_in(std::size_t column, double low, double high) const {
    constexpr std::size_t kRowsLooked = 200;
    std::size_t seen = 0, inside = 0;
    for (std::size_t i = 0; i < std::min(table_.rows.size(), kRowsLooked); ++i) {
      const auto value = number(table_.rows[i].cells[column]);
      if (!value) continue;
      ++seen;
      inside += *value >= low && *value <= high;
    }
    return seen > 0 && inside * 5 >= seen * 4;
  }

  void coordinates() {
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const bool named = std::any_of(kCoordinateWords.begin(), kCoordinateWords.end(),
                                     [&](std::string_view word) { return holds_words(names_[i], word); });
      if (named && !taken_[i]) candidates.push_back(i);
    }
    const auto pick = [&](std::string_view field, auto fits) {
      if (mapped(field)) return;
      const auto found =
          std::find_if(candidates.begin(), candidates.end(), [&](std::size_t i) { return !taken_[i] && fits(i); });
      if (found != candidates.end()) take(field, *found);
    };
    // Metropolitan France: no longitude there is above 10, no latitude below 41. Elsewhere, the name decides.
    pick("latitude", [&](std::size_t i) { return lies_in(i, 41, 51.5); });
    pick("longitude", [&](std::size_t i) { return lies_in(i, -10, 10); });
    pick("latitude", [&](std::size_t i) { return lies_in(i, -90, 90) && names_[i].find("lat") != std::string::npos; });
    pick("longitude",
         [&](std::size_t i) { return lies_in(i, -180, 180) && names_[i].find("lon") != std::string::npos; });
    pick("longitude", [&](std::size_t i) { return lies_in(i, -180, 180) && holds_words(names_[i], "lng"); });
  }

  // In the order of the kind's fields, as the screen shows them.
  void order() {
    const auto place = [&](const Rule& rule) { return records::find_field(kind_, rule.field) - kind_.fields.data(); };
    std::stable_sort(mapping_.rules.begin(), mapping_.rules.end(),
                     [&](const Rule& a, const Rule& b) { return place(a) < place(b); });
  }

  const Table& table_;
  const records::Kind& kind_;
  std::vector<std::string> names_;
  std::vector<bool> taken_;
  Mapping mapping_;
};

}  // namespace

bool is_national_standard(const std::vector<std::string>& columns) {
  const auto& standard = national_columns();
  const auto holds = [&](std::string_view name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  };
  return (holds("nom") || holds("id")) && std::all_of(columns.begin(), columns.end(), [&](const std::string& column) {
           return std::find(standard.begin(), standard.end(), column) != standard.end();
         });
}

Mapping guess_mapping(const Table& table, const records::Kind& kind) { return Guess(table, kind).make(); }

std::string header_key(const std::vector<std::string>& columns) {
  std::string joined;
  for (const std::string& column : columns) (joined += column) += '\x1F';
  return base::to_hex(base::id_from_content(joined));
}

}  // namespace formats
