// A series in time: a band from least to greatest, the line of its means, guide lines, what is chosen. It draws what it
// is given and answers what was pressed, dragged or wheeled; what the same says in words and as a table is the room's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/ui.h"

namespace draw {

// One mean over from <= t < until, ms. NaN: nothing to draw.
struct ChartPoint {
  double from = 0, until = 0;
  float low = 0, mean = 0, high = 0;
};

struct ChartTick {
  double at;  // of its stretch: the words stand in its middle, a mark at its beginning
  double until;
  std::string words;
};

struct ChartGuide {
  float value;
  std::string words;
};

struct ChartSpec {
  std::string name;                    // for the mirror: what the chart shows, in a sentence
  double from = 0, until = 0;          // what is seen, ms
  float low = 0, high = 1;             // of the scale at the left
  float step = 1;                      // between its lines
  std::vector<std::string> marks;      // words of low, low + step, ... up to high
  std::string unit;                    // over the scale
  std::span<const ChartPoint> points;  // by time; those outside may be among them
  double longest = 0;                  // ms: the line is broken by a longer silence
  // Means of others, each a line of its own ink and dashes, with its number at the end.
  std::vector<std::span<const ChartPoint>> others;
  struct Note {
    double from, until;
    std::string words;  // a number
  };
  std::vector<Note> notes;  // what somebody knows of a stretch
  std::vector<ChartTick> ticks;
  std::vector<ChartGuide> guides;
  struct Chosen {
    double from, until;
    float value;  // NaN: nothing there
    std::string when, what;
  };
  std::optional<Chosen> chosen;
  struct Marked {
    double from, until;
  };
  std::optional<Marked> marked;  // a stretch; dragging across marks instead of moving
};

struct ChartAnswer {
  std::optional<double> picked;   // ms
  std::optional<double> pressed;  // ms: where a finger or button went down
  double dragged = 0;             // ms since, while a stretch is marked
  double moved = 0;               // ms to add to what is seen
  double zoomed = 1;              // what is seen becomes so many times shorter, about `about`
  double about = 0;               // ms
  float scrolled = 0;             // px: meant for what it lies in
};

// Between `low` and `high`, a round step that gives about `lines` lines, and the scale widened to it. The step is never
// so small that floats this large would not tell its marks apart.
struct Scale {
  float low, high, step;
  int digits;                         // decimals that its marks need
  std::vector<double> marks() const;  // low, low + step, ... high
};
Scale round_scale(float low, float high, int lines);

// Which of the six colours of the sequence a value has, little to much: 0 to 5, the ends for what lies beyond; kNoData
// for NaN.
inline constexpr int kNoData = -1;
int sequence_step(double value, double low, double high);

ChartAnswer chart(ui::Ui& ui, std::string_view key, const ui::Rect& rect, const ChartSpec& spec);

// The line that others' points are drawn with, 40 px long, for a legend; 1 to 4.
void line_sample(ui::Ui& ui, ui::Point left, int number);

}  // namespace draw
