#include "ui/discs.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr float kLeast = 1;  // px

}  // namespace

void Discs::prepare(ImFontAtlas& atlas) {
  if (atlas_ == &atlas) return;
  atlas_ = &atlas;
  for (std::size_t i = 0; i < kRadii.size(); ++i) {
    const int side = 2 * (kRadii[i] + 1);
    ImFontAtlasRect rect;
    rects_[i] = atlas.AddCustomRect(side, side, &rect);
    if (rects_[i] == ImFontAtlasRectId_Invalid) continue;
    const float middle = static_cast<float>(side) / 2, radius = static_cast<float>(kRadii[i]);
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        const float away = std::hypot(static_cast<float>(x) + 0.5f - middle, static_cast<float>(y) + 0.5f - middle);
        const auto cover = static_cast<ImU32>(std::lround(255 * std::clamp(radius + 0.5f - away, 0.f, 1.f)));
        *static_cast<ImU32*>(atlas.TexData->GetPixelsAt(rect.x + x, rect.y + y)) = IM_COL32(255, 255, 255, cover);
      }
  }
}

bool Discs::find(float radius, Part& part) const {
  if (!atlas_ || radius < kLeast) return false;
  const auto at = std::ranges::find_if(kRadii, [&](int each) { return radius <= static_cast<float>(each) + 0.25f; });
  ImFontAtlasRect rect;
  if (at == kRadii.end() || !atlas_->GetCustomRect(rects_[static_cast<std::size_t>(at - kRadii.begin())], &rect))
    return false;
  part = {rect.uv0,
          {(rect.uv0.x + rect.uv1.x) / 2, (rect.uv0.y + rect.uv1.y) / 2},
          rect.uv1,
          radius / static_cast<float>(*at)};
  return true;
}

bool Discs::disc(ImDrawList& list, const ImVec2& center, float radius, ImU32 color) const {
  Part part;
  if (!find(radius, part)) return false;
  const float half = radius + part.border;
  list.PrimReserve(6, 4);
  list.PrimRectUV({center.x - half, center.y - half}, {center.x + half, center.y + half}, part.low, part.high, color);
  return true;
}

// Nine parts: corners, edges that are the picture's middle drawn out, and the inside.
bool Discs::box(ImDrawList& list, const ImVec2& low, const ImVec2& high, float radius, ImU32 color) const {
  Part part;
  if (!find(radius, part)) return false;
  const float b = part.border;
  const float xs[] = {low.x - b, low.x + radius, high.x - radius, high.x + b};
  const float ys[] = {low.y - b, low.y + radius, high.y - radius, high.y + b};
  const float us[] = {part.low.x, part.middle.x, part.middle.x, part.high.x};
  const float vs[] = {part.low.y, part.middle.y, part.middle.y, part.high.y};
  list.PrimReserve(9 * 6, 16);
  const unsigned first = list._VtxCurrentIdx;
  for (unsigned row = 0; row < 3; ++row)
    for (unsigned column = 0; column < 3; ++column)
      for (const unsigned corner : {0u, 1u, 5u, 0u, 5u, 4u})
        list.PrimWriteIdx(static_cast<ImDrawIdx>(first + 4 * row + column + corner));
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 4; ++column) list.PrimWriteVtx({xs[column], ys[row]}, {us[column], vs[row]}, color);
  return true;
}

}  // namespace ui
