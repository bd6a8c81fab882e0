// The atlas's list: search, what narrows it, and a row for each place found; only those near the view are declared.
#include <algorithm>

#include "rooms/atlas_parts.h"

namespace rooms {
namespace {

std::string row_tag(const ui::Ui& ui, const atlas::Place& place) {
  for (const std::string_view field : atlas::kCompletable)
    if (atlas::lacks(place, field))
      return ui.words().tr("atlas.to-complete", {{"field", ui.tr("atlas.missing." + std::string(field))}});
  return {};
}

// A pill under the name; gives where the next one may begin.
float row_pill(ui::Ui& ui, float x, float y, float right, const std::string& text, const char* icon, ui::Tone tone) {
  const float small = ui.line_height(ui::Type::kLegend), words = ui.text_width({.type = ui::Type::kLegend}, text);
  const float sign = ui.beside_text(18), lead = sign + 16, around = lead + 12;
  if (right - x < std::min(words, 60.f) + around) return x;
  const float shown = std::min(words, right - x - around);
  const ui::ToneColors colors = ui::tone_colors(ui, tone);
  ui::soft_box(ui, {x, y, shown + around, small + 4}, colors, ui::tokens::kRadiusSmall);
  ui.icon({x + 9 + sign / 2, y + small / 2 + 2}, icon, sign, colors.ink);
  ui.text_cut({x + lead, y + 2}, {.type = ui::Type::kLegend, .color = colors.ink}, text, shown + 1);
  return x + shown + around + 6;
}

// Keys of a focused row that go beyond the rows that are declared: the whole list, not the part that is on screen.
void row_keys(ui::Ui& ui, AtlasState& state, std::size_t page) {
  if (!state.focused_row || state.shown.empty()) return;
  const std::size_t last = state.shown.size() - 1, at = std::min(*state.focused_row, last);
  std::optional<std::size_t> to;
  if (ui.shortcut("ArrowDown")) to = std::min(last, at + 1);
  if (ui.shortcut("ArrowUp")) to = at - std::min<std::size_t>(at, 1);
  if (ui.shortcut("PageDown")) to = std::min(last, at + page);
  if (ui.shortcut("PageUp")) to = at - std::min(at, page);
  if (ui.shortcut("End")) to = last;
  if (ui.shortcut("Home")) to = 0;
  if (to && *to != at) state.wanted_row = to;
}

// The list's rows; only those near the view are declared, moving focus brings the others.
void rows(ui::Ui& ui, const Context& context, AtlasState& state, ui::ScrollArea& scroll, Commands& commands) {
  const ui::Rect area = scroll.view();
  const float line = ui.line_height(ui::Type::kBody), small = ui.line_height(ui::Type::kLegend);
  const float row_height = std::max(ui::tokens::kTargetMin, line + 2 * small + 6 + 28);
  const float top = scroll.column().y;
  const auto total = state.shown.size();
  row_keys(ui, state, static_cast<std::size_t>(std::max(1.f, area.h / row_height - 1)));
  if (state.wanted_row) {
    state.wanted_row = std::min(*state.wanted_row, total - 1);
    scroll.scroll_to(top - area.y + scroll.offset() + row_height * static_cast<float>(*state.wanted_row), row_height);
  }
  state.focused_row.reset();
  const float height = row_height * static_cast<float>(total);
  const ui::Container list(ui, "list", "list", {area.x, top, area.w, height}, {.name = ui.tr("atlas.list-name")});
  const float margin = area.h;  // one screen above and below
  const auto first = static_cast<std::size_t>(std::max(0.f, (area.y - margin - top) / row_height));
  const auto last =
      std::min(total, static_cast<std::size_t>(std::max(0.f, (area.bottom() + margin - top) / row_height)) + 1);
  // The row that Tab reaches: the highlighted one, else the first that is there.
  bool highlighted_shown = false;
  for (std::size_t i = first; i < last; ++i)
    highlighted_shown = highlighted_shown || context.places.all()[state.shown[i]].id == state.highlighted;
  for (std::size_t i = first; i < last; ++i) {
    const atlas::Place& place = context.places.all()[state.shown[i]];
    const ui::Rect rect{area.x, top + row_height * static_cast<float>(i), area.w, row_height};
    const std::string key = base::to_hex(place.id);
    const ui::Container item(ui, key, "item", rect,
                             {.extra = "\"pos\":" + std::to_string(i + 1) + ",\"size\":" + std::to_string(total)});
    const ui::NodeId node = ui.id("row");
    const std::string tag = row_tag(ui, place);
    const bool current = place.id == state.highlighted || (!highlighted_shown && i == first);
    std::string where = place_line(place, ui.words());
    if (const auto metres = distance(place, state))
      where += (where.empty() ? "" : " · ") + distance_words(ui.words(), *metres);
    std::optional<OpeningWords> opening;
    if (const auto at = context.places.opening(place, context.now_ms))
      opening = opening_words(ui.words(), *at, records::local_minutes(place.region, context.now_ms));
    ui.node(node, "row", rect,
            {.name = place.name,
             .description = where + (opening ? ". " + opening->text : std::string()) + (tag.empty() ? "" : ". " + tag),
             .flags = (place.id == state.highlighted ? ui::kSelected : 0u) | (current ? 0u : ui::kRoving),
             .radius = 0});
    if (ui.activated(node)) {
      state.highlighted = place.id;
      commands.push_back(GoTo{Screen::kPlace, place.id});
    }
    if (state.wanted_row == i) {
      state.wanted_row.reset();
      ui.focus(node);
    }
    if (ui.focused(node)) {
      state.focused_row = i;
      if (state.highlighted != place.id) ui.wake(2);
      state.highlighted = place.id;
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
    const float y = rect.y + 14 + line + small + 5;
    float pill = x;
    if (opening) pill = row_pill(ui, pill, y, x + width, opening->text, ui::tokens::kIconClock, opening->tone);
    if (pending) row_pill(ui, pill, y, x + width, tag, ui::tokens::kIconEye, ui::Tone::kWarning);
  }
  scroll.column().y = top + height;
}

void nothing_found(ui::Column& column, const Context& context, AtlasState& state) {
  ui::Ui& ui = column.ui;
  column.gap(16);
  ui::heading(column, "none", ui.tr("atlas.none-title"), 2, ui::Type::kCard);
  column.gap(8);
  const std::size_t filters = filter_count(state);
  if (!state.query.words.empty()) {
    ui::paragraph(column, "why",
                  ui.words().tr(filters > 0 ? "atlas.none-why" : "atlas.none-words", {{"query", state.query.words}}));
    column.gap(16);
    if (ui::button(column, "clear", {.label = ui.tr("atlas.clear-search"), .icon = ui::tokens::kIconX})) {
      state.query.words.clear();
      ui.wake(2);
    }
    column.gap(16);
  }
  if (filters == 0) return;
  ui::paragraph(column, "filters", ui.tr("atlas.none-filters"));
  column.gap(12);
  filter_list(column, context, state);
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
  column.gap(8);
  if (ui::button(column, "add", {.label = ui.tr("atlas.add"), .icon = ui::tokens::kIconPlus}))
    commands.push_back(GoTo{Screen::kEdit, {}});
}

// Search and filters above the list; gives what is left.
ui::Rect list_head(ui::Ui& ui, AtlasState& state, const ui::Rect& area) {
  ui::Column column{ui, area.x + 16, area.y, area.w - 32};
  {
    const ui::Container search(ui, "search", "search", {area.x, area.y, area.w, ui.control(52)},
                               {.name = ui.tr("action.search")});
    if (ui.shortcut("/")) ui.focus(ui.id("query"));
    if (ui::search_field_at(ui, "query", column.take(ui.control(52)), ui.tr("atlas.search-hint"), state.query.words)) {
      state.highlighted = {};
      ui.wake(2);
    }
  }
  column.gap(12);
  const std::size_t filters = filter_count(state);
  ui::Flow flow(column);
  const std::string label =
      filters == 0 ? ui.tr("filters.title") : ui.words().tr("filters.button", {{"count", ui.words().number(filters)}});
  if (ui::button(flow, "filters",
                 {.label = label,
                  .icon = ui::tokens::kIconSlidersHorizontal,
                  .flags = state.filters_open ? ui::kExpanded : ui::kCollapsed})) {
    state.filters_open = true;
    ui.focus_title();
    ui.wake(2);
  }
  const std::uint64_t open = atlas::bits_of(atlas::Facet::kOpen);
  if (ui::chip(flow, "open-now", ui.tr("facet.open-now"), ui::tokens::kIconClock, (state.query.facets & open) != 0)) {
    state.query.facets ^= open;
    ui.wake(2);
  }
  flow.into(column);
  column.gap(10);
  if (!state.found.left_out.empty()) {
    std::string words;
    for (const std::string& word : state.found.left_out) words += (words.empty() ? "" : ", ") + word;
    ui::paragraph(column, "left-out", ui.words().tr("atlas.left-out", {{"words", words}}),
                  {.type = ui::Type::kLegend, .color = ui.theme().muted});
    column.gap(8);
  }
  return {area.x, column.y, area.w, std::max(0.f, area.bottom() - column.y)};
}

ui::Rect count_line(ui::Ui& ui, AtlasState& state, const ui::Rect& area) {
  const float height = ui.control(ui::tokens::kTargetMin);
  const std::string count = ui.words().plural("atlas.results", state.shown.size());
  const float words = ui.text_width({.type = ui::Type::kBody, .bold = true}, count);
  ui::Column column{ui, area.x + 16, area.y + (height - ui.line_height(ui::Type::kBody)) / 2, area.w - 32};
  // At large text sizes the order stands in the filters only.
  const float room = column.w - words - 24;
  ui::heading(column, "count", count, 2, ui::Type::kBody);
  const float wanted = std::min(room, 230 * ui.text_scale());
  if (room > 170 * ui.text_scale()) order_field(ui, {area.right() - 16 - wanted, area.y, wanted, height}, state);
  const float bottom = area.y + height + 10;
  ui.fill({area.x, bottom - 1, area.w, 1}, ui.theme().border);
  return {area.x, bottom, area.w, std::max(0.f, area.bottom() - bottom)};
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

// With very large text on a small screen everything scrolls together: nothing of it would fit above the list.
void large_panel(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& area, Commands& commands) {
  refresh(ui, context, state);
  ui::ScrollArea scroll(ui, "all", area, 0, !state.map_focused && !state.focused_row);
  ui::Column& column = scroll.column();
  const float size = ui.control(ui::tokens::kTargetControl);
  ui::Column head{ui, column.x + 16, column.y + 12, column.w - 32};
  const std::string count = ui.words().plural("atlas.results", state.shown.size());
  ui::heading(head, "title", ui.words().tr("atlas.title-count", {{"count", count}}), 1, ui::Type::kCard);
  head.gap(8);
  add_and_files(ui, {head.x, head.y, 2 * size + 8, size}, true, commands);
  head.gap(size + 12);
  column.y = list_head(ui, state, {column.x, head.y, column.w, 0}).y;
  if (!state.shown.empty()) return rows(ui, context, state, scroll, commands);
  state.focused_row.reset();
  ui::Column none{ui, column.x + 16, column.y, column.w - 32};
  nothing_found(none, context, state);
  column.y = none.y + 16;
}

}  // namespace

std::string place_line(const atlas::Place& place, const i18n::Words& words) {
  std::string line = place.commune;
  if (place.demonstration) line += (line.empty() ? "" : " · ") + words.tr("common.demonstration");
  if (!place.located) line += (line.empty() ? "" : " · ") + words.tr("atlas.no-position");
  return line.empty() ? words.tr("atlas.no-commune") : line;
}

std::optional<double> distance(const atlas::Place& place, const AtlasState& state) {
  if (!state.query.around || !place.located) return std::nullopt;
  return atlas::metres_between(*state.query.around, {place.longitude, place.latitude});
}

void refresh(ui::Ui& ui, const Context& context, AtlasState& state) {
  // A commune that only the map knows waits for the map.
  if (!state.near.empty() && !state.query.around && context.map.home) set_near(context, state, std::string(state.near));
  const std::int64_t minute = context.now_ms / 60'000;
  const bool asked_else = !(state.shown_query == state.query);
  if (state.revision == context.places.revision() && state.minute == minute && !asked_else) return;
  const std::size_t before = state.shown.size();
  state.revision = context.places.revision();
  state.minute = minute;
  state.shown_query = state.query;
  state.found = context.places.find(state.query, context.now_ms);
  state.shown = state.found.places;
  if (asked_else && state.shown.size() != before) ui.say(ui.words().plural("atlas.found", state.shown.size()));
  ui.wake(1);
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
  if (state.filters_open && context.places.size() > 0) {
    state.focused_row.reset();
    return filter_panel(ui, context, state, parts.panel, commands);
  }
  ui::Rect rest = parts.panel;
  // On a small screen title, count and actions share one line: the list has the rest.
  const bool compact = ui.layout() == ui::Layout::kPhone;
  if (compact && ui.text_scale() >= 1.5f && context.places.size() > 0)
    return large_panel(ui, context, state, rest, commands);
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
  rest = list_head(ui, state, rest);
  refresh(ui, context, state);
  if (!compact) rest = count_line(ui, state, rest);
  const float bar = compact ? 0 : ui.control(ui::tokens::kTargetControl) + 24;
  const ui::Rect list{rest.x, rest.y, rest.w, std::max(0.f, rest.h - bar)};
  if (state.shown.empty()) {
    state.focused_row.reset();
    ui::ScrollArea scroll(ui, "empty", list, 16, true);
    nothing_found(scroll.column(), context, state);
  } else {
    ui::ScrollArea scroll(ui, "rows", list, 0, !state.map_focused && !state.focused_row);
    rows(ui, context, state, scroll, commands);
  }
  if (compact) return;
  const ui::Rect foot{rest.x, list.bottom(), rest.w, bar};
  ui.fill(foot, ui.theme().raised);
  ui.fill({foot.x, foot.y, foot.w, 1}, ui.theme().border);
  add_and_files(ui, foot.inset(16, 12), false, commands);
}

}  // namespace rooms
