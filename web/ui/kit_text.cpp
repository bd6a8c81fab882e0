#include <cstdio>
#include <functional>

#include "ui/kit.h"

namespace ui {
namespace {

constexpr float kCellPadding = 16;  // of a table, both sides

}  // namespace

std::string font_extra(const Ui& ui, Type type) {
  char extra[32];
  std::snprintf(extra, sizeof extra, "\"fs\":%.1f", static_cast<double>(ui.font_size(type)));
  return extra;
}

Rect Flow::place(float width, float height) {
  if (x > x0 && x + width > right + 0.5f) {
    x = x0;
    y += line + gap;
    line = 0;
  }
  const Rect rect{x, y, std::min(width, right - x0), height};
  x += rect.w + gap;
  line = std::max(line, height);
  return rect;
}

Rect heading(Column& column, std::string_view key, std::string_view text, int level, Type type) {
  static constexpr const char* kRoles[] = {"h1", "h2", "h3", "h4"};
  Ui& ui = column.ui;
  const Point size = ui.measure({.type = type, .bold = true}, text, column.w);
  const Rect rect = column.take(size.y);
  ui.node(ui.id(key), kRoles[level - 1], rect, {.name = std::string(text), .extra = font_extra(ui, type)});
  if (ui.visible(rect)) ui.text({rect.x, rect.y}, {.type = type, .bold = true}, text, column.w);
  return rect;
}

Rect paragraph(Column& column, std::string_view key, std::string_view text, TextStyle style) {
  Ui& ui = column.ui;
  const Point size = ui.measure(style, text, column.w);
  const Rect rect = column.take(size.y);
  ui.node(ui.id(key), "p", rect, {.name = std::string(text), .extra = font_extra(ui, style.type)});
  if (ui.visible(rect)) ui.text({rect.x, rect.y}, style, text, column.w);
  return rect;
}

Rect line_of_text(Column& column, std::string_view key, std::string_view text, TextStyle style) {
  Ui& ui = column.ui;
  const Rect rect = column.take(ui.line_height(style.type));
  ui.node(ui.id(key), "p", rect, {.name = std::string(text), .extra = font_extra(ui, style.type)});
  if (ui.visible(rect)) ui.text_cut({rect.x, rect.y}, style, text, column.w);
  return rect;
}

void described(Column& column, std::string_view key, std::string_view label, std::string_view value, const char* icon) {
  Ui& ui = column.ui;
  const Scope scope(ui, key);
  const float sign = ui.beside_text(24), indent = icon ? sign + 12 : 0.f;
  const float wrap = column.w - indent;
  const Rect term = column.take(ui.measure({.bold = true}, label, wrap).y);
  const Point size = ui.measure({}, value, wrap);
  const Rect details{column.x + indent, column.y, wrap, size.y};
  column.y += size.y;
  ui.node(ui.id("label"), "dt", {term.x + indent, term.y, wrap, term.h},
          {.name = std::string(label), .extra = font_extra(ui, Type::kBody)});
  ui.node(ui.id("value"), "dd", details, {.name = std::string(value), .extra = font_extra(ui, Type::kBody)});
  if (ui.visible(term)) {
    if (icon) ui.icon({term.x + sign / 2, term.y + ui.line_height(Type::kBody) / 2}, icon, sign, ui.theme().danger);
    ui.text({term.x + indent, term.y}, {.bold = true}, label, wrap);
  }
  if (ui.visible(details)) ui.text({details.x, details.y}, {}, value, wrap);
}

void divider(Column& column) {
  Ui& ui = column.ui;
  const Rect rect = column.take(1);
  ui.fill(rect, ui.theme().border);
}

ToneColors tone_colors(const Ui& ui, Tone tone) {
  const tokens::Theme& theme = ui.theme();
  switch (tone) {
    case Tone::kNeutral:
      return {theme.muted, theme.sunken};
    case Tone::kSuccess:
      return {theme.on_success_soft, theme.success_soft};
    case Tone::kWarning:
      return {theme.on_warning_soft, theme.warning_soft};
    case Tone::kDanger:
      return {theme.on_danger_soft, theme.danger_soft};
    case Tone::kInfo:
      return {theme.on_info_soft, theme.info_soft};
    case Tone::kPlace:
      break;
  }
  for (const tokens::KindStyle& kind : tokens::kKinds)
    if (kind.kind == "place") return {kind.ink[ui.theme_id()], kind.soft[ui.theme_id()]};
  return {theme.muted, theme.sunken};
}

void soft_box(Ui& ui, const Rect& rect, ToneColors colors, float radius) {
  ui.fill(rect, colors.soft, radius);
  if (ui.outlined()) ui.stroke(rect, colors.ink, tokens::kStrokeControl, radius);
}

Rect tag(Flow& flow, std::string_view key, std::string_view text, const char* icon, Tone tone) {
  Ui& ui = flow.ui;
  const TextStyle style{.type = Type::kLegend, .color = tone_colors(ui, tone).ink};
  const float size = ui.beside_text(18), lead = icon ? size + 8 : 0;
  const float wrap = std::min(ui.text_width(style, text) + 1, flow.right - flow.x0 - lead - 20);
  const float words = ui.measure(style, text, wrap).y;
  const Rect rect = flow.place(wrap + lead + 20, words + 6);
  ui.node(ui.id(key), "p", rect, {.name = std::string(text), .extra = font_extra(ui, Type::kLegend)});
  if (!ui.visible(rect)) return rect;
  soft_box(ui, rect, tone_colors(ui, tone), tokens::kRadiusSmall);
  if (icon) ui.icon({rect.x + 10 + size / 2, rect.y + 3 + ui.line_height(Type::kLegend) / 2}, icon, size, style.color);
  ui.text({rect.x + 10 + lead, rect.y + 3}, style, text, wrap);
  return rect;
}

bool banner(Column& column, std::string_view key, Tone tone, const char* icon, std::string_view text,
            std::string_view action) {
  Ui& ui = column.ui;
  const Scope scope(ui, key);
  const ToneColors colors = tone_colors(ui, tone);
  const ButtonSpec button{.label = std::string(action), .look = Look::kSecondary};
  const Point size = action.empty() ? Point{} : button_size(ui, button, column.w - 32);
  const bool below = !action.empty() && column.w < size.x + 320 * ui.text_scale();
  const float sign = ui.beside_text(22), lead = 16 + sign + 12;
  const float wrap = column.w - lead - 16 - (below || action.empty() ? 0 : size.x + 16);
  const float words = ui.measure({}, text, wrap).y;
  float height = std::max(words, below || action.empty() ? 0 : size.y) + 24;
  if (below) height += size.y + 12;
  const Rect rect = column.take(height);
  if (ui.visible(rect)) soft_box(ui, rect, colors, tokens::kRadiusControl);
  const Rect said{rect.x + lead, rect.y + 12 + (below || action.empty() ? 0 : std::max(0.f, (size.y - words) / 2)),
                  wrap, words};
  ui.node(ui.id("text"), "p", said, {.name = std::string(text), .extra = font_extra(ui, Type::kBody)});
  if (ui.visible(rect)) {
    ui.icon({rect.x + 16 + sign / 2, said.y + ui.line_height(Type::kBody) / 2}, icon, sign, colors.ink);
    ui.text({said.x, said.y}, {.color = colors.ink}, text, wrap);
  }
  if (action.empty()) return false;
  const Rect where =
      below ? Rect{std::min(said.x, rect.right() - 16 - size.x), rect.bottom() - 12 - size.y, size.x, size.y}
            : Rect{rect.right() - 16 - size.x, rect.center().y - size.y / 2, size.x, size.y};
  return button_at(ui, "action", where, button);
}

void progress_bar(Column& column, std::string_view key, std::string_view label, std::string_view amount,
                  float fraction) {
  Ui& ui = column.ui;
  const Scope scope(ui, key);
  const Rect head = column.take(ui.line_height(Type::kBody));
  ui.text_cut({head.x, head.y}, {}, label, head.w * 0.6f);
  ui.text({head.right() - ui.text_width({}, amount), head.y}, {}, amount);
  column.gap(6);
  const Rect track = column.take(10);
  soft_box(ui, track, {ui.theme().border_strong, ui.theme().sunken}, 5);
  const float done = fraction < 0 ? 0.3f : std::clamp(fraction, 0.f, 1.f);
  ui.fill({track.x, track.y, std::max(10.f, track.w * done), track.h}, ui.theme().primary, 5);
  char value[16] = "";
  if (fraction >= 0) std::snprintf(value, sizeof value, "%.3f", static_cast<double>(done));
  ui.node(ui.id("bar"), "progress", {head.x, head.y, head.w, track.bottom() - head.y},
          {.name = std::string(label), .description = std::string(amount), .value = value});
}

namespace {

// Where a column is narrower than a word of its head, the cells of a row stand one after the other, each behind its
// head.
bool too_narrow(const Ui& ui, const TableSpec& spec, const TextStyle& style,
                const std::function<float(std::size_t)>& share) {
  for (std::size_t i = 0; i < spec.heads.size(); ++i) {
    std::string_view rest = spec.heads[i];
    while (!rest.empty()) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      if (ui.text_width(style, word) > share(i) - kCellPadding) return true;
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
  }
  return false;
}

struct FlowingRow {
  std::vector<Rect> cells;  // from the row's upper left
  float height = 0;
};
FlowingRow flowing(const Ui& ui, const std::vector<std::string>& heads, const std::vector<std::string>& cells,
                   const TextStyle& head_style, const TextStyle& style, float width) {
  FlowingRow row;
  float x = 0, y = 7, line = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const float lead = heads.empty() || i == 0 ? 0 : ui.text_width(head_style, heads[i]) + 6;
    const float own = std::min(lead + ui.text_width(style, cells[i]) + 1, width);
    const float height = ui.measure(style, cells[i], own - lead).y;
    // What a row is about stands on a line of its own.
    if (x > 0 && (x + own > width || (i == 1 && !heads.empty()))) {
      x = 0;
      y += line + 4;
      line = 0;
    }
    row.cells.push_back({x, y, own, height});
    x += own + 18;
    line = std::max(line, height);
  }
  row.height = y + line + 7;
  return row;
}

void flowing_table(Column& column, std::string_view key, const TableSpec& spec, const TextStyle& head_style) {
  Ui& ui = column.ui;
  const FlowingRow head = flowing(ui, {}, spec.heads, head_style, head_style, column.w);
  std::vector<FlowingRow> rows;
  float total = head.height;
  for (const auto& cells : spec.rows) {
    rows.push_back(flowing(ui, spec.heads, cells, head_style, {}, column.w));
    total += rows.back().height;
  }
  const Container container(ui, key, "table", {column.x, column.y, column.w, total}, {.name = spec.caption});
  const auto draw_row = [&](std::string_view row_key, const std::vector<std::string>& cells, const FlowingRow& laid,
                            bool is_head) {
    const Rect rect = column.take(laid.height);
    const Container row(ui, row_key, "tr", rect);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Rect cell{rect.x + laid.cells[i].x, rect.y + laid.cells[i].y, laid.cells[i].w, laid.cells[i].h};
      const TextStyle style = is_head ? head_style : TextStyle{.bold = i == 0};
      ui.node(ui.id(std::to_string(i)), is_head ? "th" : "td", cell,
              {.name = cells[i], .extra = font_extra(ui, style.type)});
      if (!ui.visible(cell)) continue;
      const float lead = is_head || i == 0 ? 0 : ui.text_width(head_style, spec.heads[i]) + 6;
      if (lead > 0)
        ui.text({cell.x, cell.y + (ui.line_height(Type::kBody) - ui.line_height(Type::kLegend)) / 2}, head_style,
                spec.heads[i]);
      ui.text({cell.x + lead, cell.y}, style, cells[i], cell.w - lead + 1);
    }
    ui.fill({rect.x, rect.bottom() - 1, rect.w, 1}, ui.theme().border);
  };
  draw_row("head", spec.heads, head, true);
  for (std::size_t i = 0; i < spec.rows.size(); ++i) draw_row("row" + std::to_string(i), spec.rows[i], rows[i], false);
}

}  // namespace

void table(Column& column, std::string_view key, const TableSpec& spec) {
  Ui& ui = column.ui;
  const float columns = static_cast<float>(spec.heads.size());
  const auto share = [&](std::size_t i) { return (spec.shares.empty() ? 1 / columns : spec.shares[i]) * column.w; };
  const TextStyle head_style{.type = Type::kLegend, .color = ui.theme().muted};
  if (too_narrow(ui, spec, head_style, share)) return flowing_table(column, key, spec, head_style);
  // Heights first: the table's node encloses its rows.
  const auto row_height = [&](const std::vector<std::string>& cells, const TextStyle& style) {
    float height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
      height = std::max(height, ui.measure(style, cells[i], share(i) - kCellPadding).y);
    return height + 14;
  };
  float total = row_height(spec.heads, head_style);
  std::vector<float> heights;
  for (const auto& row : spec.rows) heights.push_back(row_height(row, {}));
  for (const float height : heights) total += height;
  const Container container(ui, key, "table", {column.x, column.y, column.w, total}, {.name = spec.caption});
  const auto draw_row = [&](std::string_view row_key, const std::vector<std::string>& cells, const char* role,
                            const TextStyle& style, float height) {
    const Rect rect = column.take(height);
    const Container row(ui, row_key, "tr", rect);
    float x = rect.x;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Rect cell{x, rect.y, share(i), height};
      ui.node(ui.id(std::to_string(i)), role, cell, {.name = cells[i], .extra = font_extra(ui, style.type)});
      if (ui.visible(cell)) ui.text({cell.x + 8, cell.y + 7}, style, cells[i], cell.w - kCellPadding);
      x += cell.w;
    }
    ui.fill({rect.x, rect.bottom() - 1, rect.w, 1}, ui.theme().border);
  };
  draw_row("head", spec.heads, "th", head_style, row_height(spec.heads, head_style));
  for (std::size_t i = 0; i < spec.rows.size(); ++i)
    draw_row("row" + std::to_string(i), spec.rows[i], "td", {}, heights[i]);
}

}  // namespace ui
