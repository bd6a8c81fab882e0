// Discs as pictures beside the glyphs: a disc is then four vertices and a rounded box sixteen, where a polygon with
// soft edges has some sixty, each with a normal to be computed. A map of clusters and a wall of cards are little else.
#pragma once

#include <array>

#include "imgui.h"

namespace ui {

class Discs {
 public:
  // Draws the pictures into the atlas, once for each context.
  void prepare(ImFontAtlas& atlas);

  // Device px. False, and nothing drawn, where the radius is larger than any picture, or so small that nobody sees it.
  bool disc(ImDrawList& list, const ImVec2& center, float radius, ImU32 color) const;
  bool box(ImDrawList& list, const ImVec2& low, const ImVec2& high, float radius, ImU32 color) const;

 private:
  static constexpr std::array kRadii{4, 6, 8, 11, 16, 23, 32, 45};  // px: the next is at most half as large again

  // The part of the atlas that holds the picture for a radius, as it lies now: the atlas may grow with any glyph.
  struct Part {
    ImVec2 low, middle, high;  // of the texture
    float border;              // device px from the disc's edge to that of the picture
  };
  bool find(float radius, Part& part) const;

  ImFontAtlas* atlas_ = nullptr;
  std::array<ImFontAtlasRectId, kRadii.size()> rects_{};
};

}  // namespace ui
