// Which piece of a text holds a code point: the pieces by the name of their first code point, in sorted blocks. Two
// binary searches to find, and one short move of memory to add.
#pragma once

#include <cstdint>
#include <vector>

#include "oplog/batch.h"

namespace oplog {

class NameIndex {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  void add(Name first, std::uint32_t piece);   // a name not held
  void rename(Name first, Name other);         // of a piece that held its name; the order stays as it is
  std::uint32_t last_until(Name name) const;   // the piece with the greatest name up to and with this one, or kNone
  std::uint32_t first_after(Name name) const;  // the piece with the least name beyond it, or kNone

 private:
  struct Entry {
    std::uint64_t author;
    Number number;
    std::uint32_t piece;
  };
  struct Spot {
    std::size_t block, entry;
  };
  static constexpr std::size_t kBlock = 128;

  Spot spot_until(Name name) const;  // one beyond the last entry up to and with `name`, in the block where that is

  std::vector<std::vector<Entry>> blocks_;  // none empty
};

}  // namespace oplog
