// The one object rooms draw with: metrics of the screen, what people did since the last frame, and the two outputs of a
// frame: draw commands (Dear ImGui's list) and mirror nodes. Components are in ui/kit.h; rooms use nothing else.
//
// All lengths are layout px (ui/geometry.h). Activation comes only from the page (`act`): pointer presses reach here
// only where there is no control (map, scroll areas).
#pragma once

#include <algorithm>
#include <any>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "generated/tokens.h"
#include "i18n/words.h"
#include "imgui.h"
#include "ui/discs.h"
#include "ui/geometry.h"
#include "ui/gesture.h"
#include "ui/images.h"
#include "ui/mirror.h"

namespace ui {

enum class Layout { kPhone, kPortrait, kLandscape, kWide };  // design kit: < 600, < 1000, < 1500, and above

enum class Act { kActivate = 1, kValue, kSubmit, kFocus, kBlur, kDismiss, kLost, kScroll, kKey };

enum Mod : int { kShift = 1, kCtrl = 2, kAlt = 4 };

enum class Type { kLegend, kBody, kCard, kRoom, kPage, kGiant };

struct TextStyle {
  Type type = Type::kBody;
  bool bold = false;
  std::uint32_t color = 0;  // 0: the theme's text colour
  float size = 0;           // layout px instead of the type's: of what is zoomed
};

struct Fonts {
  ImFont* text = nullptr;
  ImFont* bold = nullptr;
  ImFont* icons = nullptr;
};

class Ui {
 public:
  explicit Ui(Fonts fonts) : fonts_(fonts) {}

  // ---- from the page, between frames
  void resize(float css_w, float css_h, float backing_w);
  void act(NodeId node, Act kind, std::string text, double number);
  void pointer(const PointerEvent& event);
  void wheel(Point at, float dx, float dy);
  bool key(std::string_view name, int mods);  // true: a shortcut of the last frame uses it

  // ---- one frame
  void begin(double now_ms, const i18n::Words& words, tokens::ThemeId theme, float text_scale);
  int end();  // how many more frames are wanted at once

  // ---- metrics
  float width() const { return width_; }
  float height() const { return height_; }
  Rect screen() const { return {0, 0, width_, height_}; }
  Layout layout() const { return layout_; }
  bool wide_enough() const { return layout_ == Layout::kLandscape || layout_ == Layout::kWide; }
  float text_scale() const { return text_scale_; }
  float margin() const { return layout_ == Layout::kPhone ? 16.f : 24.f; }
  // A control's height for this text size, from its height at 100 %.
  float control(float height) const;
  // What stands beside words (icons, marks, discs) grows with them, up to twice its size.
  float beside_text(float size) const { return size * std::clamp(text_scale_, 1.f, 2.f); }
  double now() const { return now_; }
  bool reduced_motion = false;

  const tokens::Theme& theme() const { return *theme_; }
  tokens::ThemeId theme_id() const { return theme_id_; }
  // High contrast: black everywhere, so that an outline must say what a fill says elsewhere.
  bool outlined() const { return theme_id_ == tokens::kHighContrast; }
  const i18n::Words& words() const { return *words_; }
  std::string tr(std::string_view key) const { return words_->tr(key); }

  // ---- identity: keys are unique among their scope; ids do not depend on words or order
  NodeId id(std::string_view key) const;
  void push_scope(std::string_view key) { scopes_.push_back(id(key)); }
  void pop_scope() { scopes_.pop_back(); }

  // ---- what happened
  bool activated(NodeId node) const { return find_act(node, Act::kActivate) != nullptr; }
  const std::string* value_of(NodeId node) const;  // a field's new text or choice
  bool submitted(NodeId node) const { return find_act(node, Act::kSubmit) != nullptr; }
  bool left(NodeId node) const { return find_act(node, Act::kBlur) != nullptr; }
  bool dismissed(NodeId node) const { return find_act(node, Act::kDismiss) != nullptr; }
  // Where the browser has scrolled that area by itself (assistive technology, search in the page).
  std::optional<float> scrolled(NodeId node) const;
  bool focused(NodeId node) const { return focus_ == node && node != 0; }
  bool hovered(const Rect& rect) const;
  // True when pressed since the last frame; declares it for the page's `key`.
  bool shortcut(std::string_view key, int mods = 0);
  // Puts focus on a node this frame or a later one declares.
  void focus(NodeId node) { focus_wanted_ = node; }
  // A question lies over the page this frame: when it opens, focus goes to `title`; when it closes, back where it was.
  void hold_focus(NodeId dialog, NodeId title) {
    dialog_ = dialog;
    dialog_title_ = title;
  }
  bool asking() const { return dialog_ != 0; }
  // Focus on the screen's title (its first h1), when the screen has changed.
  void focus_title() { title_wanted_ = true; }
  void say(std::string text, Politeness how = Politeness::kPolite) { mirror_.say(how, std::move(text)); }
  void wake(int frames = 1) { wanted_ = std::max(wanted_, frames); }

  // ---- pointer surfaces: parts of the screen that are dragged, pinched and wheeled
  const Gesture& surface(NodeId node, const Rect& rect, bool drag_by_mouse) {
    return gestures_.declare({node, rect.intersect(clip()), drag_by_mouse});
  }

  // ---- state a component keeps between frames (scroll offsets, filters)
  template <class T>
  T& state(NodeId node) {
    std::any& held = states_[node];
    if (!std::any_cast<T>(&held)) held = T{};
    return *std::any_cast<T>(&held);
  }

  // ---- mirror
  struct NodeSpec {
    std::string name;
    std::string description;
    std::string value;
    std::uint32_t flags = 0;
    std::string extra;
    float radius = tokens::kRadiusControl;  // of the focus ring
  };
  // A node at `rect` (screen position). Containers: follow by push(node)...pop().
  void node(NodeId node, const char* role, const Rect& rect, NodeSpec spec);
  void push(NodeId node, Point origin);  // children of `node` are placed from `origin`
  void pop();
  Mirror& mirror() { return mirror_; }
  const Mirror& mirror() const { return mirror_; }
  Images images;
  PageState page;  // language, title, theme: set by the application each frame

  // ---- clip, as drawn and as hovered
  void push_clip(const Rect& rect);
  void pop_clip();
  const Rect& clip() const { return clips_.back(); }
  bool visible(const Rect& rect) const { return clip().overlaps(rect); }
  // Set by a scroll area while its content is laid out: told of the node that just took focus, to bring it into view.
  std::function<void(const Rect&)> reveal;

  // ---- drawing, in layout px
  float scale() const { return scale_; }  // device px per layout px
  float css(float layout_px) const { return layout_px * ui_scale_; }
  ImDrawList& list() { return *list_; }
  ImVec2 at(float x, float y) const { return {x * scale_, y * scale_}; }
  void fill(const Rect& rect, std::uint32_t color, float radius = 0);
  void fill_top(const Rect& rect, std::uint32_t color, float radius);  // only the upper corners rounded
  void stroke(const Rect& rect, std::uint32_t color, float width, float radius = 0);
  void dashed(const Rect& rect, std::uint32_t color, float width, float radius);
  void line(Point a, Point b, std::uint32_t color, float width);
  void disc(Point center, float radius, std::uint32_t color);
  void ring(Point center, float radius, std::uint32_t color, float width);
  void shadow(const Rect& rect, float radius);

  float font_size(Type type) const;    // CSS px: text size included
  float line_height(Type type) const;  // layout px
  // Width of a single line.
  float text_width(TextStyle style, std::string_view text) const;
  // Box of a text wrapped at `wrap` (0: not wrapped).
  Point measure(TextStyle style, std::string_view text, float wrap) const;
  // Draws and gives the height used. Wrapped when `wrap` > 0.
  float text(Point at, TextStyle style, std::string_view text, float wrap = 0);
  // Wrapped, of `most` lines, the last of them cut with an ellipsis; not told to tests: a container's name says it.
  void excerpt(Point at, TextStyle style, std::string_view text, float wrap, std::size_t most);
  // One line cut to `width` with an ellipsis.
  void text_cut(Point at, TextStyle style, std::string_view text, float width);
  // One line, centred on a point both ways.
  void text_centered(Point center, TextStyle style, std::string_view text);
  // The same outside a mirror node's own words: map labels and the like, described by their container.
  void decoration(Point center, TextStyle style, std::string_view text, std::uint32_t halo, float halo_width);
  void icon(Point center, const char* glyph, float size, std::uint32_t color);
  // Fills `rect`: what reaches beyond it in one direction is left out, equally at both ends.
  void image(const Rect& rect, const Image& image, float radius = 0);

  // ---- what tests look at: the texts drawn this frame outside decorations, and where each node lies on the screen
  struct Drawn {
    std::string text;
    Rect rect, clip;
    bool cut = false;  // some of it is left out
  };
  struct Placed {
    NodeId node;
    Rect rect, clip;
  };
  bool recording = false;
  const std::vector<Drawn>& texts() const { return texts_; }
  const std::vector<Placed>& placed() const { return placed_; }

 private:
  struct Event {
    NodeId node;
    Act kind;
    std::string text;  // kKey: which
    double number;
    int mods;  // kKey
    bool is_key(std::string_view name, int held) const { return kind == Act::kKey && text == name && mods == held; }
  };
  void take_events();
  struct Shortcut {
    std::string key;
    int mods;
  };
  const Event* find_act(NodeId node, Act kind) const;
  ImFont* font(const TextStyle& style) const { return style.bold ? fonts_.bold : fonts_.text; }
  std::uint32_t color(const TextStyle& style) const { return style.color ? style.color : theme_->text; }
  float imgui_size(const TextStyle& style) const;
  float step_of(const TextStyle& style) const;
  std::string cut(const TextStyle& style, std::string_view text, float width) const;
  void draw_line(Point at, const TextStyle& style, const char* begin, const char* end);
  template <class Line>
  float each_line(const TextStyle& style, std::string_view text, float wrap, Line&& line) const;

  Fonts fonts_;
  float css_w_ = 0, css_h_ = 0, dpr_ = 1;
  float width_ = 1, height_ = 1, ui_scale_ = 1, scale_ = 1, text_scale_ = 1;
  Layout layout_ = Layout::kPhone;
  double now_ = 0;
  const tokens::Theme* theme_ = &tokens::kThemes[0];
  tokens::ThemeId theme_id_ = tokens::kLight;
  const i18n::Words* words_ = nullptr;
  ImDrawList* list_ = nullptr;
  Discs discs_;

  std::vector<Event> arrived_, events_;
  std::vector<Shortcut> shortcuts_, shortcuts_last_;
  GestureTracker gestures_;
  Point mouse_{-1, -1};
  NodeId focus_ = 0, focus_wanted_ = 0, reveal_ = 0;
  NodeId dialog_ = 0, dialog_title_ = 0, dialog_before_ = 0, opener_ = 0;
  bool focus_visible_ = false, title_wanted_ = false;
  std::optional<std::pair<Rect, float>> focus_ring_;  // where, radius
  Rect focus_clip_;

  Mirror mirror_;
  std::vector<NodeId> scopes_;
  std::vector<Point> origins_;
  std::vector<Rect> clips_;
  std::unordered_map<NodeId, std::any> states_;
  std::vector<Drawn> texts_;
  std::vector<Placed> placed_;
  int wanted_ = 0;
};

// Containers and scopes end with the block that opened them.
class Scope {
 public:
  Scope(Ui& ui, std::string_view key) : ui_(ui) { ui_.push_scope(key); }
  ~Scope() { ui_.pop_scope(); }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  Ui& ui_;
};

class Container {
 public:
  Container(Ui& ui, std::string_view key, const char* role, const Rect& rect, Ui::NodeSpec spec = {}) : ui_(ui) {
    const NodeId node = ui.id(key);
    ui_.node(node, role, rect, std::move(spec));
    ui_.push(node, {rect.x, rect.y});
    ui_.push_scope(key);
  }
  ~Container() {
    ui_.pop_scope();
    ui_.pop();
  }
  Container(const Container&) = delete;
  Container& operator=(const Container&) = delete;

 private:
  Ui& ui_;
};

}  // namespace ui
