// One field of the form, drawn by its declared type.
#include <algorithm>

#include "base/utf8.h"
#include "rooms/edit_parts.h"

namespace rooms {
namespace {

using records::Type;

constexpr std::size_t kMostBoxes = 12;  // a longer list shows what is chosen, and a select to add

const char* role_of(Type type) {
  switch (type) {
    case Type::kLongText:
    case Type::kEmails:
    case Type::kUrls:
    case Type::kTags:
      return "textarea";
    case Type::kDate:
      return "date";
    case Type::kPhone:
      return "tel";
    default:
      return "text";  // addresses without https:// and decimal commas are welcome
  }
}

// "field.place.nom" -> "help.place.nom" (not a key everywhere), when there is something to say.
std::string help_for(const i18n::Words& words, const records::Field& field) {
  std::string key(field.label);
  if (!key.starts_with("field.")) return {};
  key.replace(0, 5, "help");
  return words.knows(key) ? words.tr(key) : std::string();
}

void toggle(std::string& lines, std::string_view value, bool on) {
  std::string kept;
  for (const std::string& line : lines_of(lines))
    if (line != value) kept += (kept.empty() ? "" : "\n") + line;
  if (on) kept += (kept.empty() ? "" : "\n") + std::string(value);
  lines = kept;
}

void boxes(ui::Column& column, EditState& state, const records::Field& field, const Taken& taken) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const std::string key(field.key), label = words.tr(field.label);
  const records::List* list = records::find_list(field.list);
  std::string& written = state.written[key];

  const ui::Rect title = column.take(ui.measure({.bold = true}, label, column.w).y);
  if (ui.visible(title)) ui.text({title.x, title.y}, {.bold = true}, label, title.w);
  if (const std::string help = help_for(words, field); !help.empty())
    ui::paragraph(column, "help", help, {.type = ui::Type::kLegend, .color = ui.theme().muted});
  column.gap(4);

  // Words and values, in the list's order; then what is held from outside it.
  ui::Options shown, more;
  const std::vector<std::string> held = lines_of(written);
  const auto is_held = [&](std::string_view value) { return std::find(held.begin(), held.end(), value) != held.end(); };
  const bool is_long = list && list->choices.size() > kMostBoxes;
  if (list)
    for (const records::Choice& choice : list->choices)
      (is_long && !is_held(choice.value) ? more : shown)
          .emplace_back(std::string(choice.value), words.tr(choice.label));
  for (const std::string& value : held)
    if (!list || std::none_of(list->choices.begin(), list->choices.end(),
                              [&](const auto& choice) { return choice.value == value; }))
      shown.emplace_back(value, value);
  // The standard's order says little to a reader who looks for a word.
  std::sort(more.begin(), more.end(),
            [](const auto& a, const auto& b) { return base::fold(a.second) < base::fold(b.second); });

  const bool two = column.w >= 560 * ui.text_scale() && shown.size() > 3;
  const std::size_t half = two ? (shown.size() + 1) / 2 : shown.size();
  const float width = two ? (column.w - 16) / 2 : column.w;
  ui::Column left{ui, column.x, column.y, width}, right{ui, column.x + width + 16, column.y, width};
  for (std::size_t i = 0; i < shown.size(); ++i) {
    bool on = is_held(shown[i].first);
    if (ui::checkbox(i < half ? left : right, "box/" + shown[i].first, shown[i].second, on)) {
      toggle(written, shown[i].first, on);
      state.touched[key] = true;
    }
  }
  column.y = std::max(left.y, right.y);
  if (is_long) {
    column.gap(8);
    more.insert(more.begin(), {"", words.tr("edit.choose")});
    std::string added;
    const ui::FieldSpec spec{.label = words.tr("edit.add-choice", {{"field", label}})};
    if (ui::select_field(column, "add", spec, more, added) && !added.empty()) toggle(written, added, true);
  }
  if (list && list->open) {
    column.gap(16);
    const ui::FieldSpec spec{.label = words.tr("edit.other-choice", {{"field", label}}),
                             .help = words.tr("edit.one-a-line"),
                             .role = "textarea",
                             .rows = 2};
    ui::text_field(column, "other", spec, state.written[key + "/other"]);
  }
  if (!taken.problem.empty()) {
    column.gap(6);
    ui::paragraph(column, "problem", taken.problem, {.type = ui::Type::kLegend, .color = ui.theme().danger});
  }
}

void hours(ui::Column& column, EditState& state, const records::Field& field, const std::string& problem) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  if (!state.week_as_text) {
    hours_editor(column, state, field, state.checked);
    return;
  }
  const std::string key(field.key);
  ui::paragraph(column, "why", words.tr("edit.hours.as-text"));
  column.gap(16);
  ui::text_field(column, "text", {.label = words.tr(field.label), .help = words.tr("edit.hours.osm"), .error = problem},
                 state.written[key]);
  if (ui.left(ui.id("text"))) state.touched[key] = true;
  column.gap(16);
  ui::Flow flow(column);
  if (ui::button(flow, "week", {.label = words.tr("edit.hours.use-week"), .icon = ui::tokens::kIconCalendarDays})) {
    state.week_as_text = false;
    state.wanted = key;
    ui.say(words.tr("edit.hours.none"));
  }
  flow.into(column);
}

}  // namespace

void edit_field(ui::Column& column, EditState& state, const records::Field& field) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const std::string key(field.key);
  const ui::Scope scope(ui, key);
  const Taken taken = take(state, words, field);
  const std::string problem = state.checked || state.touched[key] ? taken.problem : std::string();
  const bool wanted = state.wanted == key;

  if (field.type == Type::kHours) {
    if (wanted && state.week_as_text) {
      ui.focus(ui.id("text"));
      state.wanted.clear();
    }
    hours(column, state, field, problem);
    return;
  }
  if (field.type == Type::kChoices) {
    const ui::Tall group(column, "group", "group", words.tr(field.label));
    if (wanted) {
      const records::List* list = records::find_list(field.list);
      const bool is_long = list && list->choices.size() > kMostBoxes;
      ui.focus(ui.id(is_long || !list ? std::string("add") : "box/" + std::string(list->choices.front().value)));
      state.wanted.clear();
    }
    boxes(column, state, field, {problem, taken.blocks});
    return;
  }

  const ui::NodeId node = ui.id("field");
  if (wanted) {
    ui.focus(node);
    state.wanted.clear();
  }
  ui::FieldSpec spec{.label = words.tr(field.label),
                     .help = help_for(words, field),
                     .error = problem,
                     .role = role_of(field.type),
                     .required = field.need == records::Need::kRequired,
                     .max_length = field.max_length,
                     .rows = field.type == Type::kLongText ? (field.max_length ? 4 : 6) : 2};
  std::string& written = state.written[key];
  if (field.type == Type::kChoice) {
    ui::Options options{{"", words.tr("edit.choose")}};
    bool known = written.empty();
    if (const records::List* list = records::find_list(field.list))
      for (const records::Choice& choice : list->choices) {
        options.emplace_back(std::string(choice.value), words.tr(choice.label));
        known |= choice.value == written;
      }
    if (!known) options.emplace_back(written, written);
    if (ui::select_field(column, "field", spec, options, written)) state.touched[key] = true;
    return;
  }
  if (spec.help.empty() && records::is_multiple(field.type)) spec.help = words.tr("edit.one-a-line");
  ui::text_field(column, "field", spec, written);
  if (ui.left(node)) state.touched[key] = true;
}

}  // namespace rooms
