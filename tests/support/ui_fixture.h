// A screen without a screen: Dear ImGui with the product's fonts and no renderer, the real catalogues, and the hooks by
// which it tells every item it lays out. One frame at a time, any size.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ui/kit.h"

namespace support {

class UiFixture {
 public:
  explicit UiFixture(float width = 1024, float height = 768, std::string_view language = "fr");
  ~UiFixture();
  UiFixture(const UiFixture&) = delete;
  UiFixture& operator=(const UiFixture&) = delete;

  ui::Ui& ui() { return *ui_; }
  i18n::Words& words() { return words_; }
  void resize(float width, float height) { ui_->resize(width, height, width); }
  // Draws one frame, 16 ms after the one before. Texts drawn are recorded.
  void frame(const std::function<void(ui::Ui&)>& draw);
  // The same with whatever the frames ask for, up to `most` frames: what a person sees once things are still.
  void settle(const std::function<void(ui::Ui&)>& draw, int most = 10);
  double now() const { return now_; }
  ui::Fonts fonts() const { return fonts_; }
  // Around frames that are drawn elsewhere (rooms::App): forgets the items of the one before; renders nothing, but
  // keeps Dear ImGui's textures as a renderer would.
  static void start_frame();
  static void finish_frame();

  // Node of the last frame by role and name; null when there is none.
  const ui::Node* node(std::string_view role, std::string_view name) const;
  void activate(const ui::Node* node) { ui_->act(node->id, ui::Act::kActivate, "", 0); }
  void type(const ui::Node* node, std::string text) { ui_->act(node->id, ui::Act::kValue, std::move(text), 0); }
  void leave(const ui::Node* node, std::string text) { ui_->act(node->id, ui::Act::kBlur, std::move(text), 0); }

 private:
  ui::Fonts fonts_;
  std::vector<std::string> files_;  // fonts and catalogues: must outlive their readers
  i18n::Words words_;
  std::unique_ptr<ui::Ui> ui_;
  double now_ = 1000;
};

// What is wrong with a frame's mirror: texts drawn that no node holds, items that are not nodes, nodes without a name,
// targets under 44 px, siblings that can be pressed and overlap. Empty when all is well.
std::vector<std::string> mirror_faults(const ui::Ui& ui);

// What is wrong with where things lie: texts cut, beyond their sides or over each other; controls off the screen or
// over each other; scroll areas too low to be used.
std::vector<std::string> layout_faults(const ui::Ui& ui);

}  // namespace support
