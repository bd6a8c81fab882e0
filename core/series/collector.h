// Gathers readings, as files give them one by one, into series. Points wait in small buffers that are emptied into
// compressed chunks, so a file far larger than memory can be read through.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "series/series.h"

namespace series {

class Collector {
 public:
  explicit Collector(Ms now) : now_(now) {}

  // The place of a series; one that is new keeps `header`. Stays valid while the collector lives.
  struct Place {
    Series series;
    std::vector<Point> waiting;
  };
  Place& place(const Header& header);
  void add(Place& place, const Point& point) {
    place.waiting.push_back(point);
    if (place.waiting.size() == kWaiting) flush(place);
  }

  // Everything gathered, in the order of first mention; the collector is empty afterwards.
  std::vector<Series> take();
  const Added& added() const { return added_; }

 private:
  static constexpr std::size_t kWaiting = 2 * kChunkPoints;
  void flush(Place& place);

  Ms now_;
  Added added_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::vector<std::unique_ptr<Place>> places_;
};

// Adds series to `all`; one that is there already (of the same name) takes up the other's points: daily files make a
// year.
void join(std::vector<Series>& all, std::vector<Series> more);

}  // namespace series
