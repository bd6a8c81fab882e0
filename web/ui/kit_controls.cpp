#include <algorithm>

#include "ui/kit.h"

namespace ui {
namespace {

struct Paint {
  std::uint32_t fill, ink, edge;
  float edge_width;
};

Paint paint(const Ui& ui, Look look, bool disabled, bool hovered) {
  const tokens::Theme& t = ui.theme();
  if (disabled) return {t.sunken, t.disabled, t.disabled, tokens::kStrokeControl};
  switch (look) {
    case Look::kPrimary:
      return {hovered ? t.primary_hover : t.primary, t.on_primary, 0, 0};
    case Look::kSecondary:
      return {hovered ? t.primary_soft : t.raised, hovered ? t.on_primary_soft : t.primary, t.primary,
              tokens::kStrokeControl};
    case Look::kQuiet:
      return {hovered ? t.primary_soft : 0, hovered ? t.on_primary_soft : t.primary, 0, 0};
    case Look::kDanger:
      return {hovered ? t.danger_soft : t.raised, hovered ? t.on_danger_soft : t.danger, t.danger,
              tokens::kStrokeControl};
    case Look::kAccent:
      return {t.accent, t.on_accent, 0, 0};
    case Look::kFloating:
      return {hovered ? t.primary_soft : t.raised, t.text, t.border_strong, tokens::kStrokeControl};
  }
  return {};
}

void draw_press(Ui& ui, const Rect& rect, const Paint& colors, std::string_view label, const char* icon, bool icon_only,
                bool trailing, bool disabled) {
  if (colors.fill) ui.fill(rect, colors.fill, tokens::kRadiusControl);
  if (colors.edge && disabled)
    ui.dashed(rect, colors.edge, colors.edge_width, tokens::kRadiusControl);
  else if (colors.edge)
    ui.stroke(rect, colors.edge, colors.edge_width, tokens::kRadiusControl);
  const float icon_size = ui.beside_text(22);
  if (icon_only) {
    ui.icon(rect.center(), icon, icon_size, colors.ink);
    return;
  }
  const TextStyle style{.bold = true, .color = colors.ink};
  const float lead = icon ? icon_size + 10 : 0;
  const float words = std::min(ui.text_width(style, label), rect.w - lead - 16);
  const float height = ui.measure(style, label, words + 1).y;
  float x = rect.x + (rect.w - words - lead) / 2;
  if (icon && !trailing) {
    ui.icon({x + icon_size / 2, rect.center().y}, icon, icon_size, colors.ink);
    x += lead;
  }
  ui.text({x, rect.center().y - height / 2}, style, label, words + 1);
  if (icon && trailing) ui.icon({x + words + 10 + icon_size / 2, rect.center().y}, icon, icon_size, colors.ink);
}

Point press_size(const Ui& ui, std::string_view label, const char* icon, bool icon_only, bool quiet, float most) {
  const float height = ui.control(tokens::kTargetControl);
  if (icon_only) return {height, height};
  const float lead = icon ? ui.beside_text(22) + 10 : 0;
  const float width = ui.text_width({.bold = true}, label) + lead + (quiet ? 24.f : 44.f);
  if (most <= 0 || width <= most) return {width, height};
  return {most, std::max(height, ui.measure({.bold = true}, label, most - lead - 15).y + 16)};
}

// The box of a field as it looks while it is not being edited; the page's real field covers it when it is.
void draw_field_box(Ui& ui, const Rect& rect, bool invalid) {
  ui.fill(rect, ui.theme().raised, tokens::kRadiusControl);
  ui.stroke(rect, invalid ? ui.theme().danger : ui.theme().border_strong,
            invalid ? tokens::kStrokeStrong : tokens::kStrokeControl, tokens::kRadiusControl);
}

std::string field_extra(const Ui& ui, const FieldSpec& spec) {
  std::string extra = font_extra(ui, Type::kBody);
  if (spec.max_length) extra += ",\"max\":" + std::to_string(spec.max_length);
  if (!spec.autocomplete.empty()) extra += ",\"auto\":" + json_quote(spec.autocomplete);
  return extra;
}

std::uint32_t field_flags(const FieldSpec& spec) {
  return (spec.error.empty() ? 0u : kInvalid) | (spec.required ? kRequired : 0u);
}

std::string field_description(const FieldSpec& spec) {
  if (spec.error.empty()) return spec.help;
  return spec.help.empty() ? spec.error : spec.error + " " + spec.help;
}

// Declares the field and takes what was typed.
bool field_node(Ui& ui, NodeId node, const Rect& rect, const FieldSpec& spec, std::string& value, std::string extra) {
  bool changed = false;
  if (const std::string* typed = ui.value_of(node); typed && *typed != value) {
    value = *typed;
    changed = true;
  }
  ui.node(node, spec.role, rect,
          {.name = spec.label,
           .description = field_description(spec),
           .value = value,
           .flags = field_flags(spec),
           .extra = std::move(extra)});
  return changed;
}

// The label above a field and the words under it.
struct Labelled {
  Column& column;
  const FieldSpec& spec;
  Labelled(Column& where, const FieldSpec& what) : column(where), spec(what) {
    Ui& ui = column.ui;
    const std::string label = spec.required ? spec.label + " " + ui.tr("form.required-mark") : spec.label;
    const float height = ui.measure({.bold = true}, label, column.w).y;
    if (ui.visible({column.x, column.y, column.w, height}))
      ui.text({column.x, column.y}, {.bold = true}, label, column.w);
    column.gap(height + 6);
  }
  ~Labelled() {
    Ui& ui = column.ui;
    const auto below = [&](std::string_view text, std::uint32_t color, const char* icon) {
      if (text.empty()) return;
      column.gap(6);
      const float size = ui.beside_text(20), lead = icon ? size + 6 : 0;
      const float height = ui.measure({.type = Type::kLegend}, text, column.w - lead).y;
      if (ui.visible({column.x, column.y, column.w, height})) {
        if (icon) ui.icon({column.x + size / 2, column.y + ui.line_height(Type::kLegend) / 2}, icon, size, color);
        ui.text({column.x + lead, column.y}, {.type = Type::kLegend, .color = color}, text, column.w - lead);
      }
      column.gap(height);
    };
    below(spec.error, ui.theme().danger, tokens::kIconCircleAlert);
    below(spec.help, ui.theme().muted, nullptr);
  }
};

}  // namespace

Point button_size(const Ui& ui, const ButtonSpec& spec, float most) {
  return press_size(ui, spec.label, spec.icon, spec.icon_only, spec.look == Look::kQuiet, most);
}

bool button_at(Ui& ui, std::string_view key, const Rect& rect, const ButtonSpec& spec) {
  const NodeId node = ui.id(key);
  ui.node(
      node, "button", rect,
      {.name = spec.label, .description = spec.description, .flags = spec.flags | (spec.disabled ? kDisabled : 0u)});
  if (ui.visible(rect)) {
    Paint colors = paint(ui, spec.look, spec.disabled, ui.hovered(rect) && !spec.disabled);
    if (spec.flags & kPressed)
      colors = {ui.theme().primary_soft, ui.theme().on_primary_soft, ui.theme().primary, tokens::kStrokeStrong};
    draw_press(ui, rect, colors, spec.label, spec.icon, spec.icon_only, spec.trailing_icon, spec.disabled);
  }
  return !spec.disabled && ui.activated(node);
}

bool button(Flow& flow, std::string_view key, const ButtonSpec& spec) {
  const Point size = button_size(flow.ui, spec, flow.right - flow.x0);
  return button_at(flow.ui, key, flow.place(size.x, size.y), spec);
}

bool button(Column& column, std::string_view key, const ButtonSpec& spec) {
  const Point size = button_size(column.ui, spec, column.w);
  const Rect rect{column.x, column.y, size.x, size.y};
  column.gap(size.y);
  return button_at(column.ui, key, rect, spec);
}

Point link_size(const Ui& ui, const LinkSpec& spec, float most) {
  return press_size(ui, spec.label, spec.icon, false, spec.look == Look::kQuiet, most);
}

void link_at(Ui& ui, std::string_view key, const Rect& rect, const LinkSpec& spec) {
  ui.node(ui.id(key), "link", rect,
          {.name = spec.label, .extra = "\"href\":" + json_quote(spec.href) + (spec.new_tab ? ",\"blank\":true" : "")});
  if (ui.visible(rect))
    draw_press(ui, rect, paint(ui, spec.look, false, ui.hovered(rect)), spec.label, spec.icon, false, false, false);
}

void file_button(Flow& flow, std::string_view key, const ButtonSpec& spec, std::string_view accept, bool several) {
  Ui& ui = flow.ui;
  const Point size = button_size(ui, spec, flow.right - flow.x0);
  const Rect rect = flow.place(size.x, size.y);
  ui.node(ui.id(key), "file", rect,
          {.name = spec.label,
           .description = spec.description,
           .flags = spec.disabled ? kDisabled : 0u,
           .extra = "\"accept\":" + json_quote(accept) + (several ? ",\"multiple\":true" : "")});
  if (ui.visible(rect))
    draw_press(ui, rect, paint(ui, spec.look, spec.disabled, ui.hovered(rect) && !spec.disabled), spec.label, spec.icon,
               spec.icon_only, false, spec.disabled);
}

bool chip(Flow& flow, std::string_view key, std::string_view label, const char* icon, bool on) {
  Ui& ui = flow.ui;
  const TextStyle style{.bold = on, .color = on ? ui.theme().on_primary_soft : ui.theme().text};
  const char* sign = on ? tokens::kIconCheck : icon;
  const float mark = ui.beside_text(18), lead = sign ? mark + 8 : 0;
  const float wrap = std::min(ui.text_width(style, label) + 1, flow.right - flow.x0 - lead - 34);
  const float words = ui.measure(style, label, wrap).y;
  const Rect rect = flow.place(wrap + lead + 34, std::max(ui.control(tokens::kTargetMin), words + 12));
  const NodeId node = ui.id(key);
  ui.node(node, "button", rect,
          {.name = std::string(label), .flags = kToggle | (on ? kPressed : 0u), .radius = rect.h / 2});
  if (ui.visible(rect)) {
    const bool hovered = ui.hovered(rect);
    const float radius = std::min(rect.h / 2, 30.f);
    ui.fill(rect, on || hovered ? ui.theme().primary_soft : ui.theme().raised, radius);
    ui.stroke(rect, on ? ui.theme().primary : ui.theme().border_strong,
              on ? tokens::kStrokeStrong : tokens::kStrokeControl, radius);
    if (sign) ui.icon({rect.x + 17 + mark / 2, rect.center().y}, sign, mark, style.color);
    ui.text({rect.x + 17 + lead, rect.center().y - words / 2}, style, label, wrap);
  }
  return ui.activated(node);
}

namespace {

// A card's disc, the words beside it, and the arrow at its right; the arrow gives way where words need the width.
struct CardParts {
  float disc, x, wrap, arrow;
  CardParts(const Ui& ui, float width) : disc(ui.beside_text(56)), x(16 + disc + 16), wrap(width - x - 44), arrow(24) {
    if (wrap >= 180 * ui.text_scale()) return;
    arrow = 0;
    wrap = width - x - 16;
  }
};

}  // namespace

float card_button_height(Ui& ui, const CardSpec& spec, float width) {
  const auto [disc, x, wrap, arrow] = CardParts(ui, width);
  return std::max(disc + 8, ui.measure({.bold = true}, spec.title, wrap).y +
                                ui.measure({.type = Type::kLegend}, spec.detail, wrap).y) +
         24;
}

bool card_button_at(Ui& ui, std::string_view key, const Rect& rect, const CardSpec& spec) {
  const NodeId node = ui.id(key);
  ui.node(node, "button", rect, {.name = spec.title, .description = spec.detail, .radius = tokens::kRadiusCard});
  if (ui.visible(rect)) {
    // The coloured foot: the kind's ink, then the card five px shorter over it.
    ui.fill(rect, spec.ink, tokens::kRadiusCard);
    const Rect face{rect.x, rect.y, rect.w, rect.h - 5};
    ui.fill(face, ui.hovered(rect) ? ui.theme().primary_soft : ui.theme().raised, tokens::kRadiusCard);
    ui.stroke(face, ui.theme().border, 1, tokens::kRadiusCard);
    const auto [disc_size, x, wrap, arrow] = CardParts(ui, rect.w);
    const float title = ui.measure({.bold = true}, spec.title, wrap).y,
                detail = ui.measure({.type = Type::kLegend}, spec.detail, wrap).y;
    const Point disc{rect.x + 16 + disc_size / 2, face.center().y};
    ui.disc(disc, disc_size / 2, spec.soft);
    ui.ring(disc, disc_size / 2, spec.ink, 1.5f);
    ui.icon(disc, spec.icon, ui.beside_text(26), spec.ink);
    const float left = rect.x + x, top = face.center().y - (title + detail) / 2;
    ui.text({left, top}, {.bold = true}, spec.title, wrap);
    ui.text({left, top + title}, {.type = Type::kLegend, .color = ui.theme().muted}, spec.detail, wrap);
    if (arrow > 0) ui.icon({rect.right() - 28, face.center().y}, tokens::kIconChevronRight, arrow, ui.theme().text);
  }
  return ui.activated(node);
}

bool text_field(Column& column, std::string_view key, const FieldSpec& spec, std::string& value) {
  Ui& ui = column.ui;
  const Labelled labelled(column, spec);
  const bool area = std::string_view(spec.role) == "textarea";
  const float height = area ? ui.line_height(Type::kBody) * static_cast<float>(spec.rows) + 24 : ui.control(52);
  return bare_field_at(ui, key, column.take(height), spec, value);
}

bool bare_field_at(Ui& ui, std::string_view key, const Rect& rect, const FieldSpec& spec, std::string& value) {
  const NodeId node = ui.id(key);
  const bool changed = field_node(ui, node, rect, spec, value, field_extra(ui, spec));
  if (!ui.visible(rect)) return changed;
  draw_field_box(ui, rect, !spec.error.empty());
  ui.push_clip(rect.inset(12, 4));
  if (std::string_view(spec.role) == "textarea")
    ui.text({rect.x + 14, rect.y + 12}, {}, value, rect.w - 28);
  else
    ui.text({rect.x + 14, rect.center().y - ui.line_height(Type::kBody) / 2}, {}, value);
  ui.pop_clip();
  return changed;
}

bool search_field_at(Ui& ui, std::string_view key, const Rect& rect, std::string_view hint, std::string& value) {
  const NodeId node = ui.id(key);
  const FieldSpec spec{.label = std::string(hint), .role = "searchbox"};
  const bool changed =
      field_node(ui, node, rect, spec, value, font_extra(ui, Type::kBody) + ",\"pad\":48,\"hint\":" + json_quote(hint));
  draw_field_box(ui, rect, false);
  ui.icon({rect.x + 28, rect.center().y}, tokens::kIconSearch, std::min(28.f, ui.beside_text(22)), ui.theme().muted);
  ui.push_clip(rect.inset(12, 4));
  const float top = rect.center().y - ui.line_height(Type::kBody) / 2;
  if (!value.empty())
    ui.text({rect.x + 50, top}, {}, value);
  else if (ui.text_width({}, hint) <= rect.w - 64)  // else the magnifier says it
    ui.text({rect.x + 50, top}, {.color = ui.theme().muted}, hint);
  ui.pop_clip();
  return changed;
}

bool select_field(Column& column, std::string_view key, const FieldSpec& spec, const Options& options,
                  std::string& value) {
  Ui& ui = column.ui;
  const Labelled labelled(column, spec);
  float words = 0;
  for (const auto& [option, text] : options)
    if (option == value) words = ui.measure({}, text, column.w - 34 - ui.beside_text(20)).y;
  const Rect rect = column.take(std::max(ui.control(52), words + 20));
  return bare_select_at(ui, key, rect, spec, options, value);
}

bool bare_select_at(Ui& ui, std::string_view key, const Rect& rect, const FieldSpec& spec, const Options& options,
                    std::string& value) {
  FieldSpec declared = spec;
  declared.role = "select";
  std::string extra = font_extra(ui, Type::kBody) + ",\"options\":[";
  std::string_view shown;
  for (const auto& [option, words] : options) {
    if (extra.back() != '[') extra += ',';
    extra += "[" + json_quote(option) + "," + json_quote(words) + "]";
    if (option == value) shown = words;
  }
  const std::string before = value;
  bool changed = field_node(ui, ui.id(key), rect, declared, value, extra + "]");
  // Only what is offered can be chosen.
  const auto offered = [&](const auto& option) { return option.first == value; };
  if (changed && std::none_of(options.begin(), options.end(), offered)) {
    value = before;
    changed = false;
  }
  if (ui.visible(rect)) {
    draw_field_box(ui, rect, !spec.error.empty());
    const float chevron = ui.beside_text(20);
    const float wrap = rect.w - 34 - chevron, words = ui.measure({}, shown, wrap).y;
    if (words <= rect.h)
      ui.text({rect.x + 14, rect.center().y - words / 2}, {}, shown, wrap);
    else
      ui.text_cut({rect.x + 14, rect.center().y - ui.line_height(Type::kBody) / 2}, {}, shown, wrap);
    ui.icon({rect.right() - 14 - chevron / 2, rect.center().y}, tokens::kIconChevronDown, chevron, ui.theme().text);
  }
  return changed;
}

bool checkbox(Column& column, std::string_view key, std::string_view label, bool& on) {
  Ui& ui = column.ui;
  const float size = ui.beside_text(26), lead = size + 14;
  const float wrap = column.w - lead;
  const float words = ui.measure({}, label, wrap).y;
  const Rect rect = column.take(std::max(ui.control(tokens::kTargetMin), words + 12));
  const NodeId node = ui.id(key);
  bool changed = false;
  if (ui.activated(node)) {
    on = !on;
    changed = true;
  }
  ui.node(node, "checkbox", rect,
          {.name = std::string(label), .flags = on ? kChecked : 0u, .radius = tokens::kRadiusSmall});
  if (ui.visible(rect)) {
    const Rect mark{rect.x + 2, rect.center().y - size / 2, size, size};
    ui.fill(mark, on ? ui.theme().primary : ui.theme().raised, 6);
    ui.stroke(mark, on ? ui.theme().primary : ui.theme().border_strong, tokens::kStrokeStrong, 6);
    if (on) ui.icon(mark.center(), tokens::kIconCheck, size - 6, ui.theme().on_primary);
    ui.text({rect.x + lead, rect.center().y - words / 2}, {}, label, wrap);
  }
  return changed;
}

bool switch_at(Ui& ui, std::string_view key, const Rect& rect, std::string_view name, bool& on) {
  const NodeId node = ui.id(key);
  bool changed = false;
  if (ui.activated(node)) {
    on = !on;
    changed = true;
  }
  ui.node(node, "switch", rect, {.name = std::string(name), .flags = on ? kChecked : 0u, .radius = rect.h / 2});
  if (ui.visible(rect)) {
    const Rect track{rect.x, rect.center().y - 16, 56, 32};
    ui.fill(track, on ? ui.theme().primary : ui.theme().raised, 16);
    ui.stroke(track, on ? ui.theme().primary : ui.theme().border_strong, tokens::kStrokeStrong, 16);
    ui.disc({on ? track.right() - 16 : track.x + 16, track.center().y}, 11,
            on ? ui.theme().on_primary : ui.theme().border_strong);
  }
  return changed;
}

std::optional<std::size_t> route(Column& column, std::string_view key, std::string_view name,
                                 std::span<const std::string> steps, std::size_t current) {
  Ui& ui = column.ui;
  const float label = ui.line_height(Type::kLegend), step = column.w / static_cast<float>(steps.size());
  const float radius = std::min(ui.beside_text(15), step / 2 - 4);
  const Rect rect = column.take(2 * radius + 14 + label);
  const Container container(ui, key, "list", rect, {.name = std::string(name)});
  const float y = rect.y + radius + 5;
  // Where the words do not fit side by side, the one of this step alone is written.
  const auto width = [&](std::size_t i) {
    return ui.text_width({.type = Type::kLegend, .bold = i == current}, steps[i]);
  };
  bool all_fit = true;
  for (std::size_t i = 0; i < steps.size(); ++i) all_fit = all_fit && width(i) <= step - 4;
  for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
    const float x = rect.x + step * (static_cast<float>(i) + 0.5f);
    ui.line({x, y}, {x + step, y}, i < current ? ui.theme().primary : ui.theme().border_strong, tokens::kStrokeRoute);
  }
  std::optional<std::size_t> pressed;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string number = std::to_string(i);
    const Rect stop{rect.x + step * static_cast<float>(i), rect.y, step, rect.h};
    const Container item(ui, number, "item", stop,
                         {.extra = "\"pos\":" + std::to_string(i + 1) + ",\"size\":" + std::to_string(steps.size())});
    const NodeId node = ui.id("stop");
    // The number tells a step from a command of the same name.
    ui.node(node, "button", stop,
            {.name = std::to_string(i + 1) + ". " + steps[i], .flags = i == current ? kCurrent : 0u});
    const Point center{stop.center().x, y};
    ui.disc(center, radius, i == current ? ui.theme().accent : i < current ? ui.theme().primary : ui.theme().raised);
    const std::uint32_t here = ui.outlined() ? ui.theme().text : ui.theme().on_accent;
    ui.ring(center, radius, i == current ? here : i < current ? ui.theme().primary : ui.theme().border_strong, 3);
    if (i < current) ui.icon(center, tokens::kIconCheck, radius * 1.2f, ui.theme().on_primary);
    if (all_fit || i == current) {
      const TextStyle style{
          .type = Type::kLegend, .bold = i == current, .color = i == current ? ui.theme().text : ui.theme().muted};
      const float words = width(i);
      const float x = std::clamp(center.x - words / 2, rect.x, std::max(rect.x, rect.right() - words));
      ui.text({x, rect.y + 2 * radius + 12}, style, steps[i]);
    }
    if (ui.activated(node)) pressed = i;
  }
  return pressed;
}

}  // namespace ui
