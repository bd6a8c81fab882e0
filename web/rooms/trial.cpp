// Somebody tries a project and says what they think: a face, words, send. Three taps, large, one thing at a time.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "records/lists.h"
#include "rooms/board_parts.h"

namespace rooms {
namespace {

// Two eyes and a mouth: what is felt is told by the mouth, and by the words under it.
void face(ui::Ui& ui, ui::Point center, float radius, std::size_t which) {
  ui.disc(center, radius, ui.theme().accent);
  ui.ring(center, radius, ui.outlined() ? ui.theme().text : ui.theme().on_accent, radius * 0.07f);
  const std::uint32_t mark = ui.theme().on_accent;
  for (const float side : {-0.36f, 0.36f})
    ui.disc({center.x + radius * side, center.y - radius * 0.22f}, radius * 0.1f, mark);
  ImDrawList& list = ui.list();
  const float wide = radius * 0.5f * ui.scale();
  if (which == 1) {
    ui.line({center.x - radius * 0.4f, center.y + radius * 0.4f}, {center.x + radius * 0.4f, center.y + radius * 0.4f},
            mark, radius * 0.09f);
    return;
  }
  constexpr float kPi = 3.14159265f;
  const bool smiles = which == 0;
  list.PathArcTo(ui.at(center.x, center.y + radius * (smiles ? 0.12f : 0.68f)), wide,
                 smiles ? 0.15f * kPi : 1.15f * kPi, smiles ? 0.85f * kPi : 1.85f * kPi, 24);
  list.PathStroke(mark, 0, radius * 0.09f * ui.scale());
}

std::string face_words(const ui::Ui& ui, std::size_t which) {
  return ui.tr("list.face." + std::string(workshop::kFaces[which]));
}

// Three faces beside each other, or one under the other where the screen is narrow or the words are large.
void faces(ui::Column& column, TrialState& state, float size) {
  ui::Ui& ui = column.ui;
  const bool beside = column.w >= 17 * size;
  const float gap = 16, width = beside ? (column.w - 2 * gap) / 3 : column.w;
  const float radius = beside ? std::min(width * 0.28f, size * 3.2f) : size * 1.4f;
  const ui::TextStyle style{.bold = true, .size = size * 0.9f};
  float height = 0;
  const float wrap = beside ? width - 24 : width - 2 * radius - 56;
  for (std::size_t i = 0; i < workshop::kFaces.size(); ++i)
    height = std::max(height, ui.measure(style, face_words(ui, i), wrap).y);
  height = beside ? 2 * radius + height + 56 : std::max(2 * radius, height) + 28;
  const float top = column.y;
  for (std::size_t i = 0; i < workshop::kFaces.size(); ++i) {
    const ui::Rect rect{column.x + (beside ? static_cast<float>(i) * (width + gap) : 0),
                        top + (beside ? 0 : static_cast<float>(i) * (height + gap)), width, height};
    const std::string words = face_words(ui, i);
    const ui::NodeId node = ui.id(workshop::kFaces[i]);
    ui.node(node, "button", rect, {.name = words, .radius = ui::tokens::kRadiusControl});
    ui.fill(rect, ui.theme().raised, ui::tokens::kRadiusControl);
    ui.stroke(rect, ui.hovered(rect) ? ui.theme().text : ui.theme().border_strong, 2, ui::tokens::kRadiusControl);
    const ui::Point said = ui.measure(style, words, wrap);
    if (beside) {
      face(ui, {rect.center().x, rect.y + 20 + radius}, radius, i);
      ui.text({rect.center().x - said.x / 2, rect.y + 2 * radius + 36}, style, words, said.x + 1);
    } else {
      face(ui, {rect.x + 16 + radius, rect.center().y}, radius, i);
      ui.text({rect.x + 2 * radius + 36, rect.center().y - said.y / 2}, style, words, wrap);
    }
    if (!ui.activated(node)) continue;
    state.face = workshop::kFaces[i];
    state.step = TrialState::Step::kWords;
    ui.focus_title();
  }
  column.y = top + (beside ? height : 3 * height + 2 * gap);
}

// Words to choose from, as large keys; one that is on has a tick, a fill and bold letters.
void words_to_choose(ui::Column& column, TrialState& state, float size) {
  ui::Ui& ui = column.ui;
  const records::List* list = records::find_list("feedback-word");
  const auto across = static_cast<std::size_t>(std::clamp(std::floor(column.w / (size * 7.5f)), 1.f, 4.f));
  const float gap = 12, width = (column.w - gap * static_cast<float>(across - 1)) / static_cast<float>(across);
  const float lead = size * 1.3f;
  const ui::TextStyle widest{.bold = true, .size = size * 0.85f};
  float height = ui::tokens::kTargetControl;
  for (const records::Choice& choice : list->choices)
    height = std::max(height, ui.measure(widest, ui.tr(choice.label), width - lead - 24).y + 24);
  const float top = column.y;
  std::size_t i = 0;
  for (const records::Choice& choice : list->choices) {
    const ui::Rect rect{column.x + static_cast<float>(i % across) * (width + gap),
                        top + static_cast<float>(i / across) * (height + gap), width, height};
    ++i;
    const bool on = state.words.contains(std::string(choice.value));
    const ui::NodeId node = ui.id(choice.value);
    const std::string words = ui.tr(choice.label);
    ui.node(node, "button", rect,
            {.name = words, .flags = ui::kToggle | (on ? ui::kPressed : 0u), .radius = ui::tokens::kRadiusControl});
    ui.fill(rect, on ? ui.theme().primary : ui.theme().raised, ui::tokens::kRadiusControl);
    ui.stroke(rect, on ? ui.theme().text : ui.theme().border_strong, on ? 3.f : 2.f, ui::tokens::kRadiusControl);
    const std::uint32_t ink = on ? ui.theme().on_primary : ui.theme().text;
    if (on) ui.icon({rect.x + 12 + lead / 2, rect.center().y}, ui::tokens::kIconCheck, size, ink);
    const ui::TextStyle style{.bold = on, .color = ink, .size = size * 0.85f};
    const ui::Point said = ui.measure(style, words, width - lead - 24);
    ui.text({rect.x + 12 + lead, rect.center().y - said.y / 2}, style, words, width - lead - 24);
    if (!ui.activated(node)) continue;
    if (!state.words.erase(std::string(choice.value))) state.words.insert(std::string(choice.value));
  }
  column.y = top + static_cast<float>((i + across - 1) / across) * (height + gap);
}

}  // namespace

std::string unsaved_trial(const TrialState& state) {
  if (state.step != TrialState::Step::kWords || !state.of) return {};
  return nlohmann::json{
      {"trial", base::to_hex(state.of)}, {"face", state.face}, {"words", state.words}, {"said", state.said}}
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool take_unsaved_trial(TrialState& state, const records::State& records, std::string_view unsaved) {
  using nlohmann::json;
  const json held = json::parse(unsaved, nullptr, false);
  if (!held.is_object()) return false;
  const auto part = [&](const char* key) {
    return held.contains(key) && held[key].is_string() ? held[key].get<std::string>() : std::string();
  };
  const base::Id of{base::from_hex(part("trial")).value_or(0)};
  const std::string face = part("face");
  if (!records.exists(of) || std::ranges::find(workshop::kFaces, face) == workshop::kFaces.end()) return false;
  state = {.of = of, .step = TrialState::Step::kWords, .face = face, .said = part("said")};
  if (const auto words = held.find("words"); words != held.end() && words->is_array())
    for (const json& word : *words)
      if (word.is_string()) state.words.insert(word.get<std::string>());
  return true;
}

void trial(ui::Ui& ui, const Context& context, TrialState& state, const ui::Rect& area, Commands& commands) {
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "trial");
  const records::State& records = context.state;
  const bool there = records.exists(context.record);
  const bool of_sheet = there && records.kind_of(context.record) == "sheet";
  if (state.of != context.record) state = {.of = context.record};
  const float control = ui.control(ui::tokens::kTargetControl), margin = ui.margin();
  if (ui::button_at(ui, "leave", {area.x + margin, area.y + 12, control, control},
                    {.label = words.tr("trial.leave"),
                     .icon = ui::tokens::kIconX,
                     .look = ui::Look::kQuiet,
                     .icon_only = true}) ||
      ui.shortcut("Escape")) {
    const base::Id board = records.reference(context.record, "board");
    commands.push_back(of_sheet ? GoTo{Screen::kSheet, context.record}
                       : board  ? GoTo{Screen::kBoard, board}
                                : GoTo{Screen::kWorkshops, {}});
    state = {};
    return;
  }
  ui::ScrollArea scroll(ui, "page", {area.x, area.y + control + 16, area.w, std::max(0.f, area.h - control - 16)},
                        margin, true);
  ui::Column& column = scroll.column();
  column.y -= margin - 4;
  const float size = std::clamp(std::min(area.w / 26, area.h / 20), 20.f, 36.f) * ui.text_scale();
  const float width = std::min(column.w, size * 30);
  column.x += (column.w - width) / 2;
  column.w = width;
  if (!there) {
    ui::heading(column, "title", words.tr("room.workshops"), 1, ui::Type::kRoom);
    ui::paragraph(column, "gone",
                  words.tr(context.session.phase() == session::Phase::kReady ? "board.gone" : "home.opening"));
    return;
  }
  if (state.step == TrialState::Step::kThanks) {
    const auto which =
        static_cast<std::size_t>(std::ranges::find(workshop::kFaces, state.face) - workshop::kFaces.begin());
    face(ui, {column.x + size * 2.5f, column.y + size * 2.5f}, size * 2.5f, std::min<std::size_t>(which, 2));
    column.gap(size * 6);
    big_text(column, "title", "h1", words.tr("trial.thanks"), {.bold = true, .size = size * 1.5f});
    column.gap(size * 0.4f);
    big_text(column, "kept", "p", words.tr("trial.kept"), {.size = size * 0.85f});
    column.gap(size);
    ui::Flow flow(column);
    if (ui::button(
            flow, "another",
            {.label = words.tr("trial.another"), .icon = ui::tokens::kIconUserRound, .look = ui::Look::kPrimary})) {
      state = {.of = context.record};
      ui.focus_title();
    }
    flow.into(column);
    return;
  }
  big_text(column, "what", "p", records.text(context.record, of_sheet ? "title" : "text"),
           {.color = ui.theme().muted, .size = size * 0.85f});
  column.gap(size * 0.3f);
  const bool asks_words = state.step == TrialState::Step::kWords;
  big_text(column, "title", "h1", words.tr(asks_words ? "trial.which-words" : "trial.what-think"),
           {.bold = true, .size = size * 1.4f});
  column.gap(size * 0.2f);
  big_text(column, "help", "p", words.tr(asks_words ? "trial.words-help" : "trial.face-help"),
           {.color = ui.theme().muted, .size = size * 0.75f});
  column.gap(size * 0.8f);
  if (!asks_words) return faces(column, state, size);
  words_to_choose(column, state, size);
  column.gap(size * 0.4f);
  ui::text_field(column, "said",
                 {.label = words.tr("trial.own-words"), .role = "textarea", .max_length = 500, .rows = 2}, state.said);
  column.gap(size * 0.6f);
  ui::Flow flow(column);
  if (ui::button(flow, "send",
                 {.label = words.tr("trial.send"), .icon = ui::tokens::kIconCheck, .look = ui::Look::kPrimary})) {
    commands.push_back(KeepRecords{
        "feedback.add",  // a command, not a key
        {workshop::feedback(context.record, state.face, {state.words.begin(), state.words.end()}, state.said)}});
    state.step = TrialState::Step::kThanks;
    ui.focus_title();
  }
  if (ui::button(flow, "back", {.label = words.tr("trial.back"), .icon = ui::tokens::kIconArrowLeft})) {
    state.step = TrialState::Step::kFace;
    ui.focus_title();
  }
  flow.into(column);
}

}  // namespace rooms
