// A station's bulletin to print or to hang beside the sensor: its figure, its curve, its days in a table, and where the
// figure comes from. Everything in it is words and numbers already; nothing is fetched.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace print {

// A curve as it is drawn on screen: times in ms, values in the unit's own.
struct Curve {
  std::string name;  // what it shows, in a sentence
  double from = 0, until = 1;
  double low = 0, high = 1, step = 1;  // the scale, and between its lines
  std::vector<std::string> marks;      // words of low, low + step, ...
  std::string unit;
  struct Point {
    double at, low, mean, high;
    bool after_gap;  // the line does not reach it from the one before
  };
  std::vector<Point> points;
  struct Tick {
    double at, until;
    std::string words;
  };
  std::vector<Tick> ticks;
  struct Guide {
    double value;
    std::string words;
  };
  std::vector<Guide> guides;
};
// A picture by itself, 720 by 300.
std::string curve_svg(const Curve& curve);

struct Bulletin {
  std::string language, station, about, quantity, value, when, index;  // index: may be empty
  Curve curve;
  std::string caption;  // of the curve
  std::string table;    // its caption
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
  std::string why;                                         // the heading of the steps
  std::vector<std::pair<std::string, std::string>> steps;  // from the figure back to the sensor
  std::string footer;
};
std::string bulletin(const Bulletin& bulletin);  // HTML

}  // namespace print
