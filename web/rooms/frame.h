// What surrounds every room: the quay with its stops, the header, banners, the toast and the "Aa" settings.
#pragma once

#include <string>

#include "rooms/context.h"

namespace rooms {

struct FrameState {
  bool settings_open = false;
  std::string toast;        // outcome of the last command, in words
  bool toast_undo = false;  // with an "undo" beside it
  double toast_until = 0;   // ms
  bool toast_held = false;  // a pointer is over it, or focus in it: it stays
};

// Draws navigation; gives the rectangle left to the room.
ui::Rect navigation(ui::Ui& ui, const Context& context, Screen current, Commands& commands);
// What must be told whatever the room (storage refused, saving failed, new version): at most one, above `area`; gives
// what is left of it.
ui::Rect notices(ui::Ui& ui, const Context& context, const ui::Rect& area, Commands& commands);
// The pill that says where the work is kept, and the "Aa" button: right-aligned in `place`. Floating: over a map.
void status(ui::Ui& ui, const Context& context, FrameState& state, const ui::Rect& place, bool floating);
// Where a room that is a page leaves them room.
ui::Rect status_place(const ui::Ui& ui, const ui::Rect& area);
// Small line and h1, beside status_place(). Gives what is left below.
ui::Rect room_title(ui::Ui& ui, const ui::Rect& area, std::string_view small_line, std::string_view title);
// The outcome of the last command, in a strip of its own at the foot of `area`; gives what is left for the room.
// Floating: over the map at the right, where nothing is pressed; all is left.
ui::Rect outcome(ui::Ui& ui, const Context& context, FrameState& state, const ui::Rect& area, bool floats,
                 Commands& commands);
// Over everything: the "Aa" settings.
void settings(ui::Ui& ui, FrameState& state, int text_percent, Commands& commands);

}  // namespace rooms
