#include <algorithm>
#include <cmath>
#include <cstddef>

#include "draw/map.h"
#include "rooms/atlas_parts.h"
#include "rooms/rooms.h"

namespace rooms {
namespace {

std::string row_tag(const ui::Ui& ui, const atlas::Place& place) {
  for (const std::string_view field : kCompletable)
    for (const std::string& missing : place.missing)
      if (missing == field)
        return ui.words().tr("atlas.to-complete", {{"field", ui.tr("atlas.missing." + std::string(field))}});
  return {};
}

void refresh(const Context& context, AtlasState& state) {
  const std::string query = state.query + (state.incomplete_only ? "\n!" : "");
  if (state.revision == context.state.revision() && state.shown_query == query) return;
  state.revision = context.state.revision();
  state.shown_query = query;
  state.shown = context.places.matching(state.query);
  if (state.incomplete_only)
    std::erase_if(state.shown, [&](std::uint32_t index) { return !incomplete(context.places.all()[index]); });
}

// The list's rows; only those near the view are declared, moving focus brings the others.
void rows(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& area, Commands& commands) {
  const float line = ui.line_height(ui::Type::kBody), small = ui.line_height(ui::Type::kLegend);
  const float row_height = std::max(ui::tokens::kTargetMin, line + 2 * small + 6 + 28);
  ui::ScrollArea scroll(ui, "rows", area, 0, !state.map_focused);
  const float top = scroll.column().y;
  const auto total = state.shown.size();
  const float height = row_height * static_cast<float>(total);
  const ui::Container list(ui, "list", "list", {area.x, top, area.w, height}, {.name = ui.tr("atlas.list-name")});
  const float margin = area.h;  // one screen above and below
  const auto first = static_cast<std::size_t>(std::max(0.f, (area.y - margin - top) / row_height));
  const auto last =
      std::min(total, static_cast<std::size_t>(std::max(0.f, (area.bottom() + margin - top) / row_height)) + 1);
  for (std::size_t i = first; i < last; ++i) {
    const atlas::Place& place = context.places.all()[state.shown[i]];
    const ui::Rect rect{area.x, top + row_height * static_cast<float>(i), area.w, row_height};
    const std::string key = base::to_hex(place.id);
    const ui::Container item(ui, key, "item", rect,
                             {.extra = "\"pos\":" + std::to_string(i + 1) + ",\"size\":" + std::to_string(total)});
    const ui::NodeId node = ui.id("row");
    const std::string tag = row_tag(ui, place);
    const bool current = place.id == state.highlighted || (!state.highlighted && i == 0);
    const std::string where = place_line(place, ui.words());
    ui.node(node, "row", rect,
            {.name = place.name,
             .description = where + (tag.empty() ? "" : ". " + tag),
             .flags = (place.id == state.highlighted ? ui::kSelected : 0u) | (current ? 0u : ui::kRoving),
             .radius = 0});
    if (ui.activated(node)) {
      state.highlighted = place.id;
      commands.push_back(GoTo{Screen::kPlace, place.id});
    }
    if (ui.focused(node) && state.highlighted != place.id) {
      state.highlighted = place.id;
      ui.wake(2);
    }
    if (!ui.visible(rect)) continue;
    const ui::tokens::Theme& theme = ui.theme();
    const bool selected = place.id == state.highlighted;
    if (selected || ui.hovered(rect)) ui.fill(rect, selected ? theme.primary_soft : theme.surface);
    if (selected) ui.fill({rect.x, rect.y, 5, rect.h}, theme.primary);
    ui.fill({rect.x, rect.bottom() - 1, rect.w, 1}, theme.border);
    const ui::Point disc{rect.x + 32, rect.y + 14 + line / 2};
    const bool pending = !tag.empty();
    if (selected)
      ui.disc(disc, 16, theme.map.marker);
    else if (pending)
      ui.dashed({disc.x - 16, disc.y - 16, 32, 32}, theme.map.marker, 2, 16);
    else
      ui.ring(disc, 16, theme.map.marker, 2);
    ui.decoration(disc, {.type = ui::Type::kLegend, .bold = true, .color = selected ? theme.raised : theme.map.marker},
                  std::to_string(i + 1), 0, 0);
    const float x = rect.x + 62, width = rect.right() - x - 14;
    ui.text_cut({x, rect.y + 14}, {.bold = true}, place.name, width);
    ui.text_cut({x, rect.y + 14 + line}, {.type = ui::Type::kLegend, .color = theme.muted}, where, width);
    if (!tag.empty()) {
      const ui::ToneColors colors = ui::tone_colors(ui, ui::Tone::kWarning);
      const float y = rect.y + 14 + line + small + 5;
      const float eye = ui.beside_text(18), lead = eye + 16;
      const float words = std::min(ui.text_width({.type = ui::Type::kLegend}, tag), width - lead - 12);
      ui.fill({x, y, words + lead + 12, small + 4}, colors.soft, ui::tokens::kRadiusSmall);
      ui.icon({x + 9 + eye / 2, y + small / 2 + 2}, ui::tokens::kIconEye, eye, colors.ink);
      ui.text_cut({x + lead, y + 2}, {.type = ui::Type::kLegend, .color = colors.ink}, tag, words + 1);
    }
  }
  scroll.column().y = top + height;
}

void nothing_found(ui::Ui& ui, AtlasState& state, const ui::Rect& area) {
  ui::ScrollArea scroll(ui, "empty", area, 16, true);
  ui::Column& column = scroll.column();
  column.gap(16);
  ui::heading(column, "none", ui.tr("atlas.none-title"), 2, ui::Type::kCard);
  column.gap(8);
  ui::paragraph(column, "why", ui.words().tr("atlas.none-why", {{"query", state.query}}));
  column.gap(16);
  if (ui::button(column, "clear", {.label = ui.tr("atlas.clear-search"), .icon = ui::tokens::kIconX})) {
    state.query.clear();
    state.incomplete_only = false;
  }
}

void no_place_yet(ui::Ui& ui, const Context& context, const ui::Rect& area, Commands& commands) {
  ui::ScrollArea scroll(ui, "empty", area, 16, true);
  ui::Column& column = scroll.column();
  column.gap(16);
  if (context.session.phase() != session::Phase::kReady) {
    ui::paragraph(column, "opening",
                  ui.tr(context.session.phase() == session::Phase::kFailed ? "home.cannot-open" : "home.opening"));
    return;
  }
  ui::heading(column, "none", ui.tr("atlas.empty-title"), 2, ui::Type::kCard);
  column.gap(8);
  ui::paragraph(column, "why", ui.tr("atlas.empty-why"));
  column.gap(16);
  if (ui::button(
          column, "demonstration",
          {.label = ui.tr("home.demonstration"), .icon = ui::tokens::kIconMapPinned, .look = ui::Look::kPrimary}))
    commands.push_back(LoadDemonstration{});
  column.gap(8);
  if (ui::button(column, "import", {.label = ui.tr("home.import"), .icon = ui::tokens::kIconUpload}))
    commands.push_back(GoTo{Screen::kFiles, {}});
}

// Search, chips and count above the list; gives what is left.
ui::Rect list_head(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& area) {
  ui::Column column{ui, area.x + 16, area.y, area.w - 32};
  {
    const ui::Container search(ui, "search", "search", {area.x, area.y, area.w, ui.control(52)},
                               {.name = ui.tr("action.search")});
    if (ui.shortcut("/")) ui.focus(ui.id("query"));
    if (ui::search_field_at(ui, "query", column.take(ui.control(52)), ui.tr("atlas.search-hint"), state.query)) {
      state.highlighted = {};
      ui.wake(2);
    }
  }
  column.gap(12);
  std::size_t to_complete = 0;
  for (const atlas::Place& place : context.places.all()) to_complete += incomplete(place) ? 1 : 0;
  ui::Flow flow(column);
  if (ui::chip(flow, "incomplete", ui.words().tr("atlas.incomplete-chip", {{"count", ui.words().number(to_complete)}}),
               ui::tokens::kIconEye, state.incomplete_only)) {
    state.incomplete_only = !state.incomplete_only;
    ui.wake(2);
  }
  flow.into(column);
  column.gap(10);
  return {area.x, column.y, area.w, std::max(0.f, area.bottom() - column.y)};
}

ui::Rect count_line(ui::Ui& ui, const AtlasState& state, const ui::Rect& area) {
  ui::Column column{ui, area.x + 16, area.y + 4, area.w - 32};
  ui::heading(column, "count", ui.words().plural("atlas.results", state.shown.size()), 2, ui::Type::kBody);
  column.gap(10);
  ui.fill({area.x, column.y - 1, area.w, 1}, ui.theme().border);
  return {area.x, column.y, area.w, std::max(0.f, area.bottom() - column.y)};
}

void add_and_files(ui::Ui& ui, const ui::Rect& rect, bool icons, Commands& commands) {
  const float size = ui.control(ui::tokens::kTargetControl);
  const ui::ButtonSpec add{
      .label = ui.tr("atlas.add"), .icon = ui::tokens::kIconPlus, .look = ui::Look::kPrimary, .icon_only = icons};
  const ui::ButtonSpec files{.label = ui.tr("atlas.files"), .icon = ui::tokens::kIconDownload, .icon_only = true};
  if (ui::button_at(ui, "add", {rect.x, rect.y, rect.w - size - 8, size}, add))
    commands.push_back(GoTo{Screen::kEdit, {}});
  if (ui::button_at(ui, "files", {rect.right() - size, rect.y, size, size}, files))
    commands.push_back(GoTo{Screen::kFiles, {}});
}

void list_panel(ui::Ui& ui, const Context& context, AtlasState& state, const Split& parts, Commands& commands) {
  if (parts.beside) {
    ui.fill(parts.panel, ui.theme().raised);
    ui.fill({parts.panel.right() - 1, parts.panel.y, 1, parts.panel.h}, ui.theme().border);
  } else {
    ui.shadow(parts.panel, ui::tokens::kRadiusSheet);
    ui.fill_top(parts.panel, ui.theme().raised, ui::tokens::kRadiusSheet);
  }
  const ui::Container panel(ui, "panel", "region", parts.panel, {.name = ui.tr("atlas.list-region")});
  ui.surface(ui.id("cover"), parts.panel, false);
  ui::Rect rest = parts.panel;
  // On a small screen title, count and actions share one line: the list has the rest.
  const bool compact = ui.layout() == ui::Layout::kPhone;
  ui::Column head{ui, rest.x + 16, rest.y + 12, rest.w - 32};
  if (compact) {
    const float size = ui.control(ui::tokens::kTargetControl);
    ui::Column words{ui, head.x, head.y + (size - ui.line_height(ui::Type::kCard)) / 2, head.w - 2 * size - 16};
    const std::string count = ui.words().plural("atlas.results", state.shown.size());
    ui::heading(words, "title", ui.words().tr("atlas.title-count", {{"count", count}}), 1, ui::Type::kCard);
    add_and_files(ui, {head.x + head.w - 2 * size - 8, head.y, 2 * size + 8, size}, true, commands);
    head.y += size;
  } else {
    if (parts.beside)
      ui::line_of_text(head, "where", ui.tr("atlas.small-line"),
                       {.type = ui::Type::kLegend, .color = ui.theme().muted});
    ui::heading(head, "title", ui.tr("room.atlas"), 1, parts.beside ? ui::Type::kRoom : ui::Type::kCard);
  }
  head.gap(8);
  rest = {rest.x, head.y, rest.w, rest.bottom() - head.y};
  if (context.places.size() == 0) {
    no_place_yet(ui, context, rest, commands);
    return;
  }
  rest = list_head(ui, context, state, rest);
  refresh(context, state);
  if (!compact) rest = count_line(ui, state, rest);
  const float bar = compact ? 0 : ui.control(ui::tokens::kTargetControl) + 24;
  const ui::Rect list{rest.x, rest.y, rest.w, std::max(0.f, rest.h - bar)};
  if (state.shown.empty())
    nothing_found(ui, state, list);
  else
    rows(ui, context, state, list, commands);
  if (compact) return;
  const ui::Rect foot{rest.x, list.bottom(), rest.w, bar};
  ui.fill(foot, ui.theme().raised);
  ui.fill({foot.x, foot.y, foot.w, 1}, ui.theme().border);
  add_and_files(ui, foot.inset(16, 12), false, commands);
}

}  // namespace

bool incomplete(const atlas::Place& place) {
  for (const std::string_view field : kCompletable)
    for (const std::string& missing : place.missing)
      if (missing == field) return true;
  return false;
}

std::string place_line(const atlas::Place& place, const i18n::Words& words) {
  std::string line = place.commune;
  if (place.demonstration) line += (line.empty() ? "" : " · ") + words.tr("common.demonstration");
  if (!place.located) line += (line.empty() ? "" : " · ") + words.tr("atlas.no-position");
  return line.empty() ? words.tr("atlas.no-commune") : line;
}

// The map of what the list shows. Places without a position are only in the list. `clear`: the part of `rect` that
// nothing lies over.
static void place_map(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& rect,
                      const ui::Rect& clear, Commands& commands) {
  refresh(context, state);
  std::vector<geo::Point> points;
  std::vector<std::uint8_t> pending;
  std::vector<std::uint32_t> list_index;
  std::optional<std::uint32_t> selected;
  for (std::size_t i = 0; i < state.shown.size(); ++i) {
    const atlas::Place& place = context.places.all()[state.shown[i]];
    if (!place.located) continue;
    if (place.id == state.highlighted) selected = static_cast<std::uint32_t>(points.size());
    points.push_back({place.x, place.y});
    pending.push_back(incomplete(place) ? 1 : 0);
    list_index.push_back(static_cast<std::uint32_t>(i));
  }
  const auto frame_all = [&] {
    geo::Box box{{1, 1}, {0, 0}};
    for (const geo::Point& p : points) {
      box.min = {std::min(box.min.x, p.x), std::min(box.min.y, p.y)};
      box.max = {std::max(box.max.x, p.x), std::max(box.max.y, p.y)};
    }
    if (!points.empty()) state.map.frame(box.min.x, box.min.y, box.max.x, box.max.y, clear, 48, 13);
    ui.wake(2);
  };
  if (!state.framed && !points.empty()) {
    // The first look is at the busiest part: the half of the places nearest to the median one, not the farthest ones.
    std::vector<geo::Point> near = points;
    const auto middle = near.begin() + static_cast<std::ptrdiff_t>(near.size() / 2);
    geo::Point center;
    std::nth_element(near.begin(), middle, near.end(),
                     [](const geo::Point& a, const geo::Point& b) { return a.x < b.x; });
    center.x = middle->x;
    std::nth_element(near.begin(), middle, near.end(),
                     [](const geo::Point& a, const geo::Point& b) { return a.y < b.y; });
    center.y = middle->y;
    const auto reach = [&](const geo::Point& p) { return std::hypot(p.x - center.x, p.y - center.y); };
    std::nth_element(near.begin(), middle, near.end(),
                     [&](const geo::Point& a, const geo::Point& b) { return reach(a) < reach(b); });
    const double radius = reach(*middle);
    state.map.frame(center.x - radius, center.y - radius, center.x + radius, center.y + radius, clear, 0, 12.5);
    state.framed = true;
    ui.wake(2);
  }
  draw::MapSpec spec{.name = ui.words().plural("atlas.map-name", points.size()),
                     .points = points,
                     .numbers = list_index,
                     .pending = pending,
                     .selected = selected};
  state.map_focused = ui.focused(ui.id("map"));
  if (const auto picked = draw::map(ui, "map", rect, state.map, context.basemap, spec)) {
    const base::Id id = context.places.all()[state.shown[list_index[*picked]]].id;
    state.highlighted = id;
    commands.push_back(GoTo{Screen::kPlace, id});
  }

  // Buttons over the map.
  const float size = ui.control(ui::tokens::kTargetControl);
  // The status and the settings stand in the map's upper right corner: these begin under them, or at the left.
  const bool column = ui.wide_enough();
  ui::Rect at{column ? clear.right() - 16 - size : clear.x + 16, column ? clear.y + 12 + size + 12 : clear.y + 12, size,
              size};
  const auto floating = [&](std::string_view key, std::string_view label, const char* icon) {
    const bool pressed = ui::button_at(
        ui, key, at, {.label = ui.tr(label), .icon = icon, .look = ui::Look::kFloating, .icon_only = true});
    (column ? at.y : at.x) += size + 8;
    return pressed;
  };
  if (floating("zoom-in", "action.zoom-in", ui::tokens::kIconPlus))
    state.map.target_zoom = std::min(draw::kMaxZoom, state.map.target_zoom + 1), ui.wake(2);
  if (floating("zoom-out", "action.zoom-out", ui::tokens::kIconMinus))
    state.map.target_zoom = std::max(draw::kMinZoom, state.map.target_zoom - 1), ui.wake(2);
  if (floating("frame-all", "atlas.show-all", ui::tokens::kIconLocate)) frame_all();

  // Scale bar and sources, along the bottom.
  const draw::ScaleBar bar = draw::scale_bar(state.map);
  const std::string length =
      bar.metres >= 1000
          ? ui.words().tr("unit.km", {{"n", ui.words().number(static_cast<std::size_t>(bar.metres / 1000))}})
          : ui.words().tr("unit.m", {{"n", ui.words().number(static_cast<std::size_t>(bar.metres))}});
  const float line = ui.line_height(ui::Type::kLegend);
  const ui::TextStyle legend{.type = ui::Type::kLegend};
  const float inside = std::max(bar.width, ui.text_width(legend, length));
  const ui::Rect scale{clear.x + 16, clear.bottom() - 16 - line - 12, inside + 20, line + 12};
  // Under the buttons where the map is low, never behind them.
  if (scale.y < (column ? clear.y : at.y + size) + 8) return;
  ui.fill(scale, ui.theme().raised, ui::tokens::kRadiusSmall);
  ui.stroke(scale, ui.theme().border, 1, ui::tokens::kRadiusSmall);
  ui.node(ui.id("scale"), "p", scale,
          {.name = ui.words().tr("atlas.scale", {{"length", length}}), .extra = ui::font_extra(ui, ui::Type::kLegend)});
  ui.decoration({scale.x + 10 + ui.text_width(legend, length) / 2, scale.y + line / 2 + 1}, legend, length, 0, 0);
  const float y = scale.bottom() - 6;
  ui.line({scale.x + 10, y}, {scale.x + 10 + bar.width, y}, ui.theme().text, 2);
  ui.line({scale.x + 10, y - 5}, {scale.x + 10, y + 1}, ui.theme().text, 2);
  ui.line({scale.x + 10 + bar.width, y - 5}, {scale.x + 10 + bar.width, y + 1}, ui.theme().text, 2);
  const std::string sources = ui.tr("atlas.map-source");
  const float room = clear.right() - scale.right() - 24;
  const float width = std::min(room, ui.text_width(legend, sources) + 16);
  const bool free = !column || clear.bottom() - 12 - line > at.y;
  if (width > 120 * ui.text_scale() && free) {
    const ui::Rect credit{clear.right() - 8 - width, clear.bottom() - 8 - line - 4, width, line + 4};
    ui.fill(credit, (ui.theme().raised & 0x00FFFFFFu) | 0xD8000000u, 4);
    ui.node(ui.id("attribution"), "p", credit, {.name = sources, .extra = ui::font_extra(ui, ui::Type::kLegend)});
    ui.text_cut({credit.x + 8, credit.y + 2}, {.type = ui::Type::kLegend, .color = ui.theme().muted}, sources,
                width - 12);
  }
}

void map_region(ui::Ui& ui, const Context& context, AtlasState& state, const Split& parts, Commands& commands) {
  const ui::Container region(ui, "map-region", "region", parts.map, {.name = ui.tr("atlas.map-region")});
  const ui::Rect clear{parts.map.x, parts.map.y, parts.map.w, parts.map.h - (parts.beside ? 0.f : 16.f)};
  place_map(ui, context, state, parts.map, clear, commands);
}

Split split(const ui::Ui& ui, const ui::Rect& area, float panel) {
  if (ui.wide_enough()) {
    const float width = std::min(panel * std::min(1.5f, std::max(1.f, ui.text_scale())), area.w * 0.62f);
    return {{area.x, area.y, width, area.h}, {area.x + width, area.y, area.w - width, area.h}, true};
  }
  // Above the list: less of the map when the text is large.
  // Always enough for its buttons and, under them, its scale.
  const float least =
      12 + ui.control(ui::tokens::kTargetControl) + 8 + ui.line_height(ui::Type::kLegend) + 12 + 16 + 16;
  const float height = std::max(std::min(least, area.h * 0.45f), area.h * 0.38f / std::max(1.f, ui.text_scale()));
  return {{area.x, area.y + height - 16, area.w, area.h - height + 16}, {area.x, area.y, area.w, height}, false};
}

void atlas(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& area, Commands& commands) {
  refresh(context, state);
  const Split parts = split(ui, area, ui.layout() == ui::Layout::kWide ? 440.f : 392.f);
  // Read before the map, drawn over its edge where there is no room beside it.
  if (!parts.beside) map_region(ui, context, state, parts, commands);
  list_panel(ui, context, state, parts, commands);
  if (parts.beside) map_region(ui, context, state, parts, commands);
}

}  // namespace rooms
