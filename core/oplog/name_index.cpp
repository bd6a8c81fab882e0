#include "oplog/name_index.h"

#include <algorithm>
#include <cassert>

namespace oplog {

NameIndex::Spot NameIndex::spot_until(Name name) const {
  const auto beyond = [&](const Entry& entry) {
    return entry.author != name.author.bits ? entry.author > name.author.bits : entry.number > name.number;
  };
  const auto block = std::partition_point(blocks_.begin(), blocks_.end(),
                                          [&](const std::vector<Entry>& each) { return !beyond(each.front()); });
  if (block == blocks_.begin()) return {0, 0};
  const std::vector<Entry>& entries = *(block - 1);
  const auto entry =
      std::partition_point(entries.begin(), entries.end(), [&](const Entry& each) { return !beyond(each); });
  return {static_cast<std::size_t>(block - blocks_.begin()) - 1, static_cast<std::size_t>(entry - entries.begin())};
}

void NameIndex::add(Name first, std::uint32_t piece) {
  const Entry added{first.author.bits, first.number, piece};
  if (blocks_.empty()) return blocks_.push_back({added});
  auto [block, entry] = spot_until(first);
  if (blocks_[block].size() == kBlock) {
    std::vector<Entry>& full = blocks_[block];
    std::vector<Entry> upper(full.begin() + kBlock / 2, full.end());
    full.resize(kBlock / 2);
    blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(block) + 1, std::move(upper));
    if (entry > kBlock / 2) ++block, entry -= kBlock / 2;
  }
  std::vector<Entry>& entries = blocks_[block];
  entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(entry), added);
}

void NameIndex::rename(Name first, Name other) {
  const auto [block, entry] = spot_until(first);
  assert(entry > 0 && blocks_[block][entry - 1].number == first.number);
  blocks_[block][entry - 1].number = other.number;
}

std::uint32_t NameIndex::last_until(Name name) const {
  if (blocks_.empty()) return kNone;
  const auto [block, entry] = spot_until(name);
  return entry == 0 ? kNone : blocks_[block][entry - 1].piece;
}

std::uint32_t NameIndex::first_after(Name name) const {
  if (blocks_.empty()) return kNone;
  const auto [block, entry] = spot_until(name);
  if (entry < blocks_[block].size()) return blocks_[block][entry].piece;
  return block + 1 < blocks_.size() ? blocks_[block + 1].front().piece : kNone;
}

}  // namespace oplog
