// The components of the design kit. Each draws itself and declares its mirror node; rooms are written with these alone.
// Keys name a component among its scope and must not depend on the language.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ui/ui.h"

namespace ui {

// A place to put things one under the other.
struct Column {
  Ui& ui;
  float x = 0, y = 0, w = 0;

  void gap(float height) { y += height; }
  Rect take(float height) {
    const Rect rect{x, y, w, height};
    y += height;
    return rect;
  }
};

// A place to put things side by side, going to the next line when the width is used.
struct Flow {
  Ui& ui;
  float x0, right, gap = tokens::kTargetGap;
  float x, y;
  float line = 0;

  Flow(Column& column, float spacing = tokens::kTargetGap)
      : ui(column.ui), x0(column.x), right(column.x + column.w), gap(spacing), x(column.x), y(column.y) {}
  Rect place(float width, float height);
  void into(Column& column) const { column.y = y + line; }
};

// ---- text
Rect heading(Column& column, std::string_view key, std::string_view text, int level, Type type);
Rect paragraph(Column& column, std::string_view key, std::string_view text, TextStyle style = {});
// One line that must stay one line, cut at the column's width.
Rect line_of_text(Column& column, std::string_view key, std::string_view text, TextStyle style = {});
// A label and its value: <dt>, <dd>. Inside a container of role dl.
void described(Column& column, std::string_view key, std::string_view label, std::string_view value, const char* icon);

// ---- things to press
enum class Look { kPrimary, kSecondary, kQuiet, kDanger, kAccent, kFloating };

struct ButtonSpec {
  std::string label;  // also the name; for an icon alone, only the name
  const char* icon = nullptr;
  Look look = Look::kSecondary;
  bool icon_only = false;
  bool trailing_icon = false;
  bool disabled = false;
  std::uint32_t flags = 0;  // kExpanded, kPressed | kToggle...
  std::string description;
};
// Its natural size; where that is wider than `most`, its words take several lines.
Point button_size(const Ui& ui, const ButtonSpec& spec, float most = 0);
bool button_at(Ui& ui, std::string_view key, const Rect& rect, const ButtonSpec& spec);
bool button(Flow& flow, std::string_view key, const ButtonSpec& spec);
bool button(Column& column, std::string_view key, const ButtonSpec& spec);  // natural width

struct LinkSpec {
  std::string label, href;
  const char* icon = nullptr;
  Look look = Look::kQuiet;
  bool new_tab = false;
};
void link_at(Ui& ui, std::string_view key, const Rect& rect, const LinkSpec& spec);
Point link_size(const Ui& ui, const LinkSpec& spec, float most = 0);

// A button that opens the system's file chooser; files come through the application, one after the other.
void file_button(Flow& flow, std::string_view key, const ButtonSpec& spec, std::string_view accept,
                 bool several = false);

// A toggle with three signs when on: fill, tick, bold.
bool chip(Flow& flow, std::string_view key, std::string_view label, const char* icon, bool on);

// A card that is one button: icon in a disc, title, a line below.
struct CardSpec {
  std::string title, detail;
  const char* icon = nullptr;
  std::uint32_t ink = 0, soft = 0;
};
float card_button_height(Ui& ui, const CardSpec& spec, float width);
bool card_button_at(Ui& ui, std::string_view key, const Rect& rect, const CardSpec& spec);

// ---- fields; each returns true when the person changed the value
struct FieldSpec {
  std::string label, help, error;
  const char* role = "text";  // text, searchbox, textarea, email, url, tel, number, date
  bool required = false;
  std::size_t max_length = 0;
  int rows = 4;  // of a textarea
  std::string autocomplete;
};
bool text_field(Column& column, std::string_view key, const FieldSpec& spec, std::string& value);
bool search_field_at(Ui& ui, std::string_view key, const Rect& rect, std::string_view hint, std::string& value);
// Only the box, labelled for the mirror: rows of short fields.
bool bare_field_at(Ui& ui, std::string_view key, const Rect& rect, const FieldSpec& spec, std::string& value);

using Options = std::vector<std::pair<std::string, std::string>>;  // value, words
bool select_field(Column& column, std::string_view key, const FieldSpec& spec, const Options& options,
                  std::string& value);
bool bare_select_at(Ui& ui, std::string_view key, const Rect& rect, const FieldSpec& spec, const Options& options,
                    std::string& value);
bool checkbox(Column& column, std::string_view key, std::string_view label, bool& on);
bool switch_at(Ui& ui, std::string_view key, const Rect& rect, std::string_view name, bool& on);

// ---- things to read
enum class Tone { kNeutral, kSuccess, kWarning, kDanger, kInfo, kPlace };
struct ToneColors {
  std::uint32_t ink, soft;
};
ToneColors tone_colors(const Ui& ui, Tone tone);
// The ground of words that bear a tone; outlined where the theme has no soft colours.
void soft_box(Ui& ui, const Rect& rect, ToneColors colors, float radius);
Rect tag(Flow& flow, std::string_view key, std::string_view text, const char* icon, Tone tone);
// Full width; the action, when there is one, is a button at the right. True: the action was pressed.
bool banner(Column& column, std::string_view key, Tone tone, const char* icon, std::string_view text,
            std::string_view action = {});
// A fraction in 0..1, or less than 0 when unknown.
void progress_bar(Column& column, std::string_view key, std::string_view label, std::string_view amount,
                  float fraction);
void divider(Column& column);
// Steps on a line: done before `current`, here, to come. Returns the step pressed.
std::optional<std::size_t> route(Column& column, std::string_view key, std::string_view name,
                                 std::span<const std::string> steps, std::size_t current);

struct TableSpec {
  std::string caption;
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
  std::vector<float> shares;  // of the width, summing to 1; empty: equal
};
void table(Column& column, std::string_view key, const TableSpec& spec);

// ---- containers
// A part of the screen that scrolls. Content is laid out from column(); finish() with where it ended.
class ScrollArea {
 public:
  // `main`: page keys move it.
  ScrollArea(Ui& ui, std::string_view key, const Rect& rect, float padding, bool main);
  ~ScrollArea();
  ScrollArea(const ScrollArea&) = delete;
  ScrollArea& operator=(const ScrollArea&) = delete;

  Column& column() { return column_; }
  const Rect& view() const { return rect_; }
  float offset() const;
  void scroll_to(float content_y, float height);  // brings that stretch of content into view
  void scroll_by(float px);                       // what a surface in it was moved by, from the next frame on

 private:
  struct State {
    float offset = 0, content = 0, speed = 0;
  };
  Ui& ui_;
  NodeId id_;
  Rect rect_;
  float padding_;
  Column column_;
  std::function<void(const Rect&)> outer_reveal_;
};

// A container as tall as what is laid out in `column` while it lives. The mirror hears of a new height one frame late.
class Tall {
 public:
  Tall(Column& column, std::string_view key, const char* role, std::string_view name = {});
  ~Tall();
  Tall(const Tall&) = delete;
  Tall& operator=(const Tall&) = delete;

 private:
  Column& column_;
  NodeId id_;
  float top_;
};

// A card drawn behind what is laid out in it.
class Card {
 public:
  explicit Card(Column& column, float padding = tokens::kSpace4);
  ~Card();
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;
  Column inside;

 private:
  Column& outer_;
  ImDrawListSplitter splitter_;
  float padding_;
};

// A question over the page. Everything else is out of reach until it is answered. What is taller than the screen
// scrolls.
class Dialog {
 public:
  Dialog(Ui& ui, std::string_view key, std::string_view title, float width);
  ~Dialog();
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;
  bool dismissed() const { return dismissed_; }  // Escape

 private:
  Column& open(std::string_view key, std::string_view title);

  Ui& ui_;
  NodeId id_;
  Rect rect_;
  float padding_;
  bool dismissed_ = false;
  std::optional<ScrollArea> content_;

 public:
  Column& inside;
};

std::string font_extra(const Ui& ui, Type type);  // the member that tells the page the size of a text

}  // namespace ui
