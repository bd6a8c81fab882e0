// A sequence of numbered pieces, each with a width, as a B-tree: the piece at a place, its neighbour, a piece put
// beside another, a width changed, in O(log pieces). Pieces are never taken out; one without width is passed over by
// find().
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace oplog {

class PlaceTree {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  PlaceTree();  // with piece 0, of no width

  std::size_t width() const { return width_; }
  // The piece that covers `place`, which is below width(); `offset` is what of it lies before.
  std::uint32_t find(std::size_t place, std::uint32_t& offset);
  std::uint32_t first() const { return 0; }
  std::uint32_t next(std::uint32_t piece) const;  // kNone after the last

  enum class Where { kBefore, kAfter };
  // `piece` is the least number not yet used; `beside` is another.
  void insert(Where where, std::uint32_t beside, std::uint32_t piece, std::uint32_t piece_width);
  void widen(std::uint32_t piece, std::uint32_t by) { change(leaf_of_[piece], piece, by); }
  void narrow(std::uint32_t piece, std::uint32_t by) { change(leaf_of_[piece], piece, 0u - by); }

 private:
  static constexpr std::uint32_t kFan = 16;
  struct Node {
    std::uint32_t parent = kNone;
    std::uint32_t next = kNone;  // of leaves: the next one
    std::uint32_t count = 0;
    bool leaf = true;
    std::array<std::uint32_t, kFan> child{};  // nodes; in a leaf, pieces
    std::array<std::uint32_t, kFan> width{};
  };

  static std::uint32_t slot_of(const Node& node, std::uint32_t child);
  void change(std::uint32_t node, std::uint32_t child, std::uint32_t by);  // by modulo 2^32
  void put(std::uint32_t node, std::uint32_t slot, std::uint32_t child, std::uint32_t child_width);
  void split(std::uint32_t full);

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> leaf_of_;  // by piece
  std::uint32_t root_ = 0;
  std::size_t width_ = 0;
  // The leaf found last and the place where it begins: people write where they wrote.
  std::uint32_t near_ = kNone;
  std::size_t near_begin_ = 0;
};

}  // namespace oplog
