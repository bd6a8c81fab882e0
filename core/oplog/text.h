// A long text that several people write at once: the merged code points (text_tree.h), and what contradicts them.
//
// A text is a pure function of the set of operations joined, in whatever order and however often they come. Two runs
// can only contradict each other when two tablets write under one name (a copied session) or someone forges; both are
// kept then, as follows. A name with several variants belongs to the one nearest to the start of the text, counted in
// code points that hang on each other (equal ones: the least by beside, side and content). Each variant is also
// reachable by a name of its own, derived from its content, by which later operations hang on it or take it out. Such a
// text is kept as its code points, and its tree is built again at the first reading after a join: O(n log n).
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "oplog/text_tree.h"

namespace oplog {

class Text {
 public:
  // Edits: applied here, and returned as what the others join. Places and counts are in code points that are seen,
  // within size(); `utf8` is valid, not empty and at most kMaxTextBytes; `author` is whoever writes here.
  TextRun insert(base::Id author, std::size_t place, std::string_view utf8);
  std::vector<TextRange> erase(std::size_t place, std::size_t count);

  // True when something seen may have changed.
  bool join(const TextRun& run);
  bool join(const TextRange& range);

  std::size_t size() const { return tree().size(); }  // code points that are seen
  std::string utf8() const { return tree().utf8(); }
  bool forked() const { return forks_ != nullptr; }

  // Operations that make the same text, as few as there are runs: what a snapshot keeps.
  std::vector<TextRun> runs() const;
  std::vector<TextRange> removals() const;

 private:
  // Everything joined, by code point.
  struct Forks {
    struct Variant {
      Name beside;
      Side side = Side::kRight;
      std::string code_point;
      auto operator<=>(const Variant&) const = default;
    };
    std::map<Name, std::set<Variant>> variants;
    std::vector<TextRange> removals;

    void add(const TextRun& run);
    TextTree tree() const;
    Number next_number(base::Id author) const;
  };

  TextTree& tree() const;
  void keep_forks();

  mutable TextTree tree_;
  mutable bool stale_ = false;  // tree_ is older than forks_
  std::unique_ptr<Forks> forks_;
};

// The texts of all records, by entity and key.
class Texts {
 public:
  bool join(base::Id author, const Insert& insert);  // as Text's
  bool join(const Delete& removal);

  Text& at(base::Id entity, std::string_view key) { return texts_[entity][std::string(key)]; }  // made when new
  const Text* find(base::Id entity, std::string_view key) const;
  // By key, in order; empty for an entity without any.
  const std::map<std::string, Text, std::less<>>& of(base::Id entity) const;
  const std::unordered_map<base::Id, std::map<std::string, Text, std::less<>>>& entities() const { return texts_; }

 private:
  std::unordered_map<base::Id, std::map<std::string, Text, std::less<>>> texts_;
};

}  // namespace oplog
