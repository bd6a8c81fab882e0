// The week as people write it: a switch a day, one or two spans in short fields.
#include <algorithm>
#include <cctype>

#include "rooms/edit_parts.h"

namespace rooms {
namespace {

constexpr int kDayMinutes = 24 * 60;
constexpr int kLatestEnd = 6 * 60;  // a span that ends the day after ends by then (records/opening_hours.h)

std::string day_name(const i18n::Words& words, std::size_t day) {
  std::string name = words.tr("date.weekday-" + std::to_string(day + 1));
  if (!name.empty()) name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

// The end of a span in minutes after the midnight before it, or nothing when it is not after its start.
std::optional<int> end_of(int from, int to) {
  if (to > from) return to;
  if (to < from && to <= kLatestEnd) return to + kDayMinutes;
  return std::nullopt;
}

// Fields of one day's span: "from to". Gives the rectangle that is left at their right.
struct SpanFields {
  ui::Ui& ui;
  const std::string& day;
  DayHours& hours;
  EditState& state;
  std::string key;  // of `touched`, before the time's number
  const std::optional<DayProblem>& problem;
  bool problem_shown;

  float width() const { return ui.text_width({}, "00\u00a0h\u00a000") + 30; }
  float gap() const { return ui.text_width({}, ui.tr("edit.hours.to")) + 16; }

  void draw(float x, float y, float height, std::size_t first) const {
    const i18n::Words& words = ui.words();
    for (std::size_t i = first; i < first + 2; ++i) {
      static constexpr const char* kNames[] = {"edit.hours.opens", "edit.hours.closes", "edit.hours.opens-again",
                                               "edit.hours.closes-again"};
      static constexpr const char* kKeys[] = {"0", "1", "2", "3"};
      const ui::Rect box{x, y, width(), height};
      ui::FieldSpec spec{.label = words.tr(kNames[i], {{"day", day}})};
      if (problem && problem_shown && problem->time == i) spec.error = words.tr(problem->reason);
      const ui::NodeId node = ui.id(kKeys[i]);
      ui::bare_field_at(ui, kKeys[i], box, spec, hours.times[i]);
      if (ui.left(node)) {
        state.touched[key + kKeys[i]] = true;
        if (const auto minutes = read_time(hours.times[i])) hours.times[i] = time_words(words, *minutes);
      }
      x = box.right();
      if (i == first)
        ui.decoration({x + gap() / 2, y + height / 2}, {.color = ui.theme().muted}, words.tr("edit.hours.to"), 0, 0);
      x += gap();
    }
  }
};

void day_row(ui::Column& column, EditState& state, const std::string& field_key, std::size_t number,
             bool all_problems) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const std::string day = day_name(words, number), key = field_key + "/" + std::to_string(number) + "/";
  DayHours& hours = state.week[number];
  ui::divider(column);
  column.gap(6);
  const ui::Tall group(column, std::to_string(number), "group", day);
  const float height = ui.control(ui::tokens::kTargetMin), legend = ui.line_height(ui::Type::kBody);
  const std::string closed = words.tr("edit.hours.closed"), add = words.tr("edit.hours.add-span"),
                    remove = words.tr("edit.hours.remove-span");
  const auto problem = day_problem(hours);
  const bool problem_shown = problem && (all_problems || state.touched[key + std::to_string(problem->time)]);
  const SpanFields fields{ui, day, hours, state, key, problem, problem_shown};

  float name_width = 0;
  for (std::size_t i = 0; i < 7; ++i)
    name_width = std::max(name_width, ui.text_width({.bold = true}, day_name(words, i)));
  constexpr float kSwitch = 56;
  const float span_width = 2 * fields.width() + fields.gap(), side_button = ui.control(ui::tokens::kTargetControl);
  // Side by side where it fits; else the name and its switch above the hours.
  const bool beside = name_width + 16 + kSwitch + 12 + span_width + 8 + side_button <= column.w;
  const bool long_button =
      beside && name_width + 16 + kSwitch + 12 + span_width + 8 + ui.text_width({.bold = true}, add) + 56 <= column.w;

  const ui::Rect head = column.take(height);
  const ui::Rect name{head.x, head.center().y - legend / 2, name_width, legend};
  ui.node(ui.id("name"), "p", name, {.name = day, .extra = ui::font_extra(ui, ui::Type::kBody)});
  ui.text({name.x, name.y}, {.bold = true}, day);
  const float switch_x = beside ? name.right() + 16 : head.right() - kSwitch;
  ui::switch_at(ui, "open", {switch_x, head.y, kSwitch, height}, words.tr("edit.hours.open", {{"day", day}}),
                hours.open);
  const float x = beside ? switch_x + kSwitch + 12 : head.x;
  if (!hours.open) {
    const float width = ui.text_width({}, closed);
    const bool between = beside || switch_x - 12 - width > name.right() + 12;
    const ui::Rect said =
        between ? ui::Rect{beside ? x : switch_x - 12 - width, head.center().y - legend / 2, width, legend}
                : ui::Rect{head.x, column.take(legend).y, width, legend};
    ui.node(ui.id("closed"), "p", said, {.name = closed, .extra = ui::font_extra(ui, ui::Type::kBody)});
    ui.text({said.x, said.y}, {.color = ui.theme().muted}, closed);
    column.gap(6);
    return;
  }

  ui::Rect line = head;
  const auto next_line = [&] {
    column.gap(ui::tokens::kTargetGap);
    line = column.take(height);
  };
  const auto side = [&](std::string_view button_key, const std::string& label, const char* icon, bool only_icon) {
    const ui::ButtonSpec spec{
        .label = label, .icon = icon, .look = ui::Look::kQuiet, .icon_only = only_icon, .description = day};
    const float at = x + span_width + 8;
    const float width =
        only_icon ? std::min(side_button, line.right() - at) : std::min(ui::button_size(ui, spec).x, line.right() - at);
    return ui::button_at(ui, button_key, {at, line.y, std::max(ui::tokens::kTargetMin, width), line.h}, spec);
  };
  if (!beside) next_line();
  fields.draw(x, line.y, line.h, 0);
  if (!hours.second) {
    if (side("add", add, ui::tokens::kIconPlus, !long_button)) {
      hours.second = true;
      ui.focus(ui.id("2"));
    }
  } else {
    next_line();
    fields.draw(x, line.y, line.h, 2);
    if (side("remove", remove, ui::tokens::kIconX, !long_button)) {
      hours.second = false;
      hours.times[2].clear();
      hours.times[3].clear();
      ui.focus(ui.id("1"));
    }
  }
  if (problem_shown) {
    column.gap(6);
    ui::Column below{ui, x, column.y, column.x + column.w - x};
    error_under(below, words.tr(problem->reason));
    column.y = below.y;
  }
  column.gap(6);
}

}  // namespace

std::optional<int> read_time(std::string_view written) {
  // "9", "9h", "9 h 30", "09:30", "9.30", "2 pm", "2:30 PM".
  std::string text;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written.substr(i).starts_with("\u00a0")) {
      ++i;
      continue;
    }
    if (written[i] != ' ') text += static_cast<char>(std::tolower(static_cast<unsigned char>(written[i])));
  }
  std::size_t at = 0;
  const auto number = [&]() -> std::optional<int> {
    const std::size_t start = at;
    int value = 0;
    while (at < text.size() && at - start < 2 && text[at] >= '0' && text[at] <= '9')
      value = value * 10 + (text[at++] - '0');
    return at > start ? std::optional(value) : std::nullopt;
  };
  const auto hour = number();
  if (!hour) return std::nullopt;
  int hours = *hour, minutes = 0;
  if (at < text.size() && (text[at] == 'h' || text[at] == ':' || text[at] == '.')) {
    const bool bare = text[at++] == 'h';
    const auto read = number();
    if (!read && !bare) return std::nullopt;
    minutes = read.value_or(0);
  }
  const std::string_view rest = std::string_view(text).substr(at);
  if (rest == "am" || rest == "pm") {
    if (hours < 1 || hours > 12) return std::nullopt;
    hours = hours % 12 + (rest == "pm" ? 12 : 0);
  } else if (rest != "" && rest != "min") {
    return std::nullopt;
  }
  if (minutes > 59 || hours > 24 || (hours == 24 && minutes > 0)) return std::nullopt;
  return hours * 60 + minutes;
}

std::string time_words(const i18n::Words& words, int minutes) {
  const int shown = minutes > kDayMinutes ? minutes - kDayMinutes : minutes;
  return words.clock_time(shown / 60, shown % 60);
}

std::optional<DayProblem> day_problem(const DayHours& day) {
  if (!day.open) return std::nullopt;
  const std::size_t count = day.second ? 4 : 2;
  std::array<int, 4> minutes{};
  for (std::size_t i = 0; i < count; ++i) {
    const auto read = read_time(day.times[i]);
    if (lines_of(day.times[i]).empty())
      return DayProblem{i, {i % 2 == 0 ? "edit.hours.no-opening" : "edit.hours.no-closing", {}}};
    if (!read) return DayProblem{i, {"edit.hours.unreadable", {{"value", day.times[i]}}}};
    minutes[i] = *read;
  }
  for (std::size_t i = 0; i < count; i += 2)
    if (!end_of(minutes[i], minutes[i + 1])) return DayProblem{i + 1, {"edit.hours.order", {}}};
  if (day.second && minutes[2] < *end_of(minutes[0], minutes[1])) return DayProblem{2, {"edit.hours.overlap", {}}};
  return std::nullopt;
}

std::optional<std::array<DayHours, 7>> written_week(const i18n::Words& words, const records::Week& week) {
  std::array<DayHours, 7> days;
  for (std::size_t i = 0; i < 7; ++i) {
    const auto& spans = week[i].spans;
    if (spans.size() > 2 || (week[i].open && spans.empty())) return std::nullopt;
    days[i].open = week[i].open;
    days[i].second = spans.size() == 2;
    for (std::size_t s = 0; s < spans.size(); ++s) {
      days[i].times[2 * s] = time_words(words, spans[s].first);
      days[i].times[2 * s + 1] = time_words(words, spans[s].second);
    }
  }
  return days;
}

records::Week read_week(const std::array<DayHours, 7>& days) {
  records::Week week;
  for (std::size_t i = 0; i < 7; ++i) {
    week[i].open = days[i].open;
    if (!days[i].open) continue;
    for (std::size_t t = 0; t < (days[i].second ? 4u : 2u); t += 2) {
      const int from = read_time(days[i].times[t]).value_or(0), to = read_time(days[i].times[t + 1]).value_or(0);
      week[i].spans.emplace_back(from, end_of(from, to).value_or(to));
    }
  }
  return week;
}

void hours_editor(ui::Column& column, EditState& state, const records::Field& field, bool all_problems) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const std::string key(field.key);
  if (state.wanted == key) {
    // The first time to put right, else the first day.
    std::size_t day = 0, time = 4;
    for (std::size_t i = 7; i-- > 0;)
      if (const auto problem = day_problem(state.week[i])) day = i, time = problem->time;
    const ui::Scope row(ui, std::to_string(day));
    ui.focus(ui.id(time < 4 ? std::to_string(time) : std::string("open")));
    state.wanted.clear();
  }
  for (std::size_t i = 0; i < 7; ++i) day_row(column, state, key, i, all_problems);
  ui::divider(column);
  column.gap(12);

  // The hours of the first open day, for the other open days.
  std::size_t first = 0;
  while (first < 7 && !state.week[first].open) ++first;
  const bool usable = first < 7 && !day_problem(state.week[first]);
  const bool others = usable && std::any_of(state.week.begin() + static_cast<std::ptrdiff_t>(first), state.week.end(),
                                            [&](const DayHours& day) { return day.open && day != state.week[first]; });
  if (others) {
    ui::Flow flow(column);
    const std::string name = words.tr("date.weekday-" + std::to_string(first + 1));
    if (ui::button(flow, "copy",
                   {.label = words.tr("edit.hours.copy", {{"day", name}}), .icon = ui::tokens::kIconCopy})) {
      for (DayHours& day : state.week)
        if (day.open) day = state.week[first];
      ui.say(words.tr("edit.hours.copied", {{"day", name}}));
      ui.focus(ui.id("copy-note"));
    }
    flow.into(column);
    column.gap(12);
  }
  ui::paragraph(column, "copy-note", words.tr(first == 7 ? "edit.hours.none" : "edit.hours.how"),
                {.type = ui::Type::kLegend, .color = ui.theme().muted});
}

}  // namespace rooms
