// A workshop shown to a room, on a projector or held up: the phase and its time, and one slide after the other.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "draw/canvas.h"
#include "draw/note.h"
#include "print/vote.h"
#include "rooms/board_parts.h"

namespace rooms {
namespace {

void refresh(const Context& context, const i18n::Words& words, PresentState& state) {
  const bool same = state.of == context.record;
  if (same && state.revision == context.state.revision() && state.language == words.language()) return;
  if (!same) state = {};
  state.of = context.record;
  state.revision = context.state.revision();
  state.language = words.language();
  state.board = workshop::read_shared_board(context.state, context.record, context.session.private_records());
  state.slides = print::slides(state.board, speech_of(words));
  state.at = std::min(state.at, state.slides.size() - 1);
}

void show(ui::Ui& ui, PresentState& state, std::size_t at) {
  if (at >= state.slides.size() || at == state.at) return;
  state.at = at;
  ui.say(state.slides[at].title);
  ui.wake(2);
}

// The phase under way, and how long it still lasts.
struct Now {
  std::string shown, said;  // `said` does not change each second
  bool over = false;
};
Now now_of(const i18n::Words& words, const workshop::Board& board, const Context& context) {
  Now now{board.phases[board.phase].name, board.phases[board.phase].name};
  if (!board.ends) return now;
  now.over = context.phase_left_ms <= 0;
  const i18n::LocalTime end = words.local_time(context.now_ms + context.phase_left_ms);
  const std::string over = words.tr("board.time-over");
  now.shown += "  " + (now.over ? over : clock_left(context.phase_left_ms));
  now.said +=
      ", " + (now.over ? over : words.tr("board.time-until", {{"time", words.clock_time(end.hour, end.minute)}}));
  return now;
}

// `place` is as wide as the words, or as wide as they may be.
void tell_now(ui::Ui& ui, const Now& now, const ui::Rect& place) {
  const ui::TextStyle style{
      .type = ui::Type::kCard, .bold = true, .color = now.over ? ui.theme().danger : ui.theme().text};
  ui.node(ui.id("now"), "p", place, {.name = now.said, .extra = ui::font_extra(ui, ui::Type::kCard)});
  ui.text({place.x, place.y}, style, now.shown, place.w + 1);
}

// How one line of a slide stands: its parts in px for words of `size`.
struct LineLook {
  ui::TextStyle text, detail;
  float indent = 0, padding = 0, gap = 0;
};
LineLook look_of(const ui::Ui& ui, const print::Slide::Line& line, float size) {
  const bool card = !line.colour.empty();
  // What several tables say is as large as it was said often.
  const float larger = std::min(1.f + 0.25f * static_cast<float>(line.weight - 1), 2.f);
  return {{.bold = line.weight > 1, .size = size * larger},
          {.color = card ? ui.theme().text : ui.theme().muted, .size = size * 0.7f},
          card ? size * 1.5f : 0,
          card ? size * 0.45f : 0,
          size * (card ? 0.4f : 0.6f)};
}

float line_height(const ui::Ui& ui, const print::Slide::Line& line, float size, float width) {
  const LineLook look = look_of(ui, line, size);
  const float wrap = width - look.indent - look.padding;
  float height = 2 * look.padding + ui.measure(look.text, line.text, wrap).y;
  if (!line.detail.empty()) height += 2 + ui.measure(look.detail, line.detail, wrap).y;
  return height + look.gap;
}

// A card on the ground it has on the wall.
void line(ui::Column& column, const print::Slide::Line& line, float size) {
  ui::Ui& ui = column.ui;
  const LineLook look = look_of(ui, line, size);
  const ui::Rect rect{column.x, column.y, column.w, line_height(ui, line, size, column.w) - look.gap};
  if (!line.colour.empty() && ui.visible(rect)) {
    draw::note_ground(ui, rect, {line.text, line.detail, line.colour}, ui::tokens::kRadiusSmall);
    draw::note_shape(ui, line.colour, {rect.x + size * 0.8f, rect.y + look.padding + size * 0.62f}, size * 0.34f);
  }
  ui::Column inside{ui, rect.x + look.indent, rect.y + look.padding, rect.w - look.indent - look.padding};
  big_text(inside, "text", "p", line.text, look.text);
  if (!line.detail.empty()) {
    inside.gap(2);
    big_text(inside, "detail", "p", line.detail, look.detail);
  }
  column.y = rect.bottom() + look.gap;
}

// The largest words that leave the slide whole on the screen, within what can be read well and what is worth it.
float fitting(const ui::Ui& ui, const print::Slide& slide, float least, float width, float height) {
  for (const float times : {1.7f, 1.5f, 1.3f, 1.15f}) {
    const float size = least * times;
    float needed = ui.measure({.bold = true, .size = size * 1.4f}, slide.title, width).y + size * 1.6f;
    if (!slide.small.empty()) needed += ui.measure({.size = size * 0.7f}, slide.small, width).y;
    for (const print::Slide::Line& each : slide.lines) needed += line_height(ui, each, size, width);
    if (needed <= height && !slide.votes && slide.picture.empty()) return size;
  }
  return least;
}

}  // namespace

void big_text(ui::Column& column, std::string_view key, const char* role, std::string_view text, ui::TextStyle style) {
  ui::Ui& ui = column.ui;
  const ui::Point size = ui.measure(style, text, column.w);
  const ui::Rect rect = column.take(size.y);
  char extra[32];
  std::snprintf(extra, sizeof extra, "\"fs\":%.1f", static_cast<double>(style.size));
  ui.node(ui.id(key), role, rect, {.name = std::string(text), .extra = extra});
  if (ui.visible(rect)) ui.text({rect.x, rect.y}, style, text, column.w);
}

void present(ui::Ui& ui, const Context& context, PresentState& state, const ui::Rect& area, Commands& commands) {
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "present");
  const bool there = context.state.exists(context.record) && context.state.kind_of(context.record) == "board";
  const auto leave = [&] {
    commands.push_back(there ? GoTo{Screen::kBoard, context.record} : GoTo{Screen::kWorkshops, {}});
  };
  const float control = ui.control(ui::tokens::kTargetControl), margin = ui.margin();
  const ui::Rect top{area.x + margin, area.y + 12, area.w - 2 * margin, control};
  if (ui::button_at(ui, "leave", {top.x, top.y, control, control},
                    {.label = words.tr("present.leave"),
                     .icon = ui::tokens::kIconX,
                     .look = ui::Look::kQuiet,
                     .icon_only = true}) ||
      ui.shortcut("Escape"))
    return leave();
  if (!there) {
    ui::Column column{ui, top.x, top.bottom() + 12, top.w};
    ui::heading(column, "title", words.tr("room.workshops"), 1, ui::Type::kRoom);
    column.gap(8);
    ui::paragraph(column, "gone",
                  words.tr(context.session.phase() == session::Phase::kReady ? "board.gone" : "home.opening"));
    return;
  }
  refresh(context, words, state);
  const ui::Rect beside{top.x + control + 12, top.y, top.w - control - 12, top.h};
  const bool phased = !state.board.phases.empty();
  const Now now = phased ? now_of(words, state.board, context) : Now{};
  const ui::TextStyle large{.type = ui::Type::kCard, .bold = true};
  const float now_width = ui.text_width(large, now.shown) + 2, now_height = ui.line_height(ui::Type::kCard);
  const bool at_top = now_width <= beside.w;  // else it is first in the slide
  if (phased && at_top)
    tell_now(ui, now, {beside.right() - now_width, beside.center().y - now_height / 2, now_width, now_height});

  // The foot: back, where one is, on.
  const std::size_t count = state.slides.size();
  const ui::Rect foot{top.x, area.bottom() - control - 14, top.w, control};
  const ui::ButtonSpec back{.label = words.tr("present.previous"),
                            .icon = ui::tokens::kIconArrowLeft,
                            .icon_only = area.w < 520 * ui.text_scale(),
                            .disabled = state.at == 0};
  const ui::ButtonSpec on{.label = words.tr("present.next"),
                          .icon = ui::tokens::kIconArrowRight,
                          .look = ui::Look::kPrimary,
                          .icon_only = back.icon_only,
                          .trailing_icon = true,
                          .disabled = state.at + 1 == count};
  const float back_width = ui::button_size(ui, back).x, on_width = ui::button_size(ui, on).x;
  const bool went_back = ui::button_at(ui, "previous", {foot.x, foot.y, back_width, control}, back);
  const bool went_on = ui::button_at(ui, "next", {foot.right() - on_width, foot.y, on_width, control}, on);
  const std::string where =
      words.tr("present.where", {{"n", std::to_string(state.at + 1)}, {"of", std::to_string(count)}});
  const ui::TextStyle legend{.type = ui::Type::kLegend, .color = ui.theme().muted};
  const float where_width = ui.text_width(legend, where);
  const ui::Rect where_at{foot.center().x - where_width / 2, foot.center().y - ui.line_height(ui::Type::kLegend) / 2,
                          where_width, ui.line_height(ui::Type::kLegend)};
  if (where_at.x > foot.x + back_width && where_at.right() < foot.right() - on_width) {
    ui.node(ui.id("where"), "p", where_at, {.name = where, .extra = ui::font_extra(ui, ui::Type::kLegend)});
    ui.text({where_at.x, where_at.y}, legend, where);
  }

  const ui::Rect view{area.x, top.bottom() + 8, area.w, std::max(0.f, foot.y - top.bottom() - 20)};
  {
    const print::Slide& slide = state.slides[state.at];
    const ui::Scope page(ui, std::to_string(state.at));
    ui::ScrollArea scroll(ui, "slide", view, margin, false);
    if (ui.shortcut("ArrowDown")) scroll.scroll_by(80);
    if (ui.shortcut("ArrowUp")) scroll.scroll_by(-80);
    ui::Column& column = scroll.column();
    // Words grow with the screen: they are read from the back of a room.
    const float least = std::clamp(std::min(area.w / 38, area.h / 24), 18.f, 40.f) * ui.text_scale();
    const float width = std::min(column.w, least * 36);
    column.x += (column.w - width) / 2;
    column.w = width;
    const float size = fitting(ui, slide, least, width, view.h - 2 * margin);
    if (phased && !at_top) {
      tell_now(ui, now, column.take(ui.measure(large, now.shown, column.w).y));
      column.gap(8);
    }
    if (!slide.small.empty()) {
      big_text(column, "small", "p", slide.small, {.color = ui.theme().muted, .size = size * 0.7f});
      column.gap(size * 0.2f);
    }
    big_text(column, "title", "h1", slide.title, {.bold = true, .size = size * 1.4f});
    column.gap(size * 0.3f);
    ui.line({column.x, column.y}, {column.x + size * 4, column.y}, ui.theme().accent, size * 0.16f);
    column.gap(size * 0.8f);
    for (std::size_t i = 0; i < slide.lines.size(); ++i) {
      const ui::Scope one(ui, std::to_string(i));
      line(column, slide.lines[i], size);
    }
    if (!slide.picture.empty())
      whole_photo(column, {{}, slide.picture, slide.title}, std::max(view.h * 0.4f, view.bottom() - margin - column.y));
    if (slide.votes) {
      const print::Speech speech = speech_of(words);
      float letters = size * 0.7f;
      const auto height = [&] {
        return static_cast<float>(
            print::votes_height(state.board, draw::canvas_size(ui, column.w, 0, letters).line_height));
      };
      // The picture is smaller rather than cut: nobody scrolls on a projector.
      const float room = view.bottom() - margin - column.y;
      if (height() > room) letters *= std::clamp(room / height(), 0.65f, 1.f);
      draw::canvas(
          ui, "picture", column.take(height()), print::verdict(state.board, speech),
          [&](print::Canvas& canvas) { print::paint_votes(canvas, state.board, speech); }, letters);
    }
  }
  if (went_on || ui.shortcut("ArrowRight") || ui.shortcut("PageDown")) show(ui, state, state.at + 1);
  if (went_back || ui.shortcut("ArrowLeft") || ui.shortcut("PageUp")) show(ui, state, state.at - 1);
  if (ui.shortcut("Home")) show(ui, state, 0);
  if (ui.shortcut("End")) show(ui, state, count - 1);
}

}  // namespace rooms
