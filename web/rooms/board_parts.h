// What the files of a board share.
#pragma once

#include <string>

#include "rooms/rooms.h"

namespace rooms {

std::string zone_title(const ui::Ui& ui, const workshop::Zone& zone);

// ---- board_card.cpp: one card, in a dialog
// Opens it on a card as it is; one without id is a new card, for its zone.
void open_card(BoardState& state, const workshop::Card& card);

}  // namespace rooms
