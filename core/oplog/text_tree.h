// The code points of one text, merged by Fugue (Weidner and Kleppmann, "The Art of the Fugue: Minimizing Interleaving
// in Collaborative Text Editing", 2023): two passages typed at one place stand one after the other, not shuffled by
// letter.
//
// A code point is named by its author and a number that this author counts from 0 in this text. It hangs on another
// one, at its left or at its right; the text is this tree read from left to right, brothers in order of name. Taking
// out marks a code point and keeps its place. What comes before the code point it hangs on is held until that one
// comes.
//
// Held as pieces: runs of one author's consecutive code points that stand together, instead of an object per code
// point. With p pieces an edit and a join cost O(log p), the whole text O(p + bytes), and brothers at one place a step
// each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "oplog/batch.h"
#include "oplog/name_index.h"
#include "oplog/place_tree.h"

namespace oplog {

// Code points typed together: what an Insert says, without the text's address.
struct TextRun {
  Name first;   // the others count on, each at the right of the one before
  Name beside;  // what the first hangs on
  Side side = Side::kRight;
  std::string utf8;
  auto operator<=>(const TextRun&) const = default;
};
// What a Delete says, without the text's address.
struct TextRange {
  Name first;
  Number count = 0;
};

class TextTree {
 public:
  TextTree();

  // `first` is a name not here yet; places are among the code points that are seen.
  TextRun insert(Name first, std::size_t place, std::string_view utf8);
  std::vector<TextRange> erase(std::size_t place, std::size_t count);
  void join(const TextRun& run);
  void join(const TextRange& range);

  Number next_number(base::Id author) const;  // beyond all that this author wrote here
  std::size_t size() const { return places_.width(); }
  std::string utf8() const;

  // The least operations that make this tree; runs that are held are among them.
  std::vector<TextRun> runs() const;
  std::vector<TextRange> removals() const;
  // Runs that gave another content or place to a name already here. The tree is not to be used further then.
  const std::vector<TextRun>& contradictions() const { return contradictions_; }

 private:
  using Index = std::uint32_t;
  static constexpr Index kNone = UINT32_MAX;

  // Pieces form the same tree: left children hang on the first code point of a piece, right children on its last one.
  // Children are lists in order of name. Piece 0 is the start of the text, which is never seen.
  struct Piece {
    Name first;
    std::uint32_t count = 0;
    std::uint32_t at = 0, bytes = 0;  // in bytes_
    Index parent = kNone, left = kNone, right = kNone, brother = kNone;
    Side side = Side::kRight;
    bool removed = false;
  };
  struct ByBeside {
    using is_transparent = void;
    bool operator()(const TextRun& a, const TextRun& b) const {
      return a.beside != b.beside ? a.beside < b.beside : a < b;
    }
    bool operator()(const TextRun& a, const Name& b) const { return a.beside < b; }
    bool operator()(const Name& a, const TextRun& b) const { return a < b.beside; }
  };

  std::string_view written(const Piece& piece) const { return std::string_view(bytes_).substr(piece.at, piece.bytes); }
  std::uint32_t bytes_of(const Piece& piece, std::uint32_t count) const;  // of its first `count` code points
  Index holding(Name name) const;
  Index after(Name name, std::uint32_t within) const;
  bool only_followed_by(Index piece, Index other) const;
  bool agrees(const TextRun& run, std::uint32_t skipped, std::string_view rest, Index piece, std::uint32_t count) const;

  bool place(const TextRun& run);
  void attach(Name first, std::string_view utf8, std::uint32_t count, Index parent, Side side);
  Index split(Index piece, std::uint32_t count);
  void take_out(const TextRange& range);
  void take_out(Index piece, std::uint32_t begin, std::uint32_t count);

  std::vector<Piece> pieces_;
  std::string bytes_;
  PlaceTree places_;
  NameIndex names_;
  std::set<TextRun, ByBeside> held_;
  std::map<Name, Number> removed_ahead_;  // ranges of code points not here yet, disjoint: first -> last
  std::vector<TextRun> contradictions_;
};

}  // namespace oplog
