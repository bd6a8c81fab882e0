// Between what stands in the fields and the draft: values are kept as typed until they can be read.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "records/validation.h"
#include "rooms/edit_parts.h"

namespace rooms {
namespace {

using records::Type;

std::string other_key(const records::Field& field) { return std::string(field.key) + "/other"; }

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

std::string one_written(const i18n::Words& words, const records::Field& field, const oplog::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value))
    return field.type == Type::kPhone ? phone_words(*text) : *text;
  if (oplog::is_null(value)) return {};
  std::string digits = oplog::to_json(value);
  if (const auto point = digits.find('.'); point != std::string::npos)
    digits.replace(point, 1, words.tr("format.decimal"));
  return digits;
}

bool open_list(const records::Field& field) {
  const records::List* list = records::find_list(field.list);
  return list && list->open;
}

bool listed(const records::Field& field, std::string_view value) {
  const records::List* list = records::find_list(field.list);
  return list && std::any_of(list->choices.begin(), list->choices.end(),
                             [&](const auto& choice) { return choice.value == value; });
}

// What a person wrote for several values: one a line, or with the separators files use.
std::vector<std::string> pieces(const records::Field& field, std::string_view written) {
  std::string text(written);
  const std::string_view separators = field.type == Type::kEmails ? "|,; " : field.type == Type::kUrls ? "| " : "|";
  for (char& c : text)
    if (separators.find(c) != std::string_view::npos) c = '\n';
  return lines_of(text);
}

std::string in_words(const i18n::Words& words, const records::Field& field, const base::Message& reason) {
  i18n::Args args{{"field", words.tr(field.label)}};
  args.insert(args.end(), reason.args.begin(), reason.args.end());
  return words.tr(reason.key, args);
}

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    if (!line.empty()) lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<std::string> chosen(const EditState& state, const records::Field& field) {
  std::vector<std::string> values;
  for (const std::string& key : {std::string(field.key), other_key(field)})
    if (const auto found = state.written.find(key); found != state.written.end())
      for (std::string& line : lines_of(found->second))
        if (std::find(values.begin(), values.end(), line) == values.end()) values.push_back(std::move(line));
  return values;
}

void load(EditState& state, const i18n::Words& words, const records::Kind& kind, const records::State& records,
          base::Id record) {
  const std::size_t step = state.loaded == to_hex(record) ? state.step : 0;
  const records::Draft fresh = std::move(state.fresh);
  state = EditState{};
  state.step = step;
  state.loaded = record ? to_hex(record) : "new";
  state.revision = records.revision();
  if (record && !records.exists(record) && fresh.id == record)
    state.initial = state.fresh = fresh;
  else if (record)
    state.initial = records.draft(record);
  state.initial.kind = std::string(kind.key);
  state.draft = state.initial;
  for (const records::Field& field : kind.fields) {
    std::vector<std::string> written, other;
    if (const auto found = state.initial.fields.find(field.key); found != state.initial.fields.end())
      for (const oplog::Value& value : found->second) {
        const bool beside = field.type == Type::kChoices && open_list(field) && !listed(field, oplog::text(value));
        (beside ? other : written).push_back(one_written(words, field, value));
      }
    state.written[std::string(field.key)] = joined(written);
    if (!other.empty()) state.written[other_key(field)] = joined(other);
    if (field.type == Type::kHours) {
      const std::string_view text = state.initial.text(field.key);
      const auto week = text.empty() ? records::Week{} : records::parse_week(text);
      const auto days = week ? written_week(words, *week) : std::nullopt;
      state.week_as_text = !days;
      if (days) state.week = *days;
    }
  }
  state.initial_written = state.written;
  state.initial_week = state.week;
}

const records::Kind& edited_kind(const EditState& state, const records::State& records, base::Id record) {
  const bool fresh = record && !records.exists(record) && state.fresh.id == record;
  const records::Kind* kind = fresh    ? records::find_kind(state.fresh.kind)
                              : record ? records::find_kind(records.kind_of(record))
                                       : nullptr;
  return kind ? *kind : *records::find_kind("place");
}

bool changed(const EditState& state, const records::Field& field) {
  if (field.type == Type::kHours && !state.week_as_text) return state.week != state.initial_week;
  const auto differs = [&](const std::string& key) {
    const auto now = state.written.find(key), before = state.initial_written.find(key);
    return (now == state.written.end() ? "" : now->second) !=
           (before == state.initial_written.end() ? "" : before->second);
  };
  return differs(std::string(field.key)) || differs(other_key(field));
}

bool changed(const EditState& state) {
  const records::Kind* kind = records::find_kind(state.initial.kind);
  return kind && std::any_of(kind->fields.begin(), kind->fields.end(),
                             [&](const auto& field) { return changed(state, field); });
}

std::string unsaved_text(const EditState& state) {
  if (!changed(state)) return {};
  nlohmann::json week = nlohmann::json::array();
  for (const DayHours& day : state.week) {
    nlohmann::json held = nlohmann::json::array({day.open, day.second});
    for (const std::string& time : day.times) held.push_back(time);
    week.push_back(std::move(held));
  }
  nlohmann::json fresh = nlohmann::json::object();
  if (state.fresh.id) {
    fresh["kind"] = state.fresh.kind;
    for (const auto& [key, values] : state.fresh.fields) fresh["fields"][key] = state.fresh.text(key);
  }
  return nlohmann::json{{"record", state.loaded},   {"fresh", std::move(fresh)}, {"step", state.step},
                        {"written", state.written}, {"week", std::move(week)},   {"week-as-text", state.week_as_text}}
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool take_unsaved(EditState& state, const i18n::Words& words, const records::State& records, std::string_view text) {
  using nlohmann::json;
  const json held = json::parse(text, nullptr, false);
  if (!held.is_object()) return false;
  const auto part = [&](const char* key) { return held.contains(key) ? held[key] : json(); };
  const json asked = part("record"), step = part("step"), written = part("written"), week = part("week");
  if (!asked.is_string() || !written.is_object()) return false;
  const base::Id record{base::from_hex(asked.get_ref<const std::string&>()).value_or(0)};
  // One that is not there yet begins with what it began with, where what that names is there still.
  const json fresh = part("fresh"), begins = fresh.is_object() ? fresh.value("fields", json::object()) : json();
  records::Draft begun;
  if (fresh.is_object() && fresh.contains("kind") && fresh["kind"].is_string() && begins.is_object()) {
    begun.kind = fresh["kind"].get<std::string>();
    begun.id = record;
    const records::Kind* kind = records::find_kind(begun.kind);
    for (const auto& [key, value] : begins.items()) {
      const records::Field* field = kind ? records::find_field(*kind, key) : nullptr;
      if (!field || !value.is_string()) return false;
      begun.set(key, value.get<std::string>());
      if (field->type == Type::kReference && !records.exists(base::Id{base::from_hex(begun.text(key)).value_or(0)}))
        return false;
    }
  }
  if (asked != "new" && !records.exists(record) && (!record || begun.fields.empty())) return false;
  state = {};
  state.fresh = std::move(begun);
  load(state, words, edited_kind(state, records, record), records, record);
  if (step.is_number_unsigned()) state.step = step.get<std::size_t>();
  for (const auto& [key, value] : written.items())
    if (value.is_string()) state.written[key] = value.get<std::string>();
  state.week_as_text = part("week-as-text") == true;
  for (std::size_t i = 0; i < state.week.size() && i < week.size(); ++i) {
    const json& day = week[i];
    if (!day.is_array() || day.size() != 2 + state.week[i].times.size()) continue;
    state.week[i].open = day[0] == true;
    state.week[i].second = day[1] == true;
    for (std::size_t t = 0; t < state.week[i].times.size(); ++t)
      if (day[2 + t].is_string()) state.week[i].times[t] = day[2 + t].get<std::string>();
  }
  return true;
}

Taken take(EditState& state, const i18n::Words& words, const records::Field& field) {
  const auto initial = [&] {
    const auto found = state.initial.fields.find(field.key);
    return found == state.initial.fields.end() ? records::Values{} : found->second;
  };
  const bool edited = changed(state, field);
  const auto unreadable = [&](const base::Message& reason) {
    state.draft.set(field.key, initial());
    return Taken{in_words(words, field, reason), true};
  };

  records::Values values;
  if (!edited) {
    values = initial();
  } else if (field.type == Type::kHours && !state.week_as_text) {
    for (const DayHours& day : state.week)
      if (const auto problem = day_problem(day)) return unreadable(problem->reason);
    if (std::string text = records::write_week(read_week(state.week)); !text.empty())
      values.emplace_back(std::move(text));
  } else if (field.type == Type::kChoices) {
    for (std::string& value : chosen(state, field)) values.emplace_back(std::move(value));
  } else {
    const std::string& written = state.written[std::string(field.key)];
    for (const std::string& piece :
         records::is_multiple(field.type) ? pieces(field, written) : std::vector<std::string>{written}) {
      records::Reading reading = records::read_value(field, piece);
      if (oplog::is_null(reading.value)) {
        for (const records::Problem& problem : reading.problems)
          if (problem.severity != records::Severity::kFlag) return unreadable(problem.reason);
        continue;
      }
      if (std::find(values.begin(), values.end(), reading.value) == values.end())
        values.push_back(std::move(reading.value));
    }
  }
  state.draft.set(field.key, values);
  if (values.empty() && field.need == records::Need::kRequired)
    return {in_words(words, field, {"check.required", {}}), true};
  for (const records::Problem& problem : records::check_field(field, values))
    if (problem.severity != records::Severity::kFlag)
      return {in_words(words, field, problem.reason), edited || problem.severity == records::Severity::kError};
  return {};
}

}  // namespace rooms
