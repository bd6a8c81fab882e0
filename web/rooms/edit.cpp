// The form of a place, step by step: loading, steps, the bar of actions, saving and leaving.
#include <algorithm>
#include <array>

#include "rooms/edit_parts.h"

namespace rooms {
namespace {

// The order people fill a record in; the declaration's fields follow the exchange format's order.
constexpr std::array<std::string_view, 7> kGroups{"essentials", "content", "hours", "help", "about", "meeting", "more"};

struct Step {
  std::string group;  // empty: the review
  std::vector<const records::Field*> fields;
};

std::vector<Step> steps_of(const records::Kind& kind) {
  std::vector<Step> steps;
  for (const std::string_view group : kGroups) {
    Step step{std::string(group), {}};
    for (const records::Field& field : kind.fields)
      // Which parts are invented is a mark of the demonstration content, shown elsewhere and not for people to fill.
      // A record that another one refers to is chosen elsewhere than in a line of text.
      if (field.group == group && field.key != "demonstration" && field.type != records::Type::kReference)
        step.fields.push_back(&field);
    if (!step.fields.empty()) steps.push_back(std::move(step));
  }
  steps.push_back({});
  return steps;
}

// The catalogue's word for a step: short on the route, as the end of a sentence on the button.
std::string step_word(const i18n::Words& words, std::string_view prefix, const Step& step) {
  const std::string key = std::string(prefix) + (step.group.empty() ? "review" : step.group);
  return words.knows(key) ? words.tr(key) : words.tr("group." + step.group);
}

void open_step(EditState& state, std::size_t step, std::string_view wanted) {
  state.step = step;
  state.wanted = wanted;
  state.to_top = true;
}

void open_field(EditState& state, const std::vector<Step>& steps, std::string_view key) {
  for (std::size_t i = 0; i < steps.size(); ++i)
    for (const records::Field* field : steps[i].fields)
      if (field->key == key) open_step(state, i, key);
}

void leave(EditState& state, Commands& commands) {
  if (state.leaving_for)
    commands.push_back(*state.leaving_for);
  else
    commands.push_back(GoBack{});
  state = EditState{};
}

void ask_to_leave(EditState& state, Commands& commands) {
  if (changed(state))
    state.leaving = true;
  else
    leave(state, commands);
}

void save(ui::Ui& ui, const Context& context, EditState& state, const std::vector<Step>& steps, Commands& commands) {
  state.checked = true;
  std::size_t errors = 0;
  std::string_view first;
  for (const Step& step : steps)
    for (const records::Field* field : step.fields)
      if (take(state, ui.words(), *field).blocks && errors++ == 0) first = field->key;
  if (errors > 0) {
    open_field(state, steps, first);
    ui.say(ui.words().plural("edit.errors", errors), ui::Politeness::kAssertive);
    return;
  }
  if (!context.session.saving().failure.key.empty()) {
    ui.say(ui.tr("edit.cannot-save"), ui::Politeness::kAssertive);
    state.to_top = true;
    return;
  }
  if (!changed(state)) {
    ui.say(ui.tr("edit.review.nothing"));
    leave(state, commands);
    return;
  }
  commands.push_back(Save{std::move(state.draft)});
  state = EditState{};
}

// The actions of a step, in the arrangement that fits.
struct Actions {
  ui::Ui& ui;
  const Context& context;
  EditState& state;
  const std::vector<Step>& steps;
  Commands& commands;

  bool last() const { return state.step + 1 == steps.size(); }
  bool saves_beside() const { return !last() && changed(state); }

  ui::ButtonSpec cancel() const { return {.label = ui.tr("action.cancel"), .look = ui::Look::kQuiet}; }
  ui::ButtonSpec back() const { return {.label = ui.tr("action.back"), .icon = ui::tokens::kIconArrowLeft}; }
  ui::ButtonSpec save_spec(ui::Look look) const {
    return {.label = ui.tr("action.save"), .icon = ui::tokens::kIconSave, .look = look};
  }
  ui::ButtonSpec forward(bool named) const {
    if (last()) return save_spec(ui::Look::kPrimary);
    std::string label = named ? ui.words().tr("edit.continue-to",
                                              {{"step", step_word(ui.words(), "edit.next.", steps[state.step + 1])}})
                              : ui.tr("action.continue");
    return {.label = std::move(label),
            .icon = ui::tokens::kIconArrowRight,
            .look = ui::Look::kPrimary,
            .trailing_icon = true};
  }
  float row_width(bool named) const {
    constexpr float kGap = 12;
    float width = ui::button_size(ui, cancel()).x + kGap + ui::button_size(ui, forward(named)).x;
    if (state.step > 0) width += kGap + ui::button_size(ui, back()).x;
    if (saves_beside()) width += kGap + ui::button_size(ui, save_spec(ui::Look::kSecondary)).x;
    return width;
  }

  void go_on() const {
    if (last())
      save(ui, context, state, steps, commands);
    else
      open_step(state, state.step + 1, "title");
  }
  void go_back() const { open_step(state, state.step - 1, "title"); }

  // One row: leaving at the left, going on at the right.
  void row(const ui::Rect& rect, bool named) const {
    const auto width = [&](const ui::ButtonSpec& spec) { return ui::button_size(ui, spec).x; };
    bool cancelled = ui::button_at(ui, "cancel", {rect.x, rect.y, width(cancel()), rect.h}, cancel());
    const float forward_width = width(forward(named)), save_width = width(save_spec(ui::Look::kSecondary));
    float x = rect.right() - forward_width;
    const ui::Rect forward_box{x, rect.y, forward_width, rect.h};
    const bool beside = saves_beside();
    if (beside) x -= 12 + save_width;
    const ui::Rect save_box{x, rect.y, save_width, rect.h};
    bool returned = false;
    if (state.step > 0) {
      x -= 12 + width(back());
      returned = ui::button_at(ui, "back", {x, rect.y, width(back()), rect.h}, back());
    }
    const bool saved = beside && ui::button_at(ui, "save", save_box, save_spec(ui::Look::kSecondary));
    const bool went_on = ui::button_at(ui, last() ? "save" : "forward", forward_box, forward(named));
    if (cancelled) return ask_to_leave(state, commands);
    if (returned) return go_back();
    if (saved) return save(ui, context, state, steps, commands);
    if (went_on) go_on();
  }

  // Narrow screens: two actions share the width, or stand one above the other.
  ui::ButtonSpec second() const {
    ui::ButtonSpec spec = saves_beside() ? save_spec(ui::Look::kSecondary) : cancel();
    spec.icon = nullptr;
    return spec;
  }
  bool stacked(float width) const {
    return ui::button_size(ui, second()).x + ui::tokens::kTargetGap + ui::button_size(ui, forward(false)).x > width;
  }
  ui::ButtonSpec first(float width) const {
    ui::ButtonSpec spec = forward(false);
    if (ui::button_size(ui, spec).x > width) spec.icon = nullptr;
    return spec;
  }
  float narrow_height(float width) const {
    const float control = ui.control(ui::tokens::kTargetControl);
    if (!stacked(width)) return control;
    return ui::button_size(ui, first(width), width).y + ui::tokens::kTargetGap + ui::button_size(ui, second(), width).y;
  }
  void narrow(const ui::Rect& rect) const {
    const float gap = ui::tokens::kTargetGap;
    const bool above = stacked(rect.w), beside = saves_beside();
    const float second_width = above ? rect.w : ui::button_size(ui, second()).x;
    const float x = above ? rect.x : rect.x + second_width + gap;
    const ui::ButtonSpec on = first(rect.right() - x);
    const ui::Rect first_box{x, rect.y, rect.right() - x, ui::button_size(ui, on, rect.right() - x).y};
    const ui::Rect second_box{rect.x, above ? first_box.bottom() + gap : rect.y, second_width,
                              ui::button_size(ui, second(), second_width).y};
    const bool seconded = ui::button_at(ui, beside ? "save" : "cancel", second_box, second());
    const bool went_on = ui::button_at(ui, last() ? "save" : "forward", first_box, on);
    if (seconded && beside) return save(ui, context, state, steps, commands);
    if (seconded) return ask_to_leave(state, commands);
    if (went_on) go_on();
  }
  // What the narrow bar has no room for, under the form.
  void rest(ui::Column& column) const {
    ui::Flow flow(column);
    const bool returned = state.step > 0 && ui::button(flow, "back", back());
    const bool cancelled = saves_beside() && ui::button(flow, "cancel", cancel());
    flow.into(column);
    if (returned) return go_back();
    if (cancelled) ask_to_leave(state, commands);
  }
};

void leaving_dialog(ui::Ui& ui, EditState& state, Commands& commands) {
  ui::Dialog dialog(ui, "leaving", ui.tr("edit.leave.title"), 560);
  ui::paragraph(dialog.inside, "body", ui.tr("edit.leave.body"));
  dialog.inside.gap(20);
  ui::Flow flow(dialog.inside);
  const bool stay = ui::button(flow, "stay", {.label = ui.tr("edit.leave.stay"), .look = ui::Look::kPrimary});
  const bool go = ui::button(flow, "go", {.label = ui.tr("edit.leave.go"), .look = ui::Look::kDanger});
  flow.into(dialog.inside);
  if (stay || dialog.dismissed()) {
    state.leaving = false;
    state.leaving_for.reset();
    state.wanted = "title";
  }
  if (go) leave(state, commands);
}

// What the file this record came from said beyond the declared fields: kept, shown, not edited here.
void kept_from_file(ui::Column& column, const EditState& state, const records::Kind& kind) {
  const auto is_extra = [](const auto& held) {
    return std::string_view(held.first).starts_with(records::kExtraPrefix);
  };
  if (std::none_of(state.initial.fields.begin(), state.initial.fields.end(), is_extra)) return;
  ui::Ui& ui = column.ui;
  column.gap(16);
  ui::Card card(column, ui::tokens::kSpace5);
  ui::heading(card.inside, "kept-title", ui.tr("edit.kept-from-file"), 2, ui::Type::kCard);
  card.inside.gap(12);
  const ui::Tall terms(card.inside, "kept", "dl");
  for (const auto& [key, values] : state.initial.fields)
    if (is_extra(std::pair(key, 0))) {
      described_lines(card.inside, key, field_label(ui.words(), kind, key), {value_words(ui.words(), nullptr, values)});
      card.inside.gap(8);
    }
}

// What the record is called, or what it is about.
std::string name_of(const records::State& state, const records::Kind& kind, const records::Draft& draft) {
  if (const base::Id about{base::from_hex(draft.text("on")).value_or(0)}) return std::string(state.text(about, "text"));
  return std::string(draft.text(kind.key == "place" ? "nom" : "title"));
}

}  // namespace

void edit(ui::Ui& ui, const Context& context, EditState& state, const ui::Rect& area, Commands& commands) {
  const records::Kind& kind = edited_kind(state, context.state, context.record);
  const i18n::Words& words = ui.words();
  const std::string asked = context.record ? to_hex(context.record) : "new";
  const bool stale = context.record && state.revision != context.state.revision() && !changed(state);
  if (state.loaded != asked || stale) load(state, words, kind, context.state, context.record);

  const std::vector<Step> steps = steps_of(kind);
  state.step = std::min(state.step, steps.size() - 1);
  const bool is_new = asked == "new";
  const std::string of_kind = (state.fresh.id ? "edit.add." : "edit.change.") + std::string(kind.key);
  const std::string title = words.knows(of_kind) ? words.tr(of_kind) : ui.tr(is_new ? "edit.title-new" : "edit.title");
  const std::string name = name_of(context.state, kind, state.initial);
  const ui::Container form(ui, "edit", "form", area, {.name = title});
  if (!state.leaving && ui.shortcut("Escape")) ask_to_leave(state, commands);
  if (state.loaded.empty()) return;  // left: nothing changed

  const ui::Rect under =
      room_title(ui, area,
                 is_new ? ui.tr("room.atlas")
                        : words.tr(kind.key == "place" ? "edit.where" : "edit.where-sheet", {{"name", name}}),
                 title);
  const bool phone = ui.layout() == ui::Layout::kPhone;
  const float margin = ui.margin(), room = under.w - 2 * margin;
  // On a wide screen what changes stands beside the fields; the last step says it itself.
  const bool with_aside = ui.wide_enough() && state.step + 1 < steps.size();
  const float aside = with_aside ? std::clamp(room * 0.37f, 312.f, 384.f) : 0;
  const float width = std::min(kTextColumn, room - (with_aside ? aside + 16 : 0));
  const Actions actions{ui, context, state, steps, commands};
  const bool narrow = actions.row_width(false) > room;
  const float control = ui.control(ui::tokens::kTargetControl);
  const float bar = narrow ? actions.narrow_height(room) + 24 : control + 28;
  // Very large text: the actions come after the form, not over half of it.
  const bool bar_inside = bar > under.h * 0.4f;
  ui::Rect view = under;
  if (!bar_inside) view.h -= bar;

  std::vector<std::string> names;
  for (const Step& step : steps) names.push_back(step_word(words, "edit.step.", step));
  const auto route = [&](ui::Column& column) {
    if (const auto pressed = ui::route(column, "steps", ui.tr("edit.steps"), names, state.step))
      open_step(state, *pressed, "title");
  };
  if (!phone) {
    ui::Column top{ui, under.x + margin, under.y, width};
    route(top);
    top.gap(12);
    view.y = top.y;
    view.h -= top.y - under.y;
  }
  const std::size_t shown = state.step;
  Fields all;
  for (const Step& each : steps) all.insert(all.end(), each.fields.begin(), each.fields.end());
  {
    const ui::Rect part{view.x, view.y, with_aside ? width + 2 * margin - 8 : view.w, view.h};
    ui::ScrollArea scroll(ui, "fields", part, margin, true);
    ui::Column& column = scroll.column();
    column.w = width;
    if (!phone) column.y -= margin - 4;  // the route stands just above
    if (state.to_top) {
      scroll.scroll_to(0, 0);
      state.to_top = false;
    }
    if (phone) {
      route(column);
      column.gap(12);
    }
    if (const base::Message& failure = context.session.saving().failure; !failure.key.empty()) {
      ui::banner(column, "cannot-save", ui::Tone::kDanger, ui::tokens::kIconTriangleAlert, ui.tr("edit.cannot-save"));
      column.gap(16);
    }
    const Step& step = steps[shown];
    const ui::Scope scope(ui, step.group.empty() ? "review" : step.group);
    if (state.wanted == "title") {
      ui.focus(ui.id("title"));
      state.wanted.clear();
    }
    if (step.group.empty()) {
      if (const auto field = review(column, state, all)) open_field(state, steps, *field);
    } else {
      {
        ui::Card card(column, phone ? ui::tokens::kSpace4 : ui::tokens::kSpace5);
        ui::heading(card.inside, "title", words.tr("group." + step.group), 2, ui::Type::kCard);
        card.inside.gap(16);
        for (std::size_t i = 0; i < step.fields.size(); ++i) {
          if (i) card.inside.gap(ui::tokens::kSpace5);
          edit_field(card.inside, state, *step.fields[i]);
        }
      }
      if (step.group == "more") kept_from_file(column, state, kind);
    }
    column.gap(16);
    if (narrow) actions.rest(column);
    if (bar_inside && !state.loaded.empty()) {
      column.gap(12);
      const ui::Rect rect = column.take(bar);
      if (narrow)
        actions.narrow(rect);
      else
        actions.row({rect.x, rect.y, rect.w, control}, false);
    }
  }
  if (with_aside && !state.loaded.empty()) {
    const ui::Rect part{view.x + margin + width, view.y, aside + 32, view.h};
    const ui::Container region(ui, "aside", "region", part, {.name = ui.tr("edit.aside")});
    ui::ScrollArea scroll(ui, "summary", part, 16, false);
    scroll.column().y -= 12;
    if (const auto field = summary(scroll.column(), state, all)) open_field(state, steps, *field);
  }
  if (!bar_inside && !state.loaded.empty()) {
    const ui::Rect foot{under.x, under.bottom() - bar, under.w, bar};
    ui.fill(foot, ui.theme().raised);
    ui.fill({foot.x, foot.y, foot.w, 1}, ui.theme().border);
    const ui::Rect inside{foot.x + margin, foot.y + (narrow ? 12.f : 14.f), room, control};
    if (narrow)
      actions.narrow(inside);
    else
      actions.row(inside, actions.row_width(true) <= room);
  }
  if (state.leaving) leaving_dialog(ui, state, commands);
}

}  // namespace rooms
