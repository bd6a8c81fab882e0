#include "workshop/wall.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace workshop {
namespace {

constexpr double kSlotX = kCardWidth + kWallPadding, kSlotY = kCardHeight + kWallPadding;
constexpr std::size_t kAcross = 2;  // slots of a zone

// As square as may be, three at least: a wall is wider than a telephone.
std::size_t columns_of(std::size_t zones) {
  const auto side = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(zones))));
  return std::max(side, std::min<std::size_t>(3, zones));
}

Box around(const Box& a, const Box& b) {
  if (a.w == 0) return b;
  Box box{std::min(a.x, b.x), std::min(a.y, b.y)};
  box.w = std::max(a.right(), b.right()) - box.x;
  box.h = std::max(a.bottom(), b.bottom()) - box.y;
  return box;
}

// The cards of a zone, from its corner; how tall it has to be.
double place_cards(const Board& board, const Zone& zone, std::vector<Box>& cards) {
  std::vector<Box> put;
  double bottom = kZoneHead + kCardHeight;
  for (const std::size_t at : zone.cards) {
    if (!board.cards[at].spot) continue;
    cards[at] = {board.cards[at].spot->x, board.cards[at].spot->y, kCardWidth, kCardHeight};
    put.push_back(cards[at]);
    bottom = std::max(bottom, cards[at].bottom());
  }
  // A slot that a placed card reaches into is passed over: sorted by height, few of them are looked at for each slot.
  std::ranges::sort(put, {}, &Box::y);
  std::size_t slot = 0, first = 0;
  for (const std::size_t at : zone.cards) {
    if (board.cards[at].spot) continue;
    Box box{0, 0, kCardWidth, kCardHeight};
    const auto taken = [&] {
      while (first < put.size() && put[first].bottom() <= box.y) ++first;
      for (std::size_t i = first; i < put.size() && put[i].y < box.bottom(); ++i)
        if (put[i].overlaps(box)) return true;
      return false;
    };
    do {
      box.x = kWallPadding + static_cast<double>(slot % kAcross) * kSlotX;
      box.y = kZoneHead + static_cast<double>(slot / kAcross) * kSlotY;
      ++slot;
    } while (taken());
    cards[at] = box;
    bottom = std::max(bottom, box.bottom());
  }
  return bottom + kWallPadding;
}

double snapped(double value) { return std::round(value / kSnap) * kSnap; }

}  // namespace

Wall lay_out(const Board& board) {
  Wall wall;
  wall.cards.resize(board.cards.size());
  wall.zones.resize(board.zones.size());
  const std::size_t columns = columns_of(board.zones.size());
  double y = 0;
  for (std::size_t row = 0; row < board.zones.size(); row += columns) {
    double tallest = 0;
    const std::size_t end = std::min(row + columns, board.zones.size());
    for (std::size_t i = row; i < end; ++i) tallest = std::max(tallest, place_cards(board, board.zones[i], wall.cards));
    for (std::size_t i = row; i < end; ++i) {
      wall.zones[i] = {static_cast<double>(i - row) * (kZoneWidth + kZoneGap), y, kZoneWidth, tallest};
      for (const std::size_t at : board.zones[i].cards) {
        wall.cards[at].x += wall.zones[i].x;
        wall.cards[at].y += y;
      }
      wall.extent = around(wall.extent, wall.zones[i]);
    }
    y += tallest + kZoneGap;
  }
  wall.groups.resize(board.groups.size());
  for (std::size_t at = 0; at < board.cards.size(); ++at) {
    const auto group = std::ranges::find(board.groups, board.cards[at].group, &Group::id);
    if (group == board.groups.end()) continue;
    Box& box = wall.groups[static_cast<std::size_t>(group - board.groups.begin())];
    box = around(box, wall.cards[at]);
  }
  return wall;
}

Landing landing(const Wall& wall, double x, double y) {
  const double middle_x = x + kCardWidth / 2, middle_y = y + kCardHeight / 2;
  Landing found;
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < wall.zones.size(); ++i) {
    const Box& zone = wall.zones[i];
    const double dx = middle_x - std::clamp(middle_x, zone.x, zone.right()),
                 dy = middle_y - std::clamp(middle_y, zone.y, zone.bottom());
    if (dx * dx + dy * dy >= nearest) continue;
    nearest = dx * dx + dy * dy;
    found.zone = i;
  }
  const Box& zone = wall.zones[found.zone];
  found.spot.x = snapped(std::clamp(x - zone.x, kWallPadding, kZoneWidth - kWallPadding - kCardWidth));
  found.spot.y = snapped(std::max(y - zone.y, kZoneHead));
  return found;
}

std::optional<std::size_t> card_at(const Wall& wall, double x, double y) {
  for (std::size_t i = wall.cards.size(); i-- > 0;)
    if (wall.cards[i].contains(x, y)) return i;
  return std::nullopt;
}

// What lies straight ahead counts more than what lies aside.
std::optional<std::size_t> next_card(const Wall& wall, std::optional<std::size_t> from, int dx, int dy) {
  if (!from) return wall.cards.empty() ? std::nullopt : std::optional<std::size_t>(0);
  const Box& here = wall.cards[*from];
  std::optional<std::size_t> found;
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < wall.cards.size(); ++i) {
    const double across = wall.cards[i].x - here.x, down = wall.cards[i].y - here.y;
    const double ahead = across * dx + down * dy, aside = std::abs(across * dy) + std::abs(down * dx);
    if (i == *from || ahead <= 0) continue;
    if (const double far = ahead + 2.5 * aside; far < nearest) nearest = far, found = i;
  }
  return found;
}

}  // namespace workshop
