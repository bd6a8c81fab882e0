#include <cmath>
#include <cstdio>

#include "ui/kit.h"

namespace ui {

ScrollArea::ScrollArea(Ui& ui, std::string_view key, const Rect& rect, float padding, bool main)
    : ui_(ui),
      id_(ui.id(key)),
      rect_(rect),
      padding_(padding),
      column_{ui, rect.x + padding, rect.y + padding, rect.w - 2 * padding} {
  State& state = ui.state<State>(id_);
  const Gesture& gesture = ui.surface(id_, rect, false);
  const float limit = std::max(0.f, state.content - rect.h);
  const float before = state.offset;
  if (const auto to = ui.scrolled(id_)) state.offset = *to;
  state.offset += gesture.wheel_y - gesture.pan_y;
  if (gesture.held) state.speed = 0;
  if (gesture.released && !ui.reduced_motion) state.speed = -gesture.speed_y;
  if (std::abs(state.speed) > 0.02f) {
    constexpr float kFrameMs = 16.7f, kStop = 325;  // the time in which a flick loses 63 % of its speed
    state.offset += state.speed * kFrameMs;
    state.speed *= std::exp(-kFrameMs / kStop);
    ui.wake(1);
  } else {
    state.speed = 0;
  }
  if (main) {
    const float page = rect.h * 0.9f;
    if (ui.shortcut("PageDown")) state.offset += page;
    if (ui.shortcut("PageUp")) state.offset -= page;
    if (ui.shortcut("ArrowDown")) state.offset += 60;
    if (ui.shortcut("ArrowUp")) state.offset -= 60;
    if (ui.shortcut("End")) state.offset = limit;
    if (ui.shortcut("Home")) state.offset = 0;
  }
  state.offset = std::clamp(state.offset, 0.f, limit);
  if (state.offset != before) ui.wake(1);

  char value[48];
  std::snprintf(value, sizeof value, "%.1f %.1f", static_cast<double>(ui.css(state.offset)),
                static_cast<double>(ui.css(state.content)));
  ui.node(id_, "scroll", rect, {.value = value});
  ui.push(id_, {rect.x, rect.y - state.offset});
  ui.push_scope(key);
  ui.push_clip(rect);
  column_.y -= state.offset;
  outer_reveal_ = std::move(ui.reveal);
  ui.reveal = [this](const Rect& what) { scroll_to(what.y - (rect_.y - offset()), what.h); };
}

ScrollArea::~ScrollArea() {
  State& state = ui_.state<State>(id_);
  const float content = column_.y + padding_ - (rect_.y - state.offset);
  if (std::abs(content - state.content) > 0.5f) ui_.wake(1);
  state.content = content;
  if (content > rect_.h + 1) {
    const float length = std::max(32.f, rect_.h * rect_.h / content);
    const float at = (rect_.h - length) * state.offset / (content - rect_.h);
    ui_.fill({rect_.right() - 7, rect_.y + at + 3, 4, length - 6}, ui_.theme().border_strong, 2);
  }
  ui_.reveal = std::move(outer_reveal_);
  ui_.pop_clip();
  ui_.pop_scope();
  ui_.pop();
}

float ScrollArea::offset() const { return ui_.state<State>(id_).offset; }

void ScrollArea::scroll_to(float content_y, float height) {
  State& state = ui_.state<State>(id_);
  constexpr float kAround = 16;
  if (content_y - kAround < state.offset)
    state.offset = std::max(0.f, content_y - kAround);
  else if (content_y + height + kAround > state.offset + rect_.h)
    state.offset = content_y + std::min(height, rect_.h - 2 * kAround) + kAround - rect_.h;
  state.speed = 0;
  ui_.wake(2);
}

void ScrollArea::scroll_by(float px) {
  if (px == 0) return;
  ui_.state<State>(id_).offset += px;
  ui_.wake(1);
}

Tall::Tall(Column& column, std::string_view key, const char* role, std::string_view name)
    : column_(column), id_(column.ui.id(key)), top_(column.y) {
  Ui& ui = column.ui;
  ui.node(id_, role, {column.x, column.y, column.w, ui.state<float>(id_)}, {.name = std::string(name)});
  ui.push(id_, {column.x, column.y});
  ui.push_scope(key);
}

Tall::~Tall() {
  Ui& ui = column_.ui;
  ui.pop_scope();
  ui.pop();
  float& height = ui.state<float>(id_);
  if (std::abs(height - (column_.y - top_)) > 0.5f) ui.wake(1);
  height = column_.y - top_;
}

Card::Card(Column& column, float padding)
    : inside{column.ui, column.x + padding, column.y + padding, column.w - 2 * padding},
      outer_(column),
      padding_(padding) {
  splitter_.Split(&column.ui.list(), 2);
  splitter_.SetCurrentChannel(&column.ui.list(), 1);
}

Card::~Card() {
  Ui& ui = outer_.ui;
  const Rect rect{outer_.x, outer_.y, outer_.w, inside.y + padding_ - outer_.y};
  splitter_.SetCurrentChannel(&ui.list(), 0);
  ui.fill(rect, ui.theme().raised, tokens::kRadiusCard);
  ui.stroke(rect, ui.theme().border, 1, tokens::kRadiusCard);
  splitter_.Merge(&ui.list());
  outer_.y = rect.bottom();
}

namespace {

struct DialogState {
  float height = 240;  // of the frame before: a dialog is as tall as what it holds
};

Rect dialog_box(const Ui& ui, float content, float width) {
  const float around = ui.layout() == Layout::kPhone ? 8 : 16;
  const float height = std::min(content, ui.height() - 2 * around), across = std::min(width, ui.width() - 2 * around);
  return {(ui.width() - across) / 2, std::max(around, (ui.height() - height) / 2), across, height};
}

}  // namespace

Dialog::Dialog(Ui& ui, std::string_view key, std::string_view title, float width)
    : ui_(ui),
      id_(ui.id(key)),
      rect_(dialog_box(ui, ui.state<DialogState>(id_).height, width * std::clamp(ui.text_scale(), 1.f, 1.6f))),
      padding_(ui.layout() == Layout::kPhone ? 16 : 24),
      inside(open(key, title)) {}

Column& Dialog::open(std::string_view key, std::string_view title) {
  ui_.fill(ui_.screen(), ui_.outlined() ? 0xB0000000u : 0x80000000u);
  ui_.shadow(rect_, tokens::kRadiusSheet);
  ui_.fill(rect_, ui_.theme().overlay, tokens::kRadiusSheet);
  ui_.stroke(rect_, ui_.theme().border, 1, tokens::kRadiusSheet);
  ui_.surface(ui_.id("scrim"), ui_.screen(), false);
  dismissed_ = ui_.dismissed(id_);
  ui_.node(id_, "dialog", rect_, {.name = std::string(title), .radius = tokens::kRadiusSheet});
  ui_.push(id_, {rect_.x, rect_.y});
  ui_.push_scope(key);
  content_.emplace(ui_, "content", rect_, padding_, true);
  ui_.hold_focus(id_, ui_.id("title"));
  heading(content_->column(), "title", title, 2, Type::kCard);
  content_->column().gap(12);
  return content_->column();
}

Dialog::~Dialog() {
  const float height = inside.y + padding_ - (rect_.y - content_->offset());
  content_.reset();
  DialogState& state = ui_.state<DialogState>(id_);
  if (std::abs(state.height - height) > 0.5f) {
    state.height = height;
    ui_.wake(1);
  }
  ui_.pop_scope();
  ui_.pop();
}

}  // namespace ui
