#include "workshop/template.h"

#include <map>
#include <nlohmann/json.hpp>

namespace workshop {
namespace {

using nlohmann::json;

constexpr std::int64_t kQuota = 3;  // dots of each person

std::string text(const json& object, const char* key) {
  if (!object.is_object()) return {};
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

const json& list(const json& object, const char* key) {
  static const json kNone;
  const auto found = object.find(key);
  return found == object.end() ? kNone : *found;
}

// What the templates of a file have in common, by key.
struct Shared {
  std::map<std::string, const json*> phases, zones, roles;
};

// What one template says itself, else what all have in common.
std::string said(const json& own, const json& common, std::string_view language) {
  const std::string words = label(own, language);
  return words.empty() ? label(common, language) : words;
}

Template read_template(const json& entry, const Shared& shared, std::string_view language) {
  static const json kNothing = json::object();
  const auto common = [](const std::map<std::string, const json*>& among, const std::string& key) -> const json& {
    const auto found = among.find(key);
    return found == among.end() ? kNothing : *found->second;
  };
  Template made;
  made.key = text(entry, "key");
  made.title = label(entry, language);
  made.context = text(entry, "context");
  made.brief = text(entry, "brief");
  for (const json& role : list(entry, "roles")) {
    const json& known = common(shared.roles, text(role, "role"));
    made.roles.push_back({label(known, language), text(known, "text"), text(role, "note")});
  }
  // A day and a workshop share out the same roles where they do not name their own.
  if (made.roles.empty())
    for (const auto& [key, role] : shared.roles)
      made.roles.push_back({label(*role, language), text(*role, "text"), ""});
  for (const json& phase : list(entry, "phases")) {
    const json& known = common(shared.phases, text(phase, "phase"));
    const std::string name = said(phase, known, language);
    if (!name.empty())
      made.phases.push_back({name, phase.value("minutes", 0), text(known, "visibility") == "hidden",
                             text(known, "purpose"), text(known, "script"), ""});
  }
  // A path goes over weeks: its steps have no minutes, but a question and who answers it.
  for (const json& step : list(entry, "steps"))
    made.phases.push_back({label(step, language), 0, false, text(step, "question"), "", text(step, "who")});
  for (const json& zone : list(entry, "zones")) {
    const std::string key = text(zone, "zone");
    const json* known = &common(shared.zones, key);
    for (const json& step : list(entry, "steps"))
      if (text(step, "key") == key) known = &step;
    const std::string title = said(zone, *known, language);
    if (title.empty()) continue;
    const std::string prompt = text(zone, "prompt");
    if (text(list(entry, "vote"), "zone") == key) made.vote_zone = made.zones.size();
    made.zones.push_back({title, prompt.empty() ? text(*known, "question") : prompt});
  }
  made.vote = text(list(entry, "vote"), "way");
  return made;
}

}  // namespace

int Template::minutes() const {
  int sum = 0;
  for (const Phase& phase : phases) sum += phase.minutes;
  return sum;
}

base::Result<std::vector<Template>> read_templates(std::string_view bytes, std::string_view language) {
  const json file = json::parse(bytes, nullptr, false);
  if (!file.is_object() || !list(file, "workshops").is_array()) return base::fail("workshop.templates-unreadable");
  std::vector<Template> templates;
  const Shared shared{by_key(file, "phases"), by_key(file, "zones"), by_key(file, "roles")};
  for (const char* kind : {"workshops", "days", "paths"})
    for (const json& entry : list(file, kind))
      if (entry.is_object()) templates.push_back(read_template(entry, shared, language));
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
  board.set("vote", from.vote);
  board.set("date", std::string(date));
  const base::Id id = board.id;
  drafts.push_back(std::move(board));
  for (std::size_t i = 0; i < from.zones.size(); ++i) {
    records::Draft zone{"zone", base::random_id(random), {}};
    zone.set("board", base::to_hex(id));
    zone.set("title", from.zones[i].title);
    zone.set("prompt", from.zones[i].prompt);
    zone.set("order", records::Values{static_cast<std::int64_t>(i)});
    if (from.vote_zone == i) drafts.front().set("vote-zone", base::to_hex(zone.id));
    drafts.push_back(std::move(zone));
  }
  return drafts;
}

}  // namespace workshop
