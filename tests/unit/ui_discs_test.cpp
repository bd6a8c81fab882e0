// Discs and rounded boxes as they are drawn: what of the screen they cover, and by how many vertices.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "imgui.h"
#include "support/ui_fixture.h"

namespace {

constexpr float kPi = 3.14159265f;

struct Drawn {
  int vertices = 0;
  double covered = 0;  // px, by the pictures' opacity under the triangles
};

// Each quad's part of the atlas is looked at where the middle of each of its pixels falls.
Drawn drawn(support::UiFixture& screen, const std::function<void(ui::Ui&)>& draw) {
  Drawn found;
  screen.frame([&](ui::Ui& ui) {
    const ImDrawList& list = ui.list();
    const int vertices = list.VtxBuffer.Size, indices = list.IdxBuffer.Size;
    draw(ui);
    found.vertices = list.VtxBuffer.Size - vertices;
    ImTextureData& atlas = *ImGui::GetIO().Fonts->TexData;
    for (int i = indices; i + 5 < list.IdxBuffer.Size; i += 6) {  // two triangles each, low corner first, high third
      const ImDrawVert &a = list.VtxBuffer[list.IdxBuffer[i]], &b = list.VtxBuffer[list.IdxBuffer[i + 2]];
      const float w = b.pos.x - a.pos.x, h = b.pos.y - a.pos.y;
      constexpr int kSteps = 200;
      for (int y = 0; y < kSteps; ++y)
        for (int x = 0; x < kSteps; ++x) {
          const float u = a.uv.x + (b.uv.x - a.uv.x) * (static_cast<float>(x) + 0.5f) / kSteps;
          const float v = a.uv.y + (b.uv.y - a.uv.y) * (static_cast<float>(y) + 0.5f) / kSteps;
          const auto* texel =
              static_cast<unsigned char*>(atlas.GetPixelsAt(static_cast<int>(u * static_cast<float>(atlas.Width)),
                                                            static_cast<int>(v * static_cast<float>(atlas.Height))));
          found.covered += static_cast<double>(w * h) / (kSteps * kSteps) * texel[3] / 255;
        }
    }
  });
  return found;
}

}  // namespace

TEST_CASE("a disc is four vertices that cover its area; a larger one than any picture is a polygon", "[ui][discs]") {
  support::UiFixture screen;
  for (const float radius : {2.f, 5.5f, 8.f, 20.f, 32.f, 45.f}) {
    INFO(radius);
    const Drawn disc = drawn(screen, [&](ui::Ui& ui) { ui.disc({300, 300}, radius, 0xFF000000u); });
    CHECK(disc.vertices == 4);
    const auto area = static_cast<double>(kPi * radius * radius);
    CHECK(std::abs(disc.covered - area) < 0.04 * area + 0.5);
  }
  CHECK(drawn(screen, [](ui::Ui& ui) { ui.disc({300, 300}, 120, 0xFF000000u); }).vertices > 40);
}

TEST_CASE("a rounded box is sixteen vertices that cover all but its corners", "[ui][discs]") {
  support::UiFixture screen;
  for (const float radius : {3.f, 9.f, 14.f}) {
    INFO(radius);
    const Drawn box = drawn(screen, [&](ui::Ui& ui) { ui.fill({100, 100, 200, 60}, 0xFF000000u, radius); });
    CHECK(box.vertices == 16);
    const auto area = static_cast<double>(200 * 60 - (4 - kPi) * radius * radius);
    CHECK(std::abs(box.covered - area) < 0.01 * area);
  }
  CHECK(drawn(screen, [](ui::Ui& ui) { ui.fill({100, 100, 200, 60}, 0xFF000000u); }).vertices == 4);
  CHECK(drawn(screen, [](ui::Ui& ui) { ui.fill({100, 100, 200, 60}, 0x00FFFFFFu, 9); }).vertices == 0);
}
