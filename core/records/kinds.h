// The declaration of kinds and their fields, as data. Forms, lists, search, validation, import, export, print and the
// mirror read it; adding a kind or a field is adding rows here.
#pragma once

#include <span>
#include <string_view>

namespace records {

enum class Type {
  kText,      // one line
  kLongText,  // paragraphs
  kNumber,
  kLatitude,   // WGS84 degrees, -90..90
  kLongitude,  // WGS84 degrees, -180..180
  kDate,       // YYYY-MM-DD
  kPostcode,   // five digits (France)
  kInsee,      // commune code of INSEE
  kPivot,      // SIRET, RNA or RIDET: 9 to 14 letters and digits
  kPhone,
  kEmails,  // several
  kUrl,
  kUrls,       // several
  kHours,      // OSM opening_hours
  kChoice,     // one of `list`
  kChoices,    // several of `list`
  kTags,       // several, free
  kReference,  // the id of another record
};

enum class Need {
  kOptional,
  kExpected,  // its absence is flagged and listed, never filled in
  kRequired,  // a record without it is refused
};

struct Choice {
  std::string_view value;  // stored and exchanged (the standard's own words)
  std::string_view label;  // catalogue key
};

struct List {
  std::string_view key;
  std::span<const Choice> choices;
  bool open = false;  // values outside the list are accepted (the standard lets the list evolve)
};

struct Field {
  std::string_view key;    // register key; for places, the national standard's column name
  std::string_view label;  // catalogue key
  Type type = Type::kText;
  Need need = Need::kOptional;
  int search_weight = 0;        // 0: not searched; higher ranks first
  bool personal = false;        // never enters a shared log in clear
  std::string_view list;        // key of a List, for kChoice and kChoices
  std::size_t max_length = 0;   // code points; 0 = kDefaultMaxLength
  std::string_view group = {};  // the form's step it belongs to
};

inline constexpr std::size_t kDefaultMaxLength = 10'000;

struct Kind {
  std::string_view key;    // "place"
  std::string_view label;  // catalogue key, e.g. "kind.place"
  std::span<const Field> fields;
};

std::span<const Kind> kinds();
const Kind* find_kind(std::string_view key);
const Field* find_field(const Kind& kind, std::string_view key);
const List* find_list(std::string_view key);

// Several values: stored as set membership, one register `field/value` holding its rank.
constexpr bool is_multiple(Type type) {
  return type == Type::kEmails || type == Type::kUrls || type == Type::kChoices || type == Type::kTags;
}
constexpr bool is_number(Type type) {
  return type == Type::kNumber || type == Type::kLatitude || type == Type::kLongitude;
}

// Fields a file had and the kind does not declare are kept under this prefix: "x/Pôle territorial".
inline constexpr std::string_view kExtraPrefix = "x/";

}  // namespace records
