// What a frame of the map costs the processor, everything but the graphics card's part: 100,000 places, both basemaps,
// names and clusters, at 1920 x 1080; the view moves a little each frame, as under a finger. Check: the places counted
// by the index.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "../../support/ui_fixture.h"
#include "../geo_inputs.h"
#include "draw/map.h"
#include "geo/mercator.h"

namespace {

geo::Basemap basemap(const char* name) {
  std::ifstream file(name, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  return *geo::read_basemap(std::as_bytes(std::span(bytes.data(), bytes.size())));
}

}  // namespace

int main() {
  const std::vector<geo::Point> france = bench::places(100'000);
  const geo::Basemap home = basemap("assets/basemap/home.bin"), continent = basemap("assets/basemap/europe.bin");
  // The same places drawn together around Bordeaux: a national number in one département.
  const geo::Point bordeaux = geo::to_square({-0.58, 44.84});
  std::vector<geo::Point> gironde = france;
  for (geo::Point& p : gironde) p = {bordeaux.x + (p.x - 0.5) / 8, bordeaux.y + (p.y - 0.36) / 8};
  std::vector<std::uint32_t> numbers(france.size());
  for (std::uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
  const std::vector<std::uint8_t> pending(france.size());

  support::UiFixture fixture(1920, 1080);
  using Set = std::pair<const char*, const std::vector<geo::Point>*>;
  for (const auto& [name, points] : {Set{"France", &france}, Set{"Gironde", &gironde}}) {
    const geo::PointIndex index(*points);
    for (const double zoom : {5.0, 7.5, 9.5, 12.5, 15.5}) {
      draw::MapView view;
      view.x = bordeaux.x;
      view.y = bordeaux.y;
      view.zoom = zoom;
      const auto frame = [&] {
        view.pan(3, 2);
        fixture.frame([&](ui::Ui& ui) {
          draw::map(ui, "map", ui.screen(), view,
                    {.name = "Carte",
                     .points = *points,
                     .index = index,
                     .numbers = numbers,
                     .pending = pending,
                     .continent = &continent,
                     .home = &home});
        });
      };
      for (int i = 0; i < 5; ++i) frame();
      bench::row(("map frame " + std::string(name) + " zoom " + std::to_string(zoom).substr(0, 4)).c_str(), [&] {
        for (int i = 0; i < 1; ++i) frame();
        return static_cast<double>(index.size());
      });
    }
  }
}
