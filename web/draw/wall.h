// The wall of a workshop: its zones, notes, groups, ties and drawings on a plane that is panned, zoomed and pinched, as
// the map is. It draws what core/workshop laid out and answers what fingers did; what that means is the room's.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "draw/map_view.h"
#include "ui/ui.h"
#include "workshop/wall.h"

namespace draw {

// Where the wall is looked at: a MapView whose world holds 2^20 units of the wall a side, its origin in the middle.
struct WallView {
  MapView map;
  bool moved = false;  // by somebody: until then it shows all of the wall's width, from its top on
  ui::Rect framed;     // in what

  float scale() const;  // layout px per unit
  ui::Point to_screen(double x, double y, const ui::Rect& rect) const;
  workshop::Card::Spot to_wall(ui::Point at, const ui::Rect& rect) const;
  ui::Rect to_screen(const workshop::Box& box, const ui::Rect& rect) const;
  // No larger than `most` px a unit.
  void keep_framed(const workshop::Box& extent, const ui::Rect& rect, float most);
};

// What a finger holds between frames.
struct WallHand {
  std::optional<std::size_t> card;           // that is being moved, with what is selected
  float dx = 0, dy = 0;                      // units, since it was taken
  std::vector<workshop::Card::Spot> stroke;  // being drawn
};

struct WallSpec {
  std::string name;  // for the mirror: what the wall shows and where the same is as a list
  const workshop::Board& board;
  const workshop::Wall& wall;
  const std::set<base::Id>& selected;
  std::optional<std::size_t> current;  // the card that arrows have reached
  std::string_view pen;                // a colour: fingers draw instead of moving cards
  std::string hidden_words;            // what stands on a hidden card
  std::set<std::size_t> found;         // of a search: others are dimmed; empty: none is
  bool searching = false;
  bool fixed = false;  // cards stay where they are
};

struct WallEvents {
  std::optional<std::size_t> tapped;         // a card
  std::optional<workshop::Card::Spot> bare;  // a tap beside all cards
  std::optional<std::size_t> moved;          // a card that was let go, `dx`, `dy` from where it was
  float dx = 0, dy = 0;
  std::vector<workshop::Card::Spot> stroke;  // that was drawn
};
WallEvents wall(ui::Ui& ui, std::string_view key, const ui::Rect& rect, WallView& view, WallHand& hand,
                const WallSpec& spec);

}  // namespace draw
