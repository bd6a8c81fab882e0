// What a frame of a station's room costs the processor, everything but the graphics card's part and the page's own
// elements, as a test since the whole application is: ten million values, one every ten seconds for three years, at
// 1024 x 768 and 1920 x 1080; the curve moves a little each frame, as under a finger. Check: the nodes that the frame
// has.
#include <cmath>

#include "../../support/app_stage.h"
#include "../row.h"

namespace {

constexpr std::size_t kValues = 10'000'000;

// As a table of a station, read in parts like a file.
void give(support::Stage& stage, std::size_t values) {
  if (!stage.app().file_begin("poste.csv", 300'000'000)) return;
  std::string part = "date,PM2.5 (µg/m³)\n";
  constexpr std::int64_t kFirst = 1'672'531'200;  // 2023-01-01T00:00:00Z
  for (std::size_t i = 0; i < values; ++i) {
    char line[64];
    const std::time_t at = static_cast<std::time_t>(kFirst + static_cast<std::int64_t>(i) * 10);
    std::tm utc{};
    gmtime_r(&at, &utc);
    const std::size_t n = std::strftime(line, sizeof line, "%Y-%m-%dT%H:%M:%SZ", &utc);
    part.append(line, n);
    const double day = static_cast<double>(i) / 8640;
    std::snprintf(line, sizeof line, ",%.1f\n",
                  12 + 8 * std::sin(day * 6.2832) + 4 * std::sin(day / 58) + static_cast<double>(i % 17) / 10);
    part += line;
    if (part.size() < 1'000'000) continue;
    if (stage.app().file_chunk(part) == rooms::kWaitToRead) {
      stage.settle();
      stage.press("button", "Lire ainsi");
    }
    part.clear();
  }
  stage.app().file_chunk(part);
  stage.app().file_end(true);
}

// Scrolls the first chart to the middle of the screen; where it then is.
ui::Point bring_chart(support::Stage& stage, float h) {
  const ui::Mirror& mirror = stage.app().ui().mirror();
  const ui::Node* chart = stage.node("img", "");
  ui::Point at = chart->box.center();
  const ui::Node* in = mirror.find(chart->parent);
  for (; std::string_view(in->role) != "scroll"; in = mirror.find(in->parent))
    at = {at.x + in->box.x, at.y + in->box.y};
  const float hidden = std::max(0.f, at.y - h / 2);
  stage.app().ui().act(in->id, ui::Act::kScroll, "", hidden);
  at.y -= hidden;
  for (; in; in = mirror.find(in->parent)) at = {at.x + in->box.x, at.y + in->box.y};
  stage.settle();
  return at;
}

}  // namespace

TEST_CASE("station") {
  support::Stage stage;
  stage.press("button", "Mesures");
  give(stage, kValues);
  stage.settle(200);
  stage.press("button", "Fermer");
  stage.press("button", "poste");
  stage.settle(50);
  for (const auto& [w, h] : {std::pair{1024.f, 768.f}, {1920.f, 1080.f}}) {
    stage.resize(w, h);
    for (const char* range : {"Jour", "Semaine", "Mois", "Année", "Tout"}) {
      stage.press_last("button", range);
      const ui::Point middle = bring_chart(stage, h);
      ui::Ui& ui = stage.app().ui();
      ui.pointer({ui::PointerPhase::kDown, 1, middle});
      stage.step();
      float x = middle.x;
      constexpr int kFrames = 100;
      bench::row(
          "station " + std::to_string(static_cast<int>(w)) + " " + range,
          [&] {
            for (int i = 0; i < kFrames; ++i) {
              x += i % 20 < 10 ? 3 : -3;
              ui.pointer({ui::PointerPhase::kMove, 1, {x, middle.y}});
              stage.step();
            }
            return static_cast<double>(ui.mirror().nodes().size());
          },
          kFrames);
      ui.pointer({ui::PointerPhase::kUp, 1, {x, middle.y}});
      stage.settle();
    }
  }
}
