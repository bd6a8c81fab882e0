// The mapping file of the national cartography, as mednum-cli reads it:
//   "nom": {"colonne": "Lieu"}                                    a column; "" means that no column holds the field
//   "adresse": {"joindre": {"colonnes": [...], "séparateur": " "}}
//   "latitude": {"dissocier": {"colonne": "geo", "séparateur": ",", "partie": 0}}
//   "date_maj": {"valeur": "2024-01-31"}                          the same for every row
//   "services": [{"colonnes": [...], "termes": [...], "sauf": [...], "cible": "..."}]
//   "horaires": {"osm": "column that holds OSM opening hours"}
// Terms are parts of words, case ignored; `sauf` looks at the same cell as the term. mednum-cli compares `sauf` with
// the cell in lower case without lowering `sauf` itself, so that its exceptions with a capital never apply: here both
// sides are folded, which is what the files mean. Beyond mednum-cli: a list field may name its columns ({"colonne"}
// alone or in the array), "kind" names another kind.
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "formats/json_splitter.h"
#include "formats/mapping.h"
#include "formats/remarks.h"

namespace formats {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxMappingBytes = 1u << 20;
constexpr int kMaxMappingDepth = 64;

// Names of the standard's earlier drafts that still stand in mapping files.
constexpr std::pair<std::string_view, std::string_view> kFormerNames[] = {
    {"courriel", "courriels"},
    {"typologies", "typologie"},
    {"accessibilite", "fiche_acces_libre"},
    {"labels_autres", "autres_formations_labels"},
};

std::string_view present_name(std::string_view name) {
  for (const auto& [former, present] : kFormerNames)
    if (name == former) return present;
  return name;
}

bool has_only(const Json& object, std::initializer_list<std::string_view> keys) {
  for (const auto& [key, value] : object.items()) {
    bool known = false;
    for (const std::string_view allowed : keys) known = known || key == allowed;
    if (!known) return false;
  }
  return true;
}

bool read_text(const Json& object, const char* key, std::string& out) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return false;
  out = found->get_ref<const std::string&>();
  return true;
}

// An array of strings, or one string.
bool read_texts(const Json& object, const char* key, std::vector<std::string>& out) {
  const auto found = object.find(key);
  if (found == object.end()) return false;
  if (found->is_string()) {
    out = {found->get_ref<const std::string&>()};
    return true;
  }
  if (!found->is_array()) return false;
  for (const Json& item : *found) {
    if (!item.is_string()) return false;
    out.push_back(item.get_ref<const std::string&>());
  }
  return true;
}

bool read_part(const Json& object, Rule& rule) {
  rule.how = Rule::How::kPart;
  rule.columns.resize(1);
  const auto part = object.find("partie");
  if (!object.is_object() || !has_only(object, {"colonne", "séparateur", "partie"}) || part == object.end() ||
      !part->is_number_unsigned() || !read_text(object, "colonne", rule.columns.front()) ||
      !read_text(object, "séparateur", rule.separator) || rule.separator.empty())
    return false;
  rule.part = part->get<std::size_t>();
  return true;
}

bool read_choice(const Json& object, Rule& rule) {
  rule.how = Rule::How::kTerms;
  if (!has_only(object, {"colonnes", "termes", "sauf", "cible"}) || !read_text(object, "cible", rule.target))
    return false;
  return (!object.contains("colonnes") || read_texts(object, "colonnes", rule.columns)) &&
         (!object.contains("termes") || read_texts(object, "termes", rule.terms)) &&
         (!object.contains("sauf") || read_texts(object, "sauf", rule.except));
}

// Whether the entry was understood; a rule for an empty column name is understood and needs no rule.
bool read_rule(std::string_view field, const Json& entry, std::vector<Rule>& out) {
  if (!entry.is_object()) return false;
  Rule rule;
  rule.field = field;
  if (entry.contains("cible")) {
    if (!read_choice(entry, rule)) return false;
  } else if (entry.size() != 1) {
    return false;
  } else if (entry.contains("colonne") || (field == "horaires" && entry.contains("osm"))) {
    std::string column;
    if (!read_text(entry, entry.contains("colonne") ? "colonne" : "osm", column)) return false;
    if (column.empty()) return true;
    rule.columns = {std::move(column)};
  } else if (entry.contains("valeur")) {
    rule.how = Rule::How::kTerms;
    if (!read_text(entry, "valeur", rule.target)) return false;
  } else if (entry.contains("joindre")) {
    const Json& join = entry["joindre"];
    if (!join.is_object() || !has_only(join, {"colonnes", "séparateur"}) ||
        !read_texts(join, "colonnes", rule.columns) || rule.columns.empty())
      return false;
    if (join.contains("séparateur") && !read_text(join, "séparateur", rule.separator)) return false;
  } else if (entry.contains("dissocier")) {
    if (!read_part(entry["dissocier"], rule)) return false;
  } else {
    return false;
  }
  out.push_back(std::move(rule));
  return true;
}

Json to_json(const Rule& rule) {
  switch (rule.how) {
    case Rule::How::kColumn:
      if (rule.columns.size() == 1) return {{"colonne", rule.columns.front()}};
      return {{"joindre", {{"colonnes", rule.columns}, {"séparateur", rule.separator}}}};
    case Rule::How::kPart:
      return {{"dissocier",
               {{"colonne", rule.columns.empty() ? "" : rule.columns.front()},
                {"séparateur", rule.separator},
                {"partie", rule.part}}}};
    case Rule::How::kTerms:
      break;
  }
  if (rule.columns.empty() && rule.terms.empty() && rule.except.empty()) return {{"valeur", rule.target}};
  Json out = Json::object();
  if (!rule.columns.empty()) out["colonnes"] = rule.columns;
  if (!rule.terms.empty()) out["termes"] = rule.terms;
  if (!rule.except.empty()) out["sauf"] = rule.except;
  out["cible"] = rule.target;
  return out;
}

}  // namespace

base::Result<MappingFile> read_mapping(std::string_view json) {
  if (json.size() > kMaxMappingBytes) return base::fail("mapping.malformed");
  if (auto status = check_depth(json, kMaxMappingDepth); !status) return base::Error{status.error()};
  const Json file = Json::parse(json, nullptr, false);
  if (!file.is_object()) return base::fail("mapping.malformed");

  MappingFile out;
  const auto not_understood = [&](const std::string& name, const Json& entry) {
    out.remarks.push_back({Remark::Level::kWarning, 0, name,
                           shorten(entry.dump(-1, ' ', false, Json::error_handler_t::replace)),
                           base::Message{"mapping.not-understood", {}}});
  };
  std::string kind;
  if (read_text(file, "kind", kind) && records::find_kind(kind)) out.mapping.kind = kind;
  const records::Kind* known = records::find_kind(out.mapping.kind);
  for (const auto& [name, entry] : file.items()) {
    if (name == "kind" && entry.is_string() && entry == out.mapping.kind) continue;
    const std::string_view field = present_name(name);
    if (!known || !records::find_field(*known, field)) {
      not_understood(name, entry);
    } else if (entry.is_array()) {
      for (const Json& item : entry)
        if (!read_rule(field, item, out.mapping.rules)) not_understood(name, item);
    } else if (!read_rule(field, entry, out.mapping.rules)) {
      not_understood(name, entry);
    }
  }
  return out;
}

std::string write_mapping(const Mapping& mapping) {
  Json file = Json::object();
  if (mapping.kind != Mapping{}.kind) file["kind"] = mapping.kind;
  for (const Rule& rule : mapping.rules) {
    Json entry = to_json(rule);
    if (!file.contains(rule.field)) {
      file[rule.field] = rule.how == Rule::How::kTerms && !entry.contains("valeur") ? Json::array({std::move(entry)})
                                                                                    : std::move(entry);
      continue;
    }
    Json& held = file[rule.field];
    if (!held.is_array()) held = Json::array({std::move(held)});
    held.push_back(std::move(entry));
  }
  return file.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace formats
