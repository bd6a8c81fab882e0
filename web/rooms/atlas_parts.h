// What the list and the sheet of the atlas share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rooms/rooms.h"

namespace rooms {

// "Lormont · démonstration": what stands under a place's name.
std::string place_line(const atlas::Place& place, const i18n::Words& words);

// Asks the places again when the query, the places or the minute have changed; says how many there are when it is the
// person's doing.
void refresh(ui::Ui& ui, const Context& context, AtlasState& state);
// Metres from what the query is around; nothing without it, or for a place without a position.
std::optional<double> distance(const atlas::Place& place, const AtlasState& state);

// The list's part of the screen: search, filters, rows, what to do.
struct Split;
void list_panel(ui::Ui& ui, const Context& context, AtlasState& state, const Split& parts, Commands& commands);

// ---- atlas_filters.cpp
std::size_t filter_count(const AtlasState& state);  // how many facets narrow the query, around included
void clear_filters(AtlasState& state);
// Around a commune (by its key), where the device is (kHere, once it is known), or nowhere.
void set_near(const Context& context, AtlasState& state, std::string_view near);
void order_field(ui::Ui& ui, const ui::Rect& rect, AtlasState& state);
// Replaces the rows while it is open.
void filter_panel(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& area, Commands& commands);
// What narrows the query, one line each with a button that takes it out.
void filter_list(ui::Column& column, const Context& context, AtlasState& state);

struct Split {
  ui::Rect panel, map;
  bool beside;  // the panel stands beside the map, not over it
};
Split split(const ui::Ui& ui, const ui::Rect& area, float panel);

// The map's part of the screen: the map, its buttons, scale and sources.
void map_region(ui::Ui& ui, const Context& context, AtlasState& state, const Split& parts, Commands& commands);
// The question behind the map's layers button: outlines added from a file, and how many places each holds. Drawn last.
void layers_dialog(ui::Ui& ui, const Context& context, AtlasState& state, Commands& commands);

}  // namespace rooms
