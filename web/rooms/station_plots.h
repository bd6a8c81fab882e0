// What a station's values say, one plot per question: a sentence, a picture, a table, each to be taken away. How a plot
// is made is its own file's (analysis_*.cpp); how any plot is shown is station_plots.cpp's.
#pragma once

#include <functional>

#include "draw/chart.h"
#include "print/canvas.h"
#include "rooms/station_parts.h"
#include "sensors/analyses.h"

namespace rooms::station_parts {

// What values are held against, with where that is written.
struct PlotTable {
  std::string title, about;
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
  std::vector<float> shares;
};

struct Plot {
  std::string title, summary;                            // the sentence stands above the picture and names it
  float height = 240;                                    // of the picture at the usual text size, px
  std::function<double(const print::CanvasSize&)> tall;  // the height instead, where it follows from the width
  std::function<void(print::Canvas&)> paint;             // holds what it needs; null: the sentence is all
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
  std::vector<float> shares;
  std::optional<PlotTable> scale;  // opened apart
};

// Sentence, picture, table and what can be taken of them. `over` is called with the picture, for what can be done on
// it.
using OverPicture = std::function<void(ui::NodeId, const ui::Rect&)>;
void show_plot(ui::Column& column, std::string_view key, const Plot& plot, bool& table_open, Commands& commands,
               const OverPicture& over = {});

// What a plot is made of.
struct Asked {
  const i18n::Words& words;
  const Context& context;
  const sensors::Station& station;
  const Shown& shown;
  const StationState& state;
  sensors::Stretch stretch;  // it is about

  const series::Header& header() const { return shown.reading.raw.header; }
  bool energetic() const { return sensors::energetic(header().quantity); }
  std::vector<sensors::Bucket> hours() const { return sensors::whole_within(shown.means.hours, stretch); }
  // Another series of this station, once it is read; nullptr: there is none, or not yet.
  const sensors::Reading* other(std::string_view quantity) const;
};

struct PlotKind {
  std::string_view key;                             // names the texts plot.<key>
  bool (*holds)(const Asked& asked);                // whether it is a question for these values
  std::optional<Plot> (*make)(const Asked& asked);  // nullopt: not enough was measured
  // Series beside the one shown that it reads.
  std::vector<base::Id> (*needs)(const Context& context, const sensors::Station& station);
};
// What a kind may need: nothing else, or all that its station measures.
std::vector<base::Id> nothing_else(const Context& context, const sensors::Station& station);
std::vector<base::Id> all_of_it(const Context& context, const sensors::Station& station);

std::span<const PlotKind> analyses();      // analysis_time.cpp, analysis_wind.cpp, analysis_figures.cpp
std::span<const PlotKind> applications();  // analysis_application.cpp
const PlotKind* plot_kind(std::span<const PlotKind> kinds, std::string_view key);

// What was computed for a station and holds as long as what it was made from.
struct Made {
  std::string from;
  std::optional<Plot> plot;
  std::optional<series::Series> series;  // consolidated
  sensors::Means means;
  std::vector<sensors::AsideRun> aside;  // of the whole series, by time
  std::size_t stations = 0;
  double kilometres = 0;
};

void analyses_card(ui::Column& column, const Asked& asked, StationState& state, Commands& commands);
void application_card(ui::Column& column, const Asked& asked, StationState& state, Commands& commands);

// ---- painting
// Where values lie on a canvas: lines of the scale with their words are drawn, the rest is left to paint in.
struct Axes {
  double left, top, right, bottom;
  double low, high;
  double y(double value) const { return bottom - (value - low) / (high - low) * (bottom - top); }
};
Axes axes(print::Canvas& canvas, const i18n::Words& words, double low, double high, const std::string& unit);
// Words under the axis, those that would touch their neighbours left out.
void below(print::Canvas& canvas, const Axes& axes, std::span<const std::pair<double, std::string>> words);
// Little to much, with its ends in words; `left` px from the left.
void legend(print::Canvas& canvas, double left, double y, const std::string& low, const std::string& high);

// "7 h", "lundi", "janvier"
std::string beat_words(const i18n::Words& words, sensors::Beat beat, std::size_t part, bool whole);

std::optional<Plot> rhythm_plot(const Asked& asked);
std::optional<Plot> week_plot(const Asked& asked);
std::optional<Plot> trend_plot(const Asked& asked);
std::optional<Plot> rose_plot(const Asked& asked);
std::optional<Plot> polar_plot(const Asked& asked);
std::optional<Plot> figures_plot(const Asked& asked);
std::optional<Plot> correlation_plot(const Asked& asked);

}  // namespace rooms::station_parts
