#include "rooms/frame.h"

#include <charconv>
#include <cmath>

#include "draw/picture.h"

namespace rooms {
namespace {

struct Stop {
  Screen screen;
  const char* key;
  const char* label;
  const char* icon;
};
constexpr Stop kStops[] = {
    {Screen::kHome, "home", "room.home", ui::tokens::kIconHouse},
    {Screen::kAtlas, "atlas", "room.atlas", ui::tokens::kIconMap},
    {Screen::kFiles, "files", "room.files", ui::tokens::kIconFolderOpen},
    {Screen::kSync, "sync", "room.collection", ui::tokens::kIconMerge},
    {Screen::kAbout, "about", "room.about", ui::tokens::kIconInfo},
};

// The stop a screen belongs to.
Screen stop_of(Screen screen) {
  switch (screen) {
    case Screen::kPlace:
    case Screen::kEdit:
    case Screen::kHistory:
      return Screen::kAtlas;
    case Screen::kLog:
      return Screen::kSync;
    case Screen::kWorkshops:
    case Screen::kBoard:
    case Screen::kPresent:
    case Screen::kTrial:
    case Screen::kSheet:
    case Screen::kMeasures:
    case Screen::kStation:
      return Screen::kHome;
    default:
      return screen;
  }
}

struct StopLook {
  float radius;
  bool labelled;
};

void stop(ui::Ui& ui, const ui::Rect& rect, const Stop& stop, const StopLook& look, Screen current,
          Commands& commands) {
  const ui::tokens::Theme& theme = ui.theme();
  const bool here = stop.screen == stop_of(current);
  const ui::Container item(ui, stop.key, "item", rect);
  const ui::NodeId node = ui.id("stop");
  const std::string label = ui.tr(stop.label);
  ui.node(node, "button", rect, {.name = label, .flags = here ? ui::kCurrent : 0u});
  const ui::Point center{rect.center().x, rect.y + look.radius};
  ui.disc(center, look.radius, here ? theme.accent : theme.quay);
  ui.ring(center, look.radius, here ? theme.accent : ui.hovered(rect) ? theme.quay_text : theme.quay_line, 2);
  ui.icon(center, stop.icon, look.radius * 24 / 22, here ? theme.on_accent : theme.quay_text);
  if (look.labelled) {
    const ui::TextStyle style{
        .type = ui::Type::kLegend, .bold = here, .color = here ? theme.quay_text : theme.quay_muted};
    ui.text({center.x - ui.text_width(style, label) / 2, rect.y + 2 * look.radius + 3}, style, label);
  }
  // From a place, its form or its history, the stop they belong to leads back to it.
  if (ui.activated(node) && stop.screen != current) commands.push_back(GoTo{stop.screen, {}});
}

// Very large words do not fit side by side: the stops are then larger signs alone.
bool labels_fit(const ui::Ui& ui, float width) {
  for (const Stop& stop : kStops)
    if (ui.text_width({.type = ui::Type::kLegend, .bold = true}, ui.tr(stop.label)) > width) return false;
  return true;
}

float pill_text_width(const ui::Ui& ui, std::string_view text) {
  return ui.text_width({.type = ui::Type::kLegend}, text);
}

}  // namespace

ui::Rect navigation(ui::Ui& ui, const Context&, Screen current, Commands& commands) {
  const ui::tokens::Theme& theme = ui.theme();
  const float label = ui.line_height(ui::Type::kLegend);
  const auto count = static_cast<float>(std::size(kStops));
  if (ui.wide_enough()) {
    const float width = std::max(104.f, 104 * std::min(1.6f, ui.text_scale()));
    const ui::Rect quay{0, 0, width, ui.height()};
    ui.fill(quay, theme.quay);
    draw::picture(ui, ui::art::kSign, {width / 2 - 22, 14}, 1, true);
    const std::string name = ui.tr("app.name");
    const ui::Container nav(ui, "nav", "nav", quay, {.name = ui.tr("nav.name")});
    const ui::TextStyle style{.bold = true, .color = theme.quay_text};
    const ui::Rect title{4, 60, width - 8, ui.line_height(ui::Type::kBody)};
    ui.node(ui.id("name"), "p", title, {.name = name, .extra = ui::font_extra(ui, ui::Type::kBody)});
    ui.text_centered(title.center(), style, name);
    const float top = title.bottom() + 20;
    const StopLook look{22, true};
    const float step = std::min(98.f + label - 22, (quay.h - top - 8) / count);
    const ui::Container list(ui, "stops", "list", {0, top, width, step * count}, {.name = ui.tr("nav.name")});
    ui.line({width / 2, top + 22}, {width / 2, top + step * (count - 1) + 22}, theme.quay_line,
            ui::tokens::kStrokeRoute);
    for (std::size_t i = 0; i < std::size(kStops); ++i) {
      const float y = top + step * static_cast<float>(i);
      // The line passes behind the words: they keep a strip of the quay's colour.
      ui.fill({width / 2 - 6, y + 46, 12, label + 2}, theme.quay);
      stop(ui, {4, y, width - 8, 48 + label}, kStops[i], look, current, commands);
    }
    return {width, 0, ui.width() - width, ui.height()};
  }
  const float step = ui.width() / count;
  const bool labelled = labels_fit(ui, step - 2);
  const StopLook look{labelled ? 22 : std::min(ui.beside_text(22), step / 2 - 4), labelled};
  const float height = 2 * look.radius + (labelled ? 10 + label : 14);
  const ui::Rect bar{0, ui.height() - height, ui.width(), height};
  ui.fill(bar, theme.quay);
  const ui::Container nav(ui, "nav", "nav", bar, {.name = ui.tr("nav.name")});
  const ui::Container list(ui, "stops", "list", bar, {.name = ui.tr("nav.name")});
  const float y = bar.y + 6 + look.radius;
  ui.line({step / 2, y}, {bar.w - step / 2, y}, theme.quay_line, ui::tokens::kStrokeRoute);
  for (std::size_t i = 0; i < std::size(kStops); ++i)
    stop(ui, {step * static_cast<float>(i) + 2, bar.y + 6, step - 4, height - 8}, kStops[i], look, current, commands);
  return {0, 0, ui.width(), ui.height() - height};
}

ui::Rect notices(ui::Ui& ui, const Context& context, const ui::Rect& area, Commands& commands) {
  const Environment& environment = context.environment;
  const session::Saving& saving = context.session.saving();
  ui::Column column{ui, area.x + 8, area.y + 8, area.w - 16};
  const ui::Scope scope(ui, "notice");
  const auto left = [&] { return ui::Rect{area.x, column.y + 8, area.w, std::max(0.f, area.bottom() - column.y - 8)}; };
  if (environment.storage == "busy") {
    if (ui::banner(column, "busy", ui::Tone::kWarning, ui::tokens::kIconLock, ui.tr("storage.busy"),
                   ui.tr("storage.take-over")))
      commands.push_back(TakeOver{});
    return left();
  }
  if (environment.storage != "opfs" && environment.storage != "opening") {
    ui::banner(column, "none", ui::Tone::kDanger, ui::tokens::kIconTriangleAlert,
               ui.tr("storage." + environment.storage));
    return left();
  }
  if (context.session.phase() == session::Phase::kFailed) {
    ui::banner(column, "failed", ui::Tone::kDanger, ui::tokens::kIconTriangleAlert,
               ui.words().tr(context.session.failure()));
    return left();
  }
  if (!saving.failure.key.empty()) {
    if (ui::banner(column, "saving", ui::Tone::kDanger, ui::tokens::kIconTriangleAlert,
                   ui.words().tr(saving.failure) + " " + ui.words().plural("saving.pending-kept", saving.pending),
                   ui.tr("saving.retry")))
      commands.push_back(RetrySaving{});
    return left();
  }
  if (environment.update_ready) {
    if (ui::banner(column, "update", ui::Tone::kInfo, ui::tokens::kIconRefreshCw, ui.tr("update.ready"),
                   ui.tr("update.reload")))
      commands.push_back(Reload{});
    return left();
  }
  return area;
}

void status(ui::Ui& ui, const Context& context, FrameState& state, const ui::Rect& place, bool floating) {
  const ui::Scope scope(ui, "status");
  const session::Saving& saving = context.session.saving();
  const float size = ui.control(ui::tokens::kTargetControl);
  const ui::Rect settings{place.right() - size, place.y, size, size};
  if (ui::button_at(ui, "settings", settings,
                    {.label = ui.tr("settings.open"),
                     .icon = ui::tokens::kIconALargeSmall,
                     .look = floating ? ui::Look::kFloating : ui::Look::kQuiet,
                     .icon_only = true}))
    state.settings_open = true;

  std::string text;
  const char* icon = ui::tokens::kIconSave;
  ui::Tone tone = ui::Tone::kSuccess;
  if (context.session.phase() == session::Phase::kOpening || context.environment.storage == "opening") {
    text = ui.tr("saving.opening");
    tone = ui::Tone::kNeutral;
  } else if (context.session.read_only()) {
    text = ui.tr("saving.not-kept");
    icon = ui::tokens::kIconTriangleAlert;
    tone = ui::Tone::kDanger;
  } else if (saving.pending > 0) {
    text = ui.tr("saving.saving");
    tone = ui::Tone::kNeutral;
  } else if (saving.unshared > 0) {
    text = ui.words().plural("saving.unshared", saving.unshared);
    icon = ui::tokens::kIconTabletSmartphone;
    tone = ui::Tone::kInfo;
  } else if (!context.environment.online) {
    text = ui.tr("saving.offline");
    icon = ui::tokens::kIconWifiOff;
  } else {
    text = ui.tr("saving.saved");
  }
  const float height = ui.line_height(ui::Type::kLegend) + 18;
  const float most = place.w - size - 8;
  const float sign = ui.beside_text(18);
  float width = pill_text_width(ui, text) + sign + 8 + 32;
  const bool icon_only = width > most;
  if (icon_only) width = height;
  const ui::Rect pill{settings.x - 8 - width, settings.center().y - height / 2, width, height};
  const ui::ToneColors colors = ui::tone_colors(ui, tone);
  if (floating) ui.shadow(pill, height / 2);
  ui::soft_box(ui, pill, colors, height / 2);
  ui.node(ui.id("saved"), "status", pill, {.name = text, .extra = ui::font_extra(ui, ui::Type::kLegend)});
  if (icon_only) {
    ui.icon(pill.center(), icon, sign, colors.ink);
    return;
  }
  ui.icon({pill.x + 16 + sign / 2, pill.center().y}, icon, sign, colors.ink);
  ui.text({pill.x + 16 + sign + 8, pill.center().y - ui.line_height(ui::Type::kLegend) / 2},
          {.type = ui::Type::kLegend, .color = colors.ink}, text);
}

ui::Rect status_place(const ui::Ui& ui, const ui::Rect& area) {
  const float button = ui.control(ui::tokens::kTargetControl);
  // On a small screen only its icon.
  const float pill = ui.layout() == ui::Layout::kPhone ? button : 240 * std::max(1.f, ui.text_scale());
  const float width = std::min(button + pill + 8, area.w / 2);
  return {area.right() - ui.margin() - width, area.y + 12, width, button};
}

ui::Rect room_title(ui::Ui& ui, const ui::Rect& area, std::string_view small_line, std::string_view title) {
  const ui::Rect beside = status_place(ui, area);
  const float x = area.x + ui.margin();
  // Under them where large words would be broken beside them; the small line gives way.
  const float room = beside.x - x - 8;
  const bool under = room < 160 * ui.text_scale();
  ui::Column column{ui, x, under ? beside.bottom() + 4 : beside.y, under ? area.w - 2 * ui.margin() : room};
  const ui::TextStyle legend{.type = ui::Type::kLegend, .color = ui.theme().muted};
  if (!under && ui.text_width(legend, small_line) <= room) ui::line_of_text(column, "where", small_line, legend);
  ui::heading(column, "title", title, 1, ui.layout() == ui::Layout::kPhone ? ui::Type::kCard : ui::Type::kRoom);
  const float bottom = std::max(column.y, beside.bottom()) + 12;
  return {area.x, bottom, area.w, std::max(0.f, area.bottom() - bottom)};
}

ui::Rect outcome(ui::Ui& ui, const Context& context, FrameState& state, const ui::Rect& area, bool floats,
                 Commands& commands) {
  state.toast_held = false;
  if (state.toast.empty()) return area;
  const ui::tokens::Theme& theme = ui.theme();
  ui::ButtonSpec undo{.label = ui.tr("action.undo"), .icon = ui::tokens::kIconUndo2};
  const ui::ButtonSpec close{
      .label = ui.tr("action.close"), .icon = ui::tokens::kIconX, .look = ui::Look::kQuiet, .icon_only = true};
  const bool undoable = state.toast_undo && context.session.can_undo();
  undo.icon_only = ui::button_size(ui, undo).x + ui::button_size(ui, close).x + 56 > area.w;
  const ui::Point undo_size = undoable ? ui::button_size(ui, undo) : ui::Point{},
                  close_size = ui::button_size(ui, close);
  const float buttons = close_size.x + (undoable ? undo_size.x + 8 : 0);
  const float sign = ui.beside_text(22), lead = 16 + sign + 10;
  const float from = floats ? area.x + area.w * 0.62f : area.x;
  const float most = std::min(area.right() - from - 32, 720.f);
  const bool below = most - lead - buttons - 24 < 180 * ui.text_scale();
  const ui::Point words = ui.measure({}, state.toast, below ? most - lead - 16 : most - lead - buttons - 24);
  const float height =
      below ? words.y + close_size.y + 28 : std::max(words.y + 16, std::max(undo_size.y, close_size.y) + 12);
  const float width = below ? most : lead + words.x + 16 + buttons + 8;
  const ui::Rect box{from + (area.right() - from - width) / 2, area.bottom() - height - (floats ? 56.f : 8.f), width,
                     height};
  const ui::Container region(ui, "toast", "region", box, {.name = ui.tr("outcome.region")});
  if (floats) {
    ui.surface(ui.id("cover"), box, false);
    ui.shadow(box, ui::tokens::kRadiusControl);
  }
  ui.fill(box, theme.overlay, ui::tokens::kRadiusControl);
  ui.stroke(box, theme.border_strong, ui::tokens::kStrokeControl, ui::tokens::kRadiusControl);
  const ui::Rect said{box.x + lead, below ? box.y + 10 : box.center().y - words.y / 2, words.x, words.y};
  ui.icon({box.x + 16 + sign / 2, said.y + ui.line_height(ui::Type::kBody) / 2}, ui::tokens::kIconCircleCheck, sign,
          theme.success);
  ui.node(ui.id("text"), "p", said, {.name = state.toast, .extra = ui::font_extra(ui, ui::Type::kBody)});
  ui.text({said.x, said.y}, {}, state.toast, words.x + 1);
  const float y = below ? box.bottom() - 8 - close_size.y : box.center().y - close_size.y / 2;
  const ui::Rect close_at{box.right() - 8 - close_size.x, y, close_size.x, close_size.y};
  const ui::Rect undo_at{close_at.x - 8 - undo_size.x, y, undo_size.x, undo_size.y};
  if (undoable && ui::button_at(ui, "undo", undo_at, undo)) commands.push_back(Undo{});
  if (ui::button_at(ui, "close", close_at, close)) commands.push_back(CloseToast{});
  state.toast_held = ui.hovered(box) || ui.focused(ui.id("undo")) || ui.focused(ui.id("close"));
  if (floats) return area;
  return {area.x, area.y, area.w, std::max(0.f, box.y - 8 - area.y)};
}

void settings(ui::Ui& ui, FrameState& state, int text_percent, Commands& commands) {
  if (!state.settings_open) return;
  ui::Dialog dialog(ui, "settings", ui.tr("settings.title"), 440);
  std::string language = ui.words().language();
  ui::Options languages;
  for (const std::string& code : ui.words().languages()) languages.emplace_back(code, ui.tr("language." + code));
  if (ui::select_field(dialog.inside, "language", {.label = ui.tr("settings.language")}, languages, language))
    commands.push_back(SetLanguage{language});
  dialog.inside.gap(16);
  ui::Options sizes;
  for (const int percent : {80, 100, 125, 150, 200, 250, 300})
    sizes.emplace_back(std::to_string(percent), ui.words().tr("settings.percent", {{"n", std::to_string(percent)}}));
  std::string size = std::to_string(text_percent);
  int percent = text_percent;
  if (ui::select_field(dialog.inside, "text-size", {.label = ui.tr("settings.text-size")}, sizes, size) &&
      std::from_chars(size.data(), size.data() + size.size(), percent).ec == std::errc{})
    commands.push_back(SetTextSize{percent});
  dialog.inside.gap(16);
  ui::Options themes;
  for (const char* name : {"system", "light", "dark", "high-contrast"})
    themes.emplace_back(name, ui.tr(std::string("settings.theme.") + name));
  std::string theme = ui.page.chosen;
  if (ui::select_field(dialog.inside, "theme", {.label = ui.tr("settings.theme")}, themes, theme))
    commands.push_back(SetTheme{theme});
  dialog.inside.gap(24);
  ui::Flow flow(dialog.inside);
  if (ui::button(flow, "close", {.label = ui.tr("action.close"), .look = ui::Look::kPrimary}) || dialog.dismissed())
    state.settings_open = false;
  flow.into(dialog.inside);
}

}  // namespace rooms
