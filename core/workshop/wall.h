// A board as a plane: where its zones and cards lie, and where a card falls that somebody lets go. Units are layout px
// at 100 %, the same on every device, so that a place is the same place for all. Zones stand in rows of a fixed width
// and are as tall as the row needs; a card that nobody has put anywhere stands in the next free slot of its zone.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "workshop/board.h"

namespace workshop {

struct Box {
  double x = 0, y = 0, w = 0, h = 0;
  double right() const { return x + w; }
  double bottom() const { return y + h; }
  bool contains(double at_x, double at_y) const { return at_x >= x && at_x < right() && at_y >= y && at_y < bottom(); }
  bool overlaps(const Box& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
};

inline constexpr double kZoneWidth = 312, kZoneGap = 16, kZoneHead = 48, kWallPadding = 12;
inline constexpr double kCardWidth = 138, kCardHeight = 108;
inline constexpr double kCardPicture = 52;  // the height of its photograph, at its top
inline constexpr double kSnap = 6;

struct Wall {
  std::vector<Box> zones;   // of Board::zones
  std::vector<Box> cards;   // of Board::cards
  std::vector<Box> groups;  // of Board::groups: around their cards
  Box extent;
};
Wall lay_out(const Board& board);

// The zone nearest to a card with its corner at (x, y), and the place in it, on the grid. The board has a zone.
struct Landing {
  std::size_t zone = 0;
  Card::Spot spot{};
};
Landing landing(const Wall& wall, double x, double y);

// The uppermost card there.
std::optional<std::size_t> card_at(const Wall& wall, double x, double y);

// From a card, the nearest one in a direction, by their middles; from none, the first. dx, dy are -1, 0 or 1.
std::optional<std::size_t> next_card(const Wall& wall, std::optional<std::size_t> from, int dx, int dy);

}  // namespace workshop
