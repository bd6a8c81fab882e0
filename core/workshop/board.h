// A board as it stands: its zones in order, the cards in each, the dots on them, what was put together, linked and
// drawn. A card whose zone is gone is not lost: it lies beside the zones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "records/state.h"
#include "workshop/choice.h"
#include "workshop/decision.h"
#include "workshop/feedback.h"
#include "workshop/lineage.h"
#include "workshop/photo.h"
#include "workshop/report.h"

namespace workshop {

struct Card {
  base::Id id;
  base::Id zone;  // none: beside the zones
  std::string text, author;
  Mark mine = 0;          // of `me`, as the board decides
  std::size_t given = 0;  // dots or approvals by tablet, `mine` among them
  std::size_t hands = 0;  // the same, counted in the room
  decide::Grades raised;  // hands in the room by grade, of a judgment; empty: none
  std::string colour;     // of the list "note"; empty: the first
  base::Id group;         // none: of no group of this board
  struct Spot {
    double x, y;
  };
  std::optional<Spot> spot;  // where it was put in its zone (wall.h)
  bool hidden = false;       // only this device has it (Session::save_private)
  std::size_t comments = 0;
  std::size_t dots() const { return given + hands; }
};

struct Zone {
  base::Id id;  // none: beside the zones
  std::string title, prompt;
  std::vector<std::size_t> cards;  // in `Board::cards`: groups one after the other, each as they were written
};

struct Group {
  base::Id id;
  std::string title;
};

struct Tie {  // two cards, in `Board::cards`, that go with each other
  base::Id id;
  std::size_t from, to;
};

struct Stroke {
  base::Id id;
  std::string colour;
  std::vector<Card::Spot> points;
};

struct Comment {
  base::Id id;
  std::string text, author;
  std::int64_t at_ms = 0;
};

struct Phase {
  std::string name;
  int minutes = 0;
  bool hidden = false;  // cards written in it stay hidden
};

struct Board {
  base::Id id;
  std::string title, brief, date;
  std::string from;    // the key of the template it was prepared from (template.h)
  base::Id rehearses;  // the board that this one only tries out (rehearsal.h)
  std::string closed;  // the day on which the workshop ended; empty: it goes on
  std::vector<Phase> phases;
  std::size_t phase = 0;             // within `phases`, where there are any
  std::optional<std::int64_t> ends;  // ms since 1970
  Decision decision;
  Outcome outcome;
  std::size_t mine = 0;       // dots that `me` has given
  std::vector<Zone> zones;    // the last may be what lies beside them
  std::vector<Card> cards;    // as they were written
  std::vector<Sheet> sheets;  // that derive from its cards
  std::vector<Group> groups;  // that hold a card, by their titles
  std::vector<Tie> ties;
  std::vector<Stroke> strokes;
  std::vector<Choice> choices;  // about its cards
  std::vector<Report> reports;
  std::map<base::Id, Feedback> feedback;          // of its cards and sheets that were tried
  std::map<base::Id, std::vector<Photo>> photos;  // of it, of its zones and of its cards
  bool covered = false;                           // new cards stay hidden
  std::size_t hidden = 0;                         // cards that are
};

// Those of one of them; none where there are none.
std::span<const Photo> photos_of(const Board& board, base::Id on);

// Boards that are there, the newest first by date, then by title.
std::vector<base::Id> boards(const records::State& state);

// `board` exists. `me`: whose dots are `mine`. `hidden`: records that only this device has.
Board read_board(const records::State& state, base::Id board, base::Id me, const std::set<base::Id>& hidden = {});
// The same as all others see it: without hidden cards.
Board read_shared_board(const records::State& state, base::Id board, const std::set<base::Id>& hidden);

// Those of `hidden` that are to be published: cards whose board is no longer covered, or gone, and what names no card
// that stays hidden.
std::vector<base::Id> revealed(const records::State& state, const std::set<base::Id>& hidden);

// The group of a board that has that title, as people read it; made, into `drafts`, where there is none.
base::Id find_or_make_group(const records::State& state, base::Id board, std::string_view title, base::Random& random,
                            std::vector<records::Draft>& drafts);

std::vector<Comment> comments(const records::State& state, base::Id on);  // the oldest first

// "x,y x,y …", rounded to whole units; what cannot be read is no point.
std::string write_points(const std::vector<Card::Spot>& points);
std::vector<Card::Spot> read_points(std::string_view written);

}  // namespace workshop
