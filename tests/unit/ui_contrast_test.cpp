// The contrast of what the kit draws, computed from the colours the page is built with: WCAG 2.2, 1.4.3 (text 4.5, body
// text held to 7) and 1.4.11 (controls and marks 3). Source of the formula: WCAG 2.2, "relative luminance", "contrast
// ratio".
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "generated/tokens.h"

namespace {

using namespace ui::tokens;

double luminance(std::uint32_t color) {  // 0xAABBGGRR
  const auto part = [&](int shift) {
    const double c = ((color >> shift) & 0xFF) / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * part(0) + 0.7152 * part(8) + 0.0722 * part(16);
}

double contrast(std::uint32_t a, std::uint32_t b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

struct Pair {
  std::string name;
  std::uint32_t ink, ground;
  double least;
};

std::vector<Pair> pairs_of(const Theme& t, ThemeId id) {
  std::vector<Pair> pairs;
  const std::pair<const char*, std::uint32_t> grounds[] = {
      {"surface", t.surface}, {"sunken", t.sunken}, {"raised", t.raised}, {"overlay", t.overlay}};
  for (const auto& [name, ground] : grounds) {
    const std::string on = std::string(" on ") + name;
    pairs.push_back({"text" + on, t.text, ground, 7});
    pairs.push_back({"muted" + on, t.muted, ground, 4.5});
    pairs.push_back({"primary" + on, t.primary, ground, 4.5});
    pairs.push_back({"danger" + on, t.danger, ground, 4.5});
    pairs.push_back({"strong border" + on, t.border_strong, ground, 3});
    pairs.push_back({"disabled" + on, t.disabled, ground, 3});
  }
  const auto tone = [&](const char* name, std::uint32_t on, std::uint32_t full, std::uint32_t on_soft,
                        std::uint32_t soft) {
    pairs.push_back({std::string("on ") + name, on, full, 4.5});
    pairs.push_back({std::string("on soft ") + name, on_soft, soft, 4.5});
  };
  tone("primary", t.on_primary, t.primary, t.on_primary_soft, t.primary_soft);
  tone("danger", t.on_danger, t.danger, t.on_danger_soft, t.danger_soft);
  tone("success", t.on_success, t.success, t.on_success_soft, t.success_soft);
  tone("warning", t.on_warning, t.warning, t.on_warning_soft, t.warning_soft);
  tone("info", t.on_info, t.info, t.on_info_soft, t.info_soft);
  pairs.push_back({"on primary, hovered", t.on_primary, t.primary_hover, 4.5});
  pairs.push_back({"text on a selected row", t.text, t.primary_soft, 7});
  pairs.push_back({"muted on a selected row", t.muted, t.primary_soft, 4.5});
  pairs.push_back({"on accent", t.on_accent, t.accent, 4.5});
  pairs.push_back({"quay text", t.quay_text, t.quay, 4.5});
  pairs.push_back({"quay muted", t.quay_muted, t.quay, 4.5});
  pairs.push_back({"quay line", t.quay_line, t.quay, 3});
  const std::uint32_t lands[] = {t.map.land, t.map.urban, t.map.wood, t.map.outside};
  for (const std::uint32_t land : lands) pairs.push_back({"map label", t.map.label, land, 4.5});
  pairs.push_back({"sea label", t.map.label_sea, t.map.sea, 4.5});
  pairs.push_back({"marker", t.map.marker, t.map.land, 3});
  pairs.push_back({"number in a marker", t.raised, t.map.marker, 4.5});
  pairs.push_back({"cluster", t.map.cluster, t.map.land, 3});
  pairs.push_back({"number in a cluster", t.raised, t.map.cluster, 4.5});
  for (const KindStyle& kind : kKinds) {
    pairs.push_back({std::string(kind.kind), kind.ink[id], kind.soft[id], 4.5});
    pairs.push_back({std::string(kind.kind) + " on a card", kind.ink[id], t.raised, 4.5});
  }
  return pairs;
}

}  // namespace

TEST_CASE("contrast is what WCAG says of known pairs", "[contrast]") {
  CHECK(std::abs(contrast(0xFF000000, 0xFFFFFFFF) - 21) < 1e-9);
  CHECK(std::abs(contrast(0xFF777777, 0xFFFFFFFF) - 4.478) < 0.001);
}

TEST_CASE("every pair of colours the kit draws is told apart, in every theme", "[contrast]") {
  for (std::size_t i = 0; i < kThemeCount; ++i) {
    const Theme& theme = kThemes[i];
    for (const Pair& pair : pairs_of(theme, static_cast<ThemeId>(i))) {
      INFO(theme.name << ": " << pair.name);
      CHECK(contrast(pair.ink, pair.ground) >= pair.least);
    }
    // The focus ring has two tones: whatever lies behind, one of them shows.
    for (const std::uint32_t behind :
         {theme.surface, theme.raised, theme.overlay, theme.quay, theme.primary, theme.accent, theme.map.land,
          theme.map.sea, theme.danger_soft, theme.primary_soft}) {
      INFO(theme.name << ": focus on " << std::hex << behind);
      CHECK(std::max(contrast(theme.focus, behind), contrast(theme.focus_halo, behind)) >= 3);
    }
  }
}
