#include "formats/demonstration.h"

#include <nlohmann/json.hpp>

namespace formats {
namespace {

using nlohmann::json;

// Names in the content file and in the declaration of places.
constexpr std::pair<const char*, const char*> kTexts[] = {
    {"name", "nom"}, {"commune", "commune"}, {"postcode", "code_postal"}, {"codeInsee", "code_insee"}};
constexpr std::pair<const char*, const char*> kLists[] = {{"typologie", "typologie"},
                                                          {"services", "services"},
                                                          {"audiences", "publics_specifiquement_adresses"},
                                                          {"demonstrationFields", "demonstration"}};
constexpr const char* kPositions[] = {"latitude", "longitude"};

records::Draft draft_of(const json& place) {
  records::Draft draft;
  draft.kind = "place";
  draft.id = base::id_from_content("demonstration|" + place.value("key", std::string()));
  for (const auto& [from, to] : kTexts)
    if (const auto found = place.find(from); found != place.end() && found->is_string())
      draft.set(to, found->get<std::string>());
  for (const char* name : kPositions)
    if (const auto found = place.find(name); found != place.end() && found->is_number())
      draft.set(name, records::Values{found->get<double>()});
  for (const auto& [from, to] : kLists) {
    const auto found = place.find(from);
    if (found == place.end() || !found->is_array()) continue;
    records::Values values;
    for (const json& item : *found) {
      if (!item.is_string()) continue;
      // The content file names invented fields by its own names.
      std::string value = item.get<std::string>();
      if (std::string_view(to) == "demonstration" && value == "audiences") value = "publics_specifiquement_adresses";
      values.emplace_back(std::move(value));
    }
    draft.set(to, std::move(values));
  }
  if (place.value("demonstration", false)) draft.set("demonstration", records::Values{std::string("nom")});
  return draft;
}

}  // namespace

base::Result<std::vector<records::Draft>> read_demonstration(std::string_view text) {
  const json file = json::parse(text, nullptr, false);
  if (!file.is_object() || !file.contains("places") || !file["places"].is_array())
    return base::fail("import.not-a-table", {{"line", "1"}});
  std::vector<records::Draft> drafts;
  for (const json& place : file["places"])
    if (place.is_object()) drafts.push_back(draft_of(place));
  return drafts;
}

}  // namespace formats
