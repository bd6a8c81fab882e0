// What the rooms of measures share: quantities, moments and values in words, and the state of a series being read.
#pragma once

#include "rooms/rooms.h"

namespace rooms::measures_parts {

std::string quantity_words(const i18n::Words& words, std::string_view quantity);  // "PM2,5"; as it is if not known
std::string exposure_words(const i18n::Words& words, std::string_view exposure);
// "12,4", and with its unit "12,4 µg/m³". As many decimals as such sensors mean.
std::string figure(const i18n::Words& words, double value);
std::string value_with_unit(const i18n::Words& words, double value, const series::Header& header);

// In the time of the station.
std::string day_words(const i18n::Words& words, const series::Zone& zone, series::Ms time);   // jeudi 12 novembre 2026
std::string date_words(const i18n::Words& words, const series::Zone& zone, series::Ms time);  // 12 novembre 2026
std::string hour_words(const i18n::Words& words, const series::Zone& zone, series::Ms time);  // 14 h
// "moyenne de l’heure finie à 14 h, jeudi 12 novembre 2026", "moyenne du jeudi 12 novembre 2026".
std::string mean_words(const i18n::Words& words, const series::Zone& zone, const sensors::Bucket& bucket);

// What stands in place of a series that cannot be shown yet; empty: it can.
std::string waiting_words(const i18n::Words& words, const Measures::Held* held);

// The station's series of that quantity; empty: its first. {}: none.
base::Id series_of(const records::State& state, const sensors::Station& station, std::string_view quantity);

// ---- measures_moment.cpp: one quantity, one hour, all stations
// Of each station, the hour that is shown, as it was checked; nullptr: it has none.
const sensors::Bucket* shown_hour(const Context& context, const MeasuresState& state, const sensors::Station& station);
// What the colours of values span, of all stations and hours; nullopt: nothing is read yet.
struct Span {
  double low, high;
  series::Ms first, last;  // hours
};
std::optional<Span> span_of(const Context& context, const MeasuresState& state);
void moment_card(ui::Column& column, const Context& context, MeasuresState& state);

// ---- measures_map.cpp
bool located(const sensors::Station& station);
void station_map(ui::Ui& ui, const Context& context, MeasuresState& state, const ui::Rect& rect, Commands& commands);

const sensors::Station* station_of(const Measures& measures, base::Id series);

}  // namespace rooms::measures_parts
