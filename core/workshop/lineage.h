// From a card to its action sheets and back: the links by which a sheet derives from a card.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "records/draft.h"
#include "records/state.h"

namespace workshop {

// An action sheet of that card, and the link between them; the sheet comes first. Its title is the card's first line,
// cut to kSheetTitle code points, its summary the whole text, its author the card's; its licence is CC BY-SA 4.0.
inline constexpr std::size_t kSheetTitle = 80;
std::vector<records::Draft> sheet_of_card(const records::State& state, base::Id card, base::Random& random);

// Both ways, by ascending id: the sheets that are there, and the cards, also those that were removed since.
std::vector<base::Id> sheets_of(const records::State& state, base::Id card);
std::vector<base::Id> cards_of(const records::State& state, base::Id sheet);

// A sheet that derives from a card of a board.
struct Sheet {
  base::Id id, card;
  std::string title, summary, author, licence;
};
std::vector<Sheet> sheets_on(const records::State& state, base::Id board);  // by title

}  // namespace workshop
