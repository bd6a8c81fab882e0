// What the files of a board share.
#pragma once

#include <string>

#include "print/recueil.h"
#include "rooms/rooms.h"
#include "workshop/path.h"

namespace rooms {

std::string zone_title(const ui::Ui& ui, const workshop::Zone& zone);

// Cards are written, moved and voted on until the workshop is closed, and by those who take part; what is decided and
// made of them goes on.
inline bool is_open(const workshop::Board& board) { return board.closed.empty(); }
inline bool may_write(const BoardState& state) { return is_open(state.board) && workshop::writes(state.role); }
inline bool may_lead(const BoardState& state) { return is_open(state.board) && workshop::leads(state.role); }

// ---- board.cpp
std::string clock_left(std::int64_t ms);                    // "4:59"
bool shows_wall(const ui::Ui& ui, const Context& context);  // else the lists
void reveal_dialog(ui::Ui& ui, BoardState& state, Commands& commands);

// ---- board_wall.cpp: the cards on a plane, and the tools under it
void board_wall(ui::Ui& ui, const Context& context, BoardState& state, const ui::Rect& area, Commands& commands);
// What Escape ends on the wall, one thing at a time; false: nothing.
bool leave_wall_mode(BoardState& state);
void group_dialog(ui::Ui& ui, BoardState& state, Commands& commands);

// ---- board_tables.cpp: who comes, and mixed tables
void tables_card(ui::Column& column, const Context& context, BoardState& state);
void open_seating(const Context& context, BoardState& state);
void tables_dialog(ui::Ui& ui, BoardState& state, Commands& commands);

// ---- present.cpp: words of any size (TextStyle::size), told in `role`
void big_text(ui::Column& column, std::string_view key, const char* role, std::string_view text, ui::TextStyle style);

// ---- board_guide.cpp: what whoever leads has at hand
void guide_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands);
void closing_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands);
// That it is a rehearsal, or closed, and the way out of that; nothing otherwise.
void state_of_board(ui::Column& column, const BoardState& state, Commands& commands);
// The code that is said aloud; the link and its QR code, where a hub is connected.
void invite_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands);

// ---- board_presence.cpp
void hear_others(const Context& context, BoardState& state, Commands& commands);
std::vector<const Heard*> others_here(const Context& context, const BoardState& state);  // the latest first
void others_button(ui::Flow& flow, const Context& context, BoardState& state);           // nothing where nobody is
void others_dialog(ui::Ui& ui, const Context& context, BoardState& state);

// ---- board_path.cpp: what was decided, what tables give back
void path_card(ui::Column& column, const Context& context, const BoardState& state, Commands& commands);
// What was decided about one card, and the way to say it.
void choice_of_card(ui::Column& column, const Context& context, const BoardState& state, base::Id card,
                    Commands& commands);
void reports_card(ui::Column& column, const Context& context, const BoardState& state, Commands& commands);
Compose new_report(const i18n::Words& words, const workshop::Board& board);

// ---- board_photo.cpp
std::string photo_words(const ui::Ui& ui, const workshop::Photo& photo);
// Opens the chooser of files; a camera, on what has one. `what` it will be of.
void add_photo_button(ui::Flow& flow, std::string_view what, bool icon_only);
// Those of one record, each opening the dialog; nothing where there are none.
void photos_row(ui::Column& column, const Context& context, BoardState& state, base::Id on);
void photos_card(ui::Column& column, const Context& context, BoardState& state);  // of the whole wall
// As large as the column is wide and `most` px tall.
void whole_photo(ui::Column& column, const workshop::Photo& photo, float most);
void photo_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands);

// ---- board_alike.cpp
void look_alike(BoardState& state);
void alike_dialog(ui::Ui& ui, BoardState& state);

// ---- board_vote.cpp
print::Speech speech_of(const i18n::Words& words);  // for what is printed
void voters_card(ui::Column& column, const Context& context, BoardState& state, Commands& commands);
void results_card(ui::Column& column, const BoardState& state, Commands& commands);
// What whose turn it is gives to one card.
void mark_of_turn(ui::Column& column, const BoardState& state, const workshop::Card& card, Commands& commands);
void ballot_dialog(ui::Ui& ui, BoardState& state, Commands& commands);
void decide_dialog(ui::Ui& ui, BoardState& state, Commands& commands);
void box_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands);

// ---- board_card.cpp: one card, in a dialog
// Opens it on a card as it is; one without id is a new card, for its zone.
void open_card(BoardState& state, const workshop::Card& card);
void card_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands);
// The colours a card can have, one of them chosen.
bool colour_choice(ui::Flow& flow, std::string& colour);

}  // namespace rooms
