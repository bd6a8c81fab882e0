// A board as it stands: its zones in order, the cards in each, and the dots on them. A card whose zone is gone is not
// lost: it lies beside the zones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "decide/standing.h"
#include "records/state.h"
#include "workshop/lineage.h"

namespace workshop {

struct Card {
  base::Id id;
  base::Id zone;  // none: beside the zones
  std::string text, author;
  std::size_t mine = 0;   // dots of `me`
  std::size_t given = 0;  // dots by tablet, `mine` among them
  std::size_t hands = 0;  // dots counted in the room
  std::size_t dots() const { return given + hands; }
};

struct Zone {
  base::Id id;  // none: beside the zones
  std::string title, prompt;
  std::vector<std::size_t> cards;  // in `Board::cards`, in the order of their ids
};

struct Phase {
  std::string name;
  int minutes = 0;
};

struct Board {
  base::Id id;
  std::string title, brief, date;
  std::vector<Phase> phases;
  std::size_t phase = 0;             // within `phases`, where there are any
  std::optional<std::int64_t> ends;  // ms since 1970
  std::size_t quota = 0;             // dots of each person
  std::size_t mine = 0;              // dots that `me` has given
  std::vector<Zone> zones;           // the last may be what lies beside them
  std::vector<Card> cards;
  std::vector<Sheet> sheets;  // that derive from its cards

  // The cards that have dots, most first.
  std::vector<decide::Standing> results() const;
};

// Boards that are there, the newest first by date, then by title.
std::vector<base::Id> boards(const records::State& state);

// `board` exists. `me`: whose dots are `mine`.
Board read_board(const records::State& state, base::Id board, base::Id me);

}  // namespace workshop
