#include "ui/ui.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <iterator>

#include "imgui_internal.h"

namespace ui {
namespace {

// Dear ImGui sizes a font by ascent - descent; this factor makes Atkinson's em match CSS px.
constexpr float kEmToImGui = 1.3f;
constexpr std::ptrdiff_t kKeysWaiting = 4;  // of one key: a key held down stops soon after it is let go

float css_size(Type type) {
  switch (type) {
    case Type::kLegend:
      return tokens::kTypeLegend;
    case Type::kBody:
      return tokens::kTypeBody;
    case Type::kCard:
      return tokens::kTypeCard;
    case Type::kRoom:
      return tokens::kTypeRoom;
    case Type::kPage:
      return tokens::kTypePage;
    case Type::kGiant:
      return tokens::kTypeGiant;
  }
  return tokens::kTypeBody;
}

std::uint64_t fnv(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return hash;
}

}  // namespace

void Ui::resize(float css_w, float css_h, float backing_w) {
  css_w_ = css_w;
  css_h_ = css_h;
  dpr_ = css_w > 0 ? backing_w / css_w : 1;
}

void Ui::act(NodeId node, Act kind, std::string text, double number) {
  if (kind == Act::kFocus) {
    focus_ = reveal_ = node;
    focus_visible_ = number != 0;
  }
  if (kind == Act::kBlur && focus_ == node) focus_ = 0;
  arrived_.push_back({node, kind, std::move(text), number, 0});
}

void Ui::pointer(const PointerEvent& event) {
  PointerEvent scaled = event;
  scaled.at = {event.at.x / ui_scale_, event.at.y / ui_scale_};
  if (event.device == PointerDevice::kMouse) mouse_ = event.phase == PointerPhase::kLeave ? Point{-1, -1} : scaled.at;
  gestures_.pointer(scaled, now_);
}

void Ui::wheel(Point at, float dx, float dy) {
  gestures_.wheel({at.x / ui_scale_, at.y / ui_scale_}, dx / ui_scale_, dy / ui_scale_);
}

bool Ui::key(std::string_view name, int mods) {
  for (const Shortcut& known : shortcuts_last_)
    if (known.key == name && known.mods == mods) {
      const auto same = std::ranges::count_if(arrived_, [&](const Event& event) { return event.is_key(name, mods); });
      if (same < kKeysWaiting) arrived_.push_back({0, Act::kKey, std::string(name), 0, mods});
      return true;
    }
  return false;
}

bool Ui::shortcut(std::string_view key, int mods) {
  shortcuts_.push_back({std::string(key), mods});
  return std::ranges::any_of(events_, [&](const Event& event) { return event.is_key(key, mods); });
}

void Ui::begin(double now_ms, const i18n::Words& words, tokens::ThemeId theme, float text_scale) {
  images.begin_frame(now_ms);
  words_ = &words;
  theme_id_ = theme;
  theme_ = &tokens::kThemes[theme];
  text_scale_ = text_scale;
  // A larger text needs the narrower arrangement: the width that counts is in units of the text.
  const float room = css_w_ / std::max(1.f, text_scale);
  layout_ = room < 600    ? Layout::kPhone
            : room < 1000 ? Layout::kPortrait
            : room < 1500 ? Layout::kLandscape
                          : Layout::kWide;
  ui_scale_ = layout_ == Layout::kWide ? 1.2f : 1.f;
  width_ = css_w_ / ui_scale_;
  height_ = css_h_ / ui_scale_;
  scale_ = ui_scale_ * dpr_;

  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(std::max(1.f, std::round(css_w_ * dpr_)), std::max(1.f, std::round(css_h_ * dpr_)));
  io.DisplayFramebufferScale = ImVec2(1, 1);
  io.DeltaTime = now_ > 0 ? std::clamp(static_cast<float>(now_ms - now_) / 1000, 1.f / 240, 0.1f) : 1.f / 60;
  now_ = now_ms;
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.f);
  ImGui::Begin("stage", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoBringToFrontOnFocus);
  list_ = ImGui::GetWindowDrawList();
  discs_.prepare(*io.Fonts);

  take_events();
  shortcuts_.clear();
  gestures_.begin_frame();
  mirror_.begin_frame();
  scopes_.clear();
  origins_.assign(1, Point{});
  clips_.assign(1, screen());
  texts_.clear();
  placed_.clear();
  focus_ring_.reset();
  wanted_ = 0;
}

// One deed to a frame, in the order they came: what is pressed next is pressed on what the first one led to, and two
// presses are two, however slow the device.
void Ui::take_events() {
  const auto is_deed = [](const Event& event) {
    return event.kind == Act::kActivate || event.kind == Act::kSubmit || event.kind == Act::kDismiss ||
           event.kind == Act::kKey;
  };
  auto end = std::ranges::find_if(arrived_, is_deed);
  if (end != arrived_.end()) ++end;
  events_.assign(std::make_move_iterator(arrived_.begin()), std::make_move_iterator(end));
  arrived_.erase(arrived_.begin(), end);
}

int Ui::end() {
  assert(scopes_.empty() && origins_.size() == 1 && clips_.size() == 1);
  if (focus_ring_) {
    // Two tones, so that one of them contrasts with whatever lies behind.
    const auto& [rect, radius] = *focus_ring_;
    push_clip(focus_clip_.inset(-8));
    stroke(rect.inset(-4.5f), theme_->focus, tokens::kStrokeFocus, radius + 4.5f);
    stroke(rect.inset(-1.5f), theme_->focus_halo, tokens::kStrokeFocus, radius + 1.5f);
    pop_clip();
  }
  if (dialog_ != 0 && dialog_ != dialog_before_) {
    opener_ = focus_;
    focus_wanted_ = dialog_title_;
  } else if (dialog_ == 0 && dialog_before_ != 0 && focus_wanted_ == 0 && mirror_.find(opener_)) {
    focus_wanted_ = opener_;
  }
  dialog_before_ = dialog_;
  dialog_ = 0;
  // Focus that fell on nothing goes to the screen's title, so that reading goes on from there.
  for (const Event& event : events_) title_wanted_ = title_wanted_ || event.kind == Act::kLost;
  if (title_wanted_ && focus_wanted_ == 0)
    for (const Node& node : mirror_.nodes())
      if (std::strcmp(node.role, "h1") == 0) {
        focus_wanted_ = node.id;
        break;
      }
  title_wanted_ = false;
  if (focus_wanted_ != 0 && mirror_.find(focus_wanted_)) {
    mirror_.focus(focus_wanted_);
    reveal_ = focus_wanted_;
    focus_wanted_ = 0;
    wake(2);
  } else {
    reveal_ = 0;
  }
  mirror_.set_page(page);
  if (!events_.empty() || !arrived_.empty()) wake(1);
  events_.clear();
  shortcuts_last_ = shortcuts_;
  gestures_.end_frame();
  ImGui::End();
  ImGui::PopStyleVar(2);
  ImGui::Render();
  return wanted_;
}

float Ui::control(float height) const {
  const float extra = tokens::kTypeBody * (text_scale_ - 1) * 1.3f;
  return std::max(tokens::kTargetMin, height + std::max(0.f, extra));
}

NodeId Ui::id(std::string_view key) const {
  std::uint64_t hash =
      scopes_.empty() ? 1469598103934665603ull : 1469598103934665603ull ^ (scopes_.back() * 0x9E3779B97F4A7C15ull);
  hash = fnv(hash, key);
  const auto folded = static_cast<NodeId>(hash ^ (hash >> 32)) & 0x7FFFFFFFu;  // positive in JavaScript's int
  return folded ? folded : 1;
}

const Ui::Event* Ui::find_act(NodeId node, Act kind) const {
  for (auto it = events_.rbegin(); it != events_.rend(); ++it)
    if (it->node == node && it->kind == kind) return &*it;
  return nullptr;
}

const std::string* Ui::value_of(NodeId node) const {
  const Event* value = find_act(node, Act::kValue);
  if (!value) value = find_act(node, Act::kBlur);
  return value ? &value->text : nullptr;
}

std::optional<float> Ui::scrolled(NodeId node) const {
  const Event* event = find_act(node, Act::kScroll);
  if (!event) return std::nullopt;
  return static_cast<float>(event->number) / ui_scale_;
}

bool Ui::hovered(const Rect& rect) const { return rect.contains(mouse_) && clip().contains(mouse_); }

void Ui::node(NodeId node, const char* role, const Rect& rect, NodeSpec spec) {
  const Point origin = origins_.back();
  Node declared{node,
                0,
                role,
                std::move(spec.name),
                std::move(spec.description),
                std::move(spec.value),
                {},
                spec.flags,
                std::move(spec.extra)};
  declared.box = {(rect.x - origin.x) * ui_scale_, (rect.y - origin.y) * ui_scale_, rect.w * ui_scale_,
                  rect.h * ui_scale_};
  mirror_.add(std::move(declared));
  if (recording) placed_.push_back({node, rect, clip()});
  // Dear ImGui is told of every node: its item hooks are what tests hold the declarations against.
  const ImRect box(at(rect.x, rect.y), at(rect.right(), rect.bottom()));
  ImGui::ItemAdd(box, node);
  if (reveal_ == node && reveal) reveal(rect);
  const bool title =
      role[0] == 'h' && role[1] >= '1' && role[1] <= '4';  // takes focus only so that reading goes on there
  if (focus_ == node && focus_visible_ && !title) {
    focus_ring_ = {rect, std::min(spec.radius, std::min(rect.w, rect.h) / 2)};
    focus_clip_ = clip();
  }
}

void Ui::push(NodeId node, Point origin) {
  mirror_.push_parent(node);
  origins_.push_back(origin);
}

void Ui::pop() {
  mirror_.pop_parent();
  origins_.pop_back();
}

void Ui::push_clip(const Rect& rect) {
  clips_.push_back(clips_.back().intersect(rect));
  const Rect& to = clips_.back();
  list_->PushClipRect(at(to.x, to.y), at(to.right(), to.bottom()), false);
}

void Ui::pop_clip() {
  clips_.pop_back();
  list_->PopClipRect();
}

void Ui::fill(const Rect& rect, std::uint32_t color, float radius) {
  if ((color & IM_COL32_A_MASK) == 0) return;
  const ImVec2 low = at(rect.x, rect.y), high = at(rect.right(), rect.bottom());
  const float rounding = std::min(radius, std::min(rect.w, rect.h) / 2) * scale_;
  if (!discs_.box(*list_, low, high, rounding, color)) list_->AddRectFilled(low, high, color, rounding);
}

void Ui::fill_top(const Rect& rect, std::uint32_t color, float radius) {
  list_->AddRectFilled(at(rect.x, rect.y), at(rect.right(), rect.bottom()), color, radius * scale_,
                       ImDrawFlags_RoundCornersTop);
}

void Ui::stroke(const Rect& rect, std::uint32_t color, float width, float radius) {
  const float half = width / 2;
  const Rect in = rect.inset(half);
  list_->AddRect(at(in.x, in.y), at(in.right(), in.bottom()), color,
                 std::min(radius, std::min(rect.w, rect.h) / 2) * scale_, 0, width * scale_);
}

void Ui::dashed(const Rect& rect, std::uint32_t color, float width, float radius) {
  const Rect in = rect.inset(width / 2);
  list_->PathRect(at(in.x, in.y), at(in.right(), in.bottom()), std::min(radius, std::min(rect.w, rect.h) / 2) * scale_);
  std::vector<ImVec2> path(list_->_Path.begin(), list_->_Path.end());
  list_->PathClear();
  path.push_back(ImVec2(path.front()));
  const float dash = 5 * scale_;
  float along = 0;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const ImVec2 a = path[i], b = path[i + 1];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    for (float t = 0; t < length;) {
      const float left = dash - std::fmod(along + t, dash);
      const float step = std::min(left, length - t);
      if (std::fmod(along + t, 2 * dash) < dash && length > 0) {
        const float u = t / length, v = (t + step) / length;
        list_->AddLine({a.x + (b.x - a.x) * u, a.y + (b.y - a.y) * u}, {a.x + (b.x - a.x) * v, a.y + (b.y - a.y) * v},
                       color, width * scale_);
      }
      t += std::max(step, 0.01f);
    }
    along += length;
  }
}

void Ui::line(Point a, Point b, std::uint32_t color, float width) {
  list_->AddLine(at(a.x, a.y), at(b.x, b.y), color, width * scale_);
}
void Ui::disc(Point center, float radius, std::uint32_t color) {
  const ImVec2 middle = at(center.x, center.y);
  if (!discs_.disc(*list_, middle, radius * scale_, color)) list_->AddCircleFilled(middle, radius * scale_, color);
}
void Ui::ring(Point center, float radius, std::uint32_t color, float width) {
  list_->AddCircle(at(center.x, center.y), (radius - width / 2) * scale_, color, 0, width * scale_);
}

void Ui::shadow(const Rect& rect, float radius) {
  // Dear ImGui has no blur: stacked rectangles of falling alpha. A dark ground needs a darker one to show.
  const std::uint32_t alpha = theme_id_ == tokens::kLight ? 9 : 32;
  for (int i = 4; i >= 1; --i) {
    const float grow = static_cast<float>(i) * 3;
    const Rect around{rect.x - grow, rect.y - grow + 4, rect.w + 2 * grow, rect.h + 2 * grow};
    fill(around, (theme_->shadow & 0x00FFFFFFu) | (alpha << 24), radius + grow);
  }
}

float Ui::font_size(Type type) const { return css_size(type) * text_scale_ * ui_scale_; }
float Ui::line_height(Type type) const {
  const bool title = type == Type::kRoom || type == Type::kPage || type == Type::kGiant || type == Type::kCard;
  return std::round(css_size(type) * text_scale_ * (title ? tokens::kLineHeightTitle : tokens::kLineHeightText));
}
// Whole device pixels: glyphs then fall on texels.
float Ui::imgui_size(const TextStyle& style) const {
  const float css = style.size > 0 ? style.size : css_size(style.type) * text_scale_;
  return std::round(css * scale_ * kEmToImGui);
}
float Ui::step_of(const TextStyle& style) const {
  return style.size > 0 ? style.size * tokens::kLineHeightTitle : line_height(style.type);
}

namespace {

// The last space in at < space < stop; stop where there is none.
const char* last_space(const char* at, const char* stop) {
  for (const char* space = stop - 1; space > at; --space)
    if (*space == ' ') return space;
  return stop;
}

}  // namespace

template <class Line>
float Ui::each_line(const TextStyle& style, std::string_view text, float wrap, Line&& line) const {
  const float size = imgui_size(style), step = step_of(style);
  const char* at = text.data();
  const char* const end = at + text.size();
  float y = 0;
  while (at < end || y == 0) {
    const char* paragraph_end = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    if (!paragraph_end) paragraph_end = end;
    do {
      const char* stop = paragraph_end;
      if (wrap > 0 && at < paragraph_end) {
        stop = font(style)->CalcWordWrapPosition(size, at, paragraph_end, wrap * scale_ + 0.5f);
        // It would part "12,4" behind the comma: a figure stays whole.
        if (stop > at && stop < paragraph_end && (stop[-1] == ',' || stop[-1] == '.') && *stop >= '0' && *stop <= '9')
          stop = last_space(at, stop);
        if (stop == at) ++stop;
      }
      line(y, at, stop);
      y += step;
      at = stop;
      while (at < paragraph_end && *at == ' ') ++at;
    } while (at < paragraph_end);
    if (at >= end) break;
    ++at;  // past the line break
  }
  return y;
}

float Ui::text_width(TextStyle style, std::string_view text) const {
  return font(style)->CalcTextSizeA(imgui_size(style), FLT_MAX, 0, text.data(), text.data() + text.size()).x / scale_;
}

Point Ui::measure(TextStyle style, std::string_view text, float wrap) const {
  float widest = 0;
  const float height = each_line(style, text, wrap, [&](float, const char* begin, const char* end) {
    widest = std::max(widest, text_width(style, {begin, static_cast<std::size_t>(end - begin)}));
  });
  return {widest, height};
}

void Ui::draw_line(Point where, const TextStyle& style, const char* begin, const char* end) {
  // ImGui's box of a line is ascent - descent tall: centre it in the line's height, as CSS does.
  const float size = imgui_size(style);
  const float top = where.y * scale_ + (step_of(style) * scale_ - size) / 2;
  list_->AddText(font(style), size, ImVec2(std::round(where.x * scale_), std::round(top)), color(style), begin, end);
}

float Ui::text(Point where, TextStyle style, std::string_view text, float wrap) {
  if (recording && clip().overlaps({where.x, where.y, 1, 1})) {
    const Point size = measure(style, text, wrap);
    texts_.push_back({std::string(text), {where.x, where.y, size.x, size.y}, clip()});
  }
  return each_line(style, text, wrap, [&](float y, const char* begin, const char* end) {
    if (begin < end) draw_line({where.x, where.y + y}, style, begin, end);
  });
}

// Cut to `width` with an ellipsis.
std::string Ui::cut(const TextStyle& style, std::string_view text, float width) const {
  static constexpr std::string_view kEllipsis = "\u2026";
  const float room = (width - text_width(style, kEllipsis)) * scale_;
  const char* stop = text.data();
  font(style)->CalcTextSizeA(imgui_size(style), std::max(1.f, room), 0, text.data(), text.data() + text.size(), &stop);
  return std::string(text.data(), static_cast<std::size_t>(stop - text.data())) + std::string(kEllipsis);
}

void Ui::text_cut(Point where, TextStyle style, std::string_view text, float width) {
  if (text_width(style, text) <= width) {
    this->text(where, style, text);
    return;
  }
  const std::string shown = cut(style, text, width);
  draw_line(where, style, shown.data(), shown.data() + shown.size());
  if (recording)
    texts_.push_back({std::string(text), {where.x, where.y, width, line_height(style.type)}, clip(), true});
}

void Ui::excerpt(Point where, TextStyle style, std::string_view text, float wrap, std::size_t most) {
  std::size_t lines = 0;
  const char* const end = text.data() + text.size();
  each_line(style, text, wrap, [&](float y, const char* begin, const char* stop) {
    if (++lines > most || begin >= stop) return;
    const Point at_line{where.x, where.y + y};
    if (lines < most || stop == end) return draw_line(at_line, style, begin, stop);
    const std::string shown = cut(style, {begin, static_cast<std::size_t>(stop - begin)}, wrap);
    draw_line(at_line, style, shown.data(), shown.data() + shown.size());
  });
}

void Ui::text_centered(Point center, TextStyle style, std::string_view text) {
  this->text({center.x - text_width(style, text) / 2, center.y - line_height(style.type) / 2}, style, text);
}

void Ui::decoration(Point center, TextStyle style, std::string_view text, std::uint32_t halo, float halo_width) {
  const Point corner{center.x - text_width(style, text) / 2, center.y - line_height(style.type) / 2};
  const char* const end = text.data() + text.size();
  if (halo_width > 0) {
    TextStyle around = style;
    around.color = halo;
    for (int i = 0; i < 8; ++i) {
      const float angle = static_cast<float>(i) * 0.785398f;
      draw_line({corner.x + std::cos(angle) * halo_width, corner.y + std::sin(angle) * halo_width}, around, text.data(),
                end);
    }
  }
  draw_line(corner, style, text.data(), end);
}

void Ui::icon(Point center, const char* glyph, float size, std::uint32_t color) {
  const float px = size * scale_;
  const ImVec2 box = fonts_.icons->CalcTextSizeA(px, FLT_MAX, 0, glyph);
  list_->AddText(fonts_.icons, px,
                 ImVec2(std::round(center.x * scale_ - box.x / 2), std::round(center.y * scale_ - px / 2)), color,
                 glyph);
}

void Ui::image(const Rect& rect, const Image& image, float radius) {
  const float wanted = rect.w / std::max(1.f, rect.h);
  const float has = static_cast<float>(image.w) / static_cast<float>(std::max(1, image.h));
  const float part_x = std::min(1.f, wanted / has), part_y = std::min(1.f, has / wanted);
  list_->AddImageRounded(static_cast<ImTextureID>(image.texture), at(rect.x, rect.y), at(rect.right(), rect.bottom()),
                         {(1 - part_x) / 2, (1 - part_y) / 2}, {(1 + part_x) / 2, (1 + part_y) / 2}, IM_COL32_WHITE,
                         std::min(radius, std::min(rect.w, rect.h) / 2) * scale_);
}

}  // namespace ui
