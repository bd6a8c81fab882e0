// What the station room and its question share: the stretch of time that is chosen, and what was measured in it.
#pragma once

#include "draw/chart.h"
#include "print/bulletin.h"
#include "rooms/measures_parts.h"
#include "sensors/thresholds.h"

namespace rooms::station_parts {

using series::Ms;

// The series shown, once it can be.
struct Shown {
  const sensors::Reading& reading;
  const series::Series* humidity;
  const series::Zone& zone;
  const sensors::Means& means;  // at the view
  std::uint64_t edition;        // Measures::Held
  std::string_view scale;       // of the air index that this device shows: a key of sensors::scales()
};
// Another station's series of the same quantity; km away, NaN where either is not on the map.
struct Alike {
  const sensors::Station* station;
  base::Id series;
  double kilometres;
};
std::vector<Alike> alike(const Context& context, const sensors::Station& station, base::Id series);  // nearest first
// What the view, the analysis and the comparisons need read.
std::vector<base::Id> also_needed(const Context& context, const sensors::Station& station, const StationState& state);
// The neighbourhood's values, made when the view asks for them; nullptr: nobody near measures the same, or not yet.
const Made* consolidated(const Context& context, const sensors::Station& station, StationState& state);

std::optional<Shown> shown(const Context& context, const StationState& state);

// A day is chosen among days, an hour within one.
series::Step chosen_step(const StationState& state);
// Without values where nothing was measured.
std::optional<sensors::Bucket> chosen_bucket(const Shown& shown, const StationState& state);

// The grade of the chosen day or hour outdoors by the index that is shown; nothing where it does not hold.
struct Grade {
  const sensors::Scale* scale;
  int grade;           // 1 to 6
  double value;        // that was graded: a mean, or the highest of the day's hours
  double above, upto;  // the bounds of the grade; infinite at the ends
  const char* what;    // text key: what was graded
  bool worst_hour;     // of a day, by a scale of hours
};
std::optional<Grade> grade_of(const Shown& shown, const sensors::Bucket& bucket);
// Whether any index grades this quantity, measured so, where people breathe outdoors.
bool has_grades(const series::Header& header);
// Which index is shown, here and wherever one is.
void choose_index(ui::Column& column, const Shown& shown, Commands& commands);
std::string index_words(const i18n::Words& words, const Grade& grade);  // "Indice ATMO 2021 : 2, Moyen"

bool set_aside_by_hand(const Context& context, const StationState& state, const sensors::Stretch& stretch);
// Sets it aside, or takes it back where it is.
void toggle_aside(const Context& context, const StationState& state, const sensors::Stretch& stretch,
                  Commands& commands);

// ---- station_time.cpp
// What is seen first: the week of the last whole day, or the day where there is none.
void settle(const Shown& shown, StationState& state);
// The day, month or year that holds `at`, or the week that ends with it; all there is for Range::kAll.
void frame_range(const Shown& shown, StationState& state, Ms at);
// At least a sliver of what there is stays in sight.
void keep_in_sight(const Shown& shown, StationState& state);
void choose(const Shown& shown, StationState& state, Ms time);
// One range further or back; what is chosen goes along.
void turn_page(const Shown& shown, StationState& state, int direction);

// ---- station_curve.cpp
struct ChartOf {
  std::vector<draw::ChartPoint> points;
  std::vector<std::vector<draw::ChartPoint>> others;  // of those compared
  draw::ChartSpec spec;                               // without its points
};
// The values of a stretch, held while it is moved over.
struct Near {
  base::Id series;
  std::uint64_t edition;
  bool raw;
  Ms from, until;
  std::vector<Ms> times;
  std::vector<float> values;
};
struct Compared {
  std::string name;
  const sensors::Means* means;
};
std::vector<Compared> compared(const Context& context, const StationState& state);
ChartOf chart_of(const i18n::Words& words, const Shown& shown, const StationState& state,
                 std::span<const Compared> beside = {});
struct MeansTable {
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
  std::size_t left = 0;  // rows beyond the last
};
series::Step drawn_step(const StationState& state);  // of the curve
MeansTable means_table(const i18n::Words& words, const Shown& shown, const StationState& state, series::Step step,
                       bool with_range, std::span<const Compared> beside = {});
// "Du 9 novembre 2026 au 15 novembre 2026, heure par heure"
std::string sight_words(const i18n::Words& words, const Shown& shown, const StationState& state, series::Step step);
void curve_card(ui::Column& column, const Context& context, const Shown& shown, StationState& state,
                ui::ScrollArea& scroll, Commands& commands);
// Whether a scale of it begins at zero, where nothing would be nothing.
bool begins_at_zero(std::string_view quantity);

// ---- station_mark.cpp
// From the beginning of a step that is drawn to the end of one; where nothing is said, what is chosen.
void begin_mark(const Shown& shown, StationState& state);
void drag_mark(const Shown& shown, StationState& state, const draw::ChartAnswer& answer);
void mark_part(ui::Column& inside, const Context& context, const Shown& shown, StationState& state,
               std::span<const Compared> beside, Commands& commands);
// What a note is about: the stretch that is marked, else what is chosen.
std::optional<sensors::Stretch> noted_stretch(const Shown& shown, const StationState& state);
// "jeudi 12 novembre 2026", its hour "12 novembre 2026, 14 h", some of its hours "jeudi 12 novembre 2026, de 14 h à
// 18 h", or "du 12 novembre 2026, 14 h au 13 novembre 2026, 3 h"
std::string stretch_words(const i18n::Words& words, const series::Zone& zone, const sensors::Stretch& stretch);

// ---- station_calendar.cpp
void calendar_card(ui::Column& column, const Shown& shown, StationState& state, ui::ScrollArea& scroll,
                   Commands& commands);

// ---- station_why.cpp
struct WhyStep {
  std::string key, title, detail;
};
std::vector<WhyStep> why_steps(const i18n::Words& words, const Shown& shown, const StationState& state,
                               const sensors::Bucket& bucket);

std::string aside_reason(const i18n::Words& words, series::Flag flag, std::size_t count);  // "3 valeurs hors limites"

// ---- station_bulletin.cpp
print::Curve printed_curve(const i18n::Words& words, const Shown& shown, const StationState& state);
print::Bulletin bulletin_of(const i18n::Words& words, const Shown& shown, const StationState& state,
                            const sensors::Station& station);

// ---- station_cards.cpp
void quality_card(ui::Column& column, const Context& context, const sensors::Station& station, const Shown& shown,
                  const StationState& state, Commands& commands);
// Up to kMostCompared others on the curve. Nothing where there is no other station that measures the same.
void others_card(ui::Column& column, const Context& context, const sensors::Station& station, StationState& state,
                 Commands& commands);
// What the checks set aside, to be looked at one by one; and what people know of a stretch.
void review_card(ui::Column& column, const Context& context, const Shown& shown, StationState& state,
                 Commands& commands);
void notes_card(ui::Column& column, const Context& context, const Shown& shown, StationState& state,
                Commands& commands);
void side_by_side_card(ui::Column& column, const Context& context, const sensors::Station& station, const Shown& shown,
                       StationState& state, Commands& commands);
void take_card(ui::Column& column, const sensors::Station& station, const Shown& shown, const StationState& state,
               Commands& commands);

}  // namespace rooms::station_parts
