#include "workshop/template.h"

#include <map>
#include <nlohmann/json.hpp>

namespace workshop {
namespace {

using nlohmann::json;

constexpr std::int64_t kQuota = 3;  // dots of each person

std::string text(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string label(const json& object, std::string_view language) {
  const auto labels = object.find("label");
  if (labels == object.end() || !labels->is_object()) return {};
  const std::string said = text(*labels, std::string(language).c_str());
  return said.empty() ? text(*labels, "fr") : said;
}

// The objects of an array by their "key".
std::map<std::string, const json*> by_key(const json& file, const char* name) {
  std::map<std::string, const json*> found;
  if (const auto list = file.find(name); list != file.end() && list->is_array())
    for (const json& entry : *list)
      if (entry.is_object()) found.emplace(text(entry, "key"), &entry);
  return found;
}

}  // namespace

int Template::minutes() const {
  int sum = 0;
  for (const Phase& phase : phases) sum += phase.minutes;
  return sum;
}

base::Result<std::vector<Template>> read_templates(std::string_view bytes, std::string_view language) {
  const json file = json::parse(bytes, nullptr, false);
  const auto workshops = file.is_object() ? file.find("workshops") : file.end();
  if (!file.is_object() || workshops == file.end() || !workshops->is_array())
    return base::fail("workshop.templates-unreadable");
  const auto phases = by_key(file, "phases"), zones = by_key(file, "zones");
  std::vector<Template> templates;
  for (const json& entry : *workshops) {
    if (!entry.is_object()) continue;
    Template& made = templates.emplace_back();
    made.key = text(entry, "key");
    made.title = label(entry, language);
    made.brief = text(entry, "brief");
    for (const json& phase : entry.value("phases", json::array())) {
      const auto known = phases.find(text(phase, "phase"));
      if (known != phases.end())
        made.phases.push_back({label(*known->second, language), phase.value("minutes", 0),
                               text(*known->second, "visibility") == "hidden"});
    }
    for (const json& zone : entry.value("zones", json::array())) {
      const auto known = zones.find(text(zone, "zone"));
      if (known != zones.end()) made.zones.push_back({label(*known->second, language), text(zone, "prompt")});
    }
  }
  return templates;
}

std::vector<records::Draft> prepare(const Template& from, std::string_view date, base::Random& random) {
  std::vector<records::Draft> drafts;
  records::Draft board{"board", base::random_id(random), {}};
  board.set("title", from.title);
  board.set("brief", from.brief);
  board.set("template", from.key);
  records::Values phases, hidden;
  for (std::size_t i = 0; i < from.phases.size(); ++i) {
    const Template::Phase& phase = from.phases[i];
    phases.emplace_back(std::to_string(phase.minutes) + " " + phase.name);
    if (phase.hidden) hidden.emplace_back(std::to_string(i));
  }
  if (!from.phases.empty() && from.phases.front().hidden) board.set("covered", records::Values{std::int64_t{1}});
  board.set("hidden", std::move(hidden));
  board.set("phases", std::move(phases));
  board.set("phase", records::Values{std::int64_t{0}});
  board.set("quota", records::Values{kQuota});
  board.set("date", std::string(date));
  const base::Id id = board.id;
  drafts.push_back(std::move(board));
  for (std::size_t i = 0; i < from.zones.size(); ++i) {
    records::Draft zone{"zone", base::random_id(random), {}};
    zone.set("board", base::to_hex(id));
    zone.set("title", from.zones[i].title);
    zone.set("prompt", from.zones[i].prompt);
    zone.set("order", records::Values{static_cast<std::int64_t>(i)});
    drafts.push_back(std::move(zone));
  }
  return drafts;
}

}  // namespace workshop
