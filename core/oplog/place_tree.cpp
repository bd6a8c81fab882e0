#include "oplog/place_tree.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace oplog {

PlaceTree::PlaceTree() : nodes_(1), leaf_of_(1, 0) { nodes_[0].count = 1; }

std::uint32_t PlaceTree::slot_of(const Node& node, std::uint32_t child) {
  std::uint32_t slot = 0;
  while (node.child[slot] != child) ++slot;
  return slot;
}

std::uint32_t PlaceTree::find(std::size_t place, std::uint32_t& offset) {
  assert(place < width_);
  const auto search = [&](std::uint32_t at, std::size_t begin) {
    const Node& node = nodes_[at];
    std::uint32_t slot = 0;
    while (slot < node.count && place - begin >= node.width[slot]) begin += node.width[slot++];
    offset = static_cast<std::uint32_t>(place - begin);
    return slot;
  };
  if (near_ != kNone && place >= near_begin_)
    if (const std::uint32_t slot = search(near_, near_begin_); slot < nodes_[near_].count)
      return nodes_[near_].child[slot];
  std::uint32_t at = root_;
  std::size_t begin = 0;
  while (!nodes_[at].leaf) {
    const std::uint32_t slot = search(at, begin);
    begin = place - offset;
    at = nodes_[at].child[slot];
  }
  near_ = at;
  near_begin_ = begin;
  return nodes_[at].child[search(at, begin)];
}

std::uint32_t PlaceTree::next(std::uint32_t piece) const {
  const Node& leaf = nodes_[leaf_of_[piece]];
  const std::uint32_t slot = slot_of(leaf, piece) + 1;
  if (slot < leaf.count) return leaf.child[slot];
  return leaf.next == kNone ? kNone : nodes_[leaf.next].child[0];
}

void PlaceTree::insert(Where where, std::uint32_t beside, std::uint32_t piece, std::uint32_t piece_width) {
  assert(piece == leaf_of_.size());
  if (nodes_[leaf_of_[beside]].count == kFan) split(leaf_of_[beside]);
  const std::uint32_t leaf = leaf_of_[beside];
  leaf_of_.push_back(leaf);
  put(leaf, slot_of(nodes_[leaf], beside) + (where == Where::kAfter), piece, 0);
  widen(piece, piece_width);
}

void PlaceTree::change(std::uint32_t node, std::uint32_t child, std::uint32_t by) {
  if (node != near_) near_ = kNone;
  width_ += static_cast<std::size_t>(static_cast<std::int32_t>(by));
  for (; node != kNone; child = node, node = nodes_[node].parent)
    nodes_[node].width[slot_of(nodes_[node], child)] += by;
}

void PlaceTree::put(std::uint32_t node, std::uint32_t slot, std::uint32_t child, std::uint32_t child_width) {
  Node& into = nodes_[node];
  std::copy_backward(into.child.begin() + slot, into.child.begin() + into.count, into.child.begin() + into.count + 1);
  std::copy_backward(into.width.begin() + slot, into.width.begin() + into.count, into.width.begin() + into.count + 1);
  into.child[slot] = child;
  into.width[slot] = child_width;
  ++into.count;
}

void PlaceTree::split(std::uint32_t full) {
  const auto total = [](const Node& node) {
    return std::accumulate(node.width.begin(), node.width.begin() + node.count, std::uint32_t{0});
  };
  if (nodes_[full].parent == kNone) {
    root_ = static_cast<std::uint32_t>(nodes_.size());
    Node& root = nodes_.emplace_back();
    root.leaf = false;
    put(root_, 0, full, total(nodes_[full]));
    nodes_[full].parent = root_;
  } else if (nodes_[nodes_[full].parent].count == kFan) {
    split(nodes_[full].parent);
  }
  const auto added = static_cast<std::uint32_t>(nodes_.size());
  nodes_.emplace_back();
  Node& left = nodes_[full];
  Node& right = nodes_[added];
  right.leaf = left.leaf;
  right.parent = left.parent;
  right.next = left.next;
  left.next = added;
  left.count = kFan / 2;
  right.count = kFan - kFan / 2;
  for (std::uint32_t slot = 0; slot < right.count; ++slot) {
    right.child[slot] = left.child[kFan / 2 + slot];
    right.width[slot] = left.width[kFan / 2 + slot];
    (right.leaf ? leaf_of_[right.child[slot]] : nodes_[right.child[slot]].parent) = added;
  }
  const std::uint32_t slot = slot_of(nodes_[left.parent], full);
  nodes_[left.parent].width[slot] -= total(right);
  put(left.parent, slot + 1, added, total(right));
}

}  // namespace oplog
