#include "oplog/text_tree.h"

#include <algorithm>
#include <cassert>

#include "base/utf8.h"

namespace oplog {
namespace {

// How many bytes the first `count` code points take.
std::size_t prefix(std::string_view utf8, std::uint32_t count) {
  std::size_t at = 0;
  for (; count > 0; --count) do
      ++at;
    while (at < utf8.size() && (utf8[at] & 0xC0) == 0x80);
  return at;
}

Name plus(Name name, std::uint32_t count) { return {name.author, name.number + count}; }

}  // namespace

TextTree::TextTree() {
  pieces_.push_back({.first = {}, .count = 1, .removed = true});
  names_.add({}, 0);
}

// --- finding

std::uint32_t TextTree::bytes_of(const Piece& piece, std::uint32_t count) const {
  if (piece.bytes == piece.count) return count;  // ASCII
  return static_cast<std::uint32_t>(prefix(written(piece), count));
}

TextTree::Index TextTree::holding(Name name) const {
  const Index found = names_.last_until(name);
  if (found == kNone) return kNone;
  const Piece& piece = pieces_[found];
  return piece.first.author == name.author && name.number - piece.first.number < piece.count ? found : kNone;
}

// The first piece of the same author that begins among the `within` names from `name` on.
TextTree::Index TextTree::after(Name name, std::uint32_t within) const {
  const Index found = names_.first_after(name);
  if (found == kNone) return kNone;
  const Name first = pieces_[found].first;
  return first.author == name.author && first.number - name.number < within ? found : kNone;
}

Number TextTree::next_number(base::Id author) const {
  const Index last = names_.last_until({author, UINT32_MAX});
  return pieces_[last].first.author == author ? pieces_[last].first.number + pieces_[last].count : 0;
}

// Whether `other` is what stands after `piece` in every respect, so that the border between them can be moved.
bool TextTree::only_followed_by(Index piece, Index other) const {
  if (piece == kNone || other == kNone || pieces_[piece].right != other) return false;
  const Piece &a = pieces_[piece], &b = pieces_[other];
  return b.brother == kNone && b.left == kNone && b.first == plus(a.first, a.count) && a.at + a.bytes == b.at;
}

// --- inserting

TextRun TextTree::insert(Name first, std::size_t place, std::string_view utf8) {
  const auto count = static_cast<std::uint32_t>(base::count_code_points(utf8));
  assert(first.author && count > 0 && place <= size());
  // After the code point before `place`; when something already hangs at its right, before what comes next.
  Index beside = 0;
  Side side = Side::kRight;
  std::uint32_t offset = 0;
  if (place > 0) beside = places_.find(place - 1, offset);
  if (offset + 1 < pieces_[beside].count) {
    beside = split(beside, offset + 1);
    side = Side::kLeft;
  } else if (pieces_[beside].right != kNone) {
    beside = places_.next(beside);
    side = Side::kLeft;
  }
  const Piece& on = pieces_[beside];
  TextRun run{first, side == Side::kLeft ? on.first : plus(on.first, on.count - 1), side, std::string(utf8)};
  attach(run.first, utf8, count, beside, side);
  if (!held_.empty() || !removed_ahead_.empty()) join(run);  // for what waited for these names
  return run;
}

void TextTree::join(const TextRun& run) {
  std::vector<TextRun> waiting{run};
  while (!waiting.empty()) {
    const TextRun next = std::move(waiting.back());
    waiting.pop_back();
    if (!place(next)) continue;
    const auto count = static_cast<std::uint32_t>(base::count_code_points(next.utf8));
    if (!removed_ahead_.empty()) {
      const Name end = plus(next.first, count - 1);
      for (auto ahead = removed_ahead_.upper_bound(end); ahead != removed_ahead_.begin();) {
        --ahead;
        if (ahead->first.author != end.author || ahead->second < next.first.number) break;
        const Name from = std::max(ahead->first, next.first);
        take_out({from, std::min(ahead->second, end.number) - from.number + 1});
      }
    }
    if (held_.empty()) continue;
    const auto begin = held_.lower_bound(next.first), end = held_.upper_bound(plus(next.first, count - 1));
    for (auto held = begin; held != end;) waiting.push_back(std::move(held_.extract(held++).value()));
  }
}

// Puts what is new of a run into the tree; false when it waits, or contradicts what is there.
bool TextTree::place(const TextRun& run) {
  // Before anything is compared: whether a run counts may not depend on what came first.
  if (holding(run.beside) == kNone) {
    held_.insert(run);
    return false;
  }
  std::string_view rest = run.utf8;
  const auto total = static_cast<std::uint32_t>(base::count_code_points(rest));
  for (std::uint32_t done = 0; done < total;) {
    const Name name = plus(run.first, done);
    std::uint32_t count = total - done;
    if (const Index known = holding(name); known != kNone) {
      count = std::min(count, pieces_[known].first.number + pieces_[known].count - name.number);
      if (!agrees(run, done, rest, known, count)) {
        contradictions_.push_back(run);
        return false;
      }
    } else {
      if (const Index other = after(name, count); other != kNone) count = pieces_[other].first.number - name.number;
      const Name beside = done == 0 ? run.beside : plus(name, UINT32_MAX);
      const Side side = done == 0 ? run.side : Side::kRight;
      Index on = holding(beside);
      const std::uint32_t offset = beside.number - pieces_[on].first.number;
      if (side == Side::kRight && offset + 1 < pieces_[on].count) split(on, offset + 1);
      if (side == Side::kLeft && offset > 0) on = split(on, offset);
      attach(name, rest.substr(0, prefix(rest, count)), count, on, side);
    }
    rest.remove_prefix(prefix(rest, count));
    done += count;
  }
  return true;
}

// Whether `count` code points of a run, the first `skipped` left out, are those of a piece that holds their names.
bool TextTree::agrees(const TextRun& run, std::uint32_t skipped, std::string_view rest, Index index,
                      std::uint32_t count) const {
  const Piece& piece = pieces_[index];
  const Name name = plus(run.first, skipped);
  const std::uint32_t offset = name.number - piece.first.number;
  const std::string_view here = written(piece).substr(bytes_of(piece, offset));
  if (here.substr(0, prefix(here, count)) != rest.substr(0, prefix(rest, count))) return false;
  Name beside = plus(name, UINT32_MAX);
  Side side = Side::kRight;
  if (offset == 0) {
    const Piece& parent = pieces_[piece.parent];
    side = piece.side;
    beside = side == Side::kLeft ? parent.first : plus(parent.first, parent.count - 1);
  }
  return skipped > 0 ? beside == plus(name, UINT32_MAX) && side == Side::kRight
                     : beside == run.beside && side == run.side;
}

// New code points on the last code point of `parent` (at its right) or on its first (at its left).
void TextTree::attach(Name first, std::string_view utf8, std::uint32_t count, Index parent, Side side) {
  const auto bytes = static_cast<std::uint32_t>(utf8.size());
  const auto at = static_cast<std::uint32_t>(bytes_.size());
  bytes_ += utf8;
  if (Piece& on = pieces_[parent]; side == Side::kRight && on.right == kNone && !on.removed &&
                                   first == plus(on.first, on.count) && on.at + on.bytes == at) {
    on.count += count;
    on.bytes += bytes;
    places_.widen(parent, count);
    return;
  }
  const auto added = static_cast<Index>(pieces_.size());
  pieces_.push_back({.first = first, .count = count, .at = at, .bytes = bytes, .parent = parent, .side = side});
  Index* link = side == Side::kLeft ? &pieces_[parent].left : &pieces_[parent].right;
  Index before = kNone;
  while (*link != kNone && pieces_[*link].first < first) {
    before = *link;
    link = &pieces_[*link].brother;
  }
  Index next = pieces_[added].brother = std::exchange(*link, added);
  names_.add(first, added);
  if (before != kNone) {
    // After all that hangs on the brother before it.
    while (pieces_[before].right != kNone) {
      before = pieces_[before].right;
      while (pieces_[before].brother != kNone) before = pieces_[before].brother;
    }
    places_.insert(PlaceTree::Where::kAfter, before, added, count);
  } else if (side == Side::kRight) {
    places_.insert(PlaceTree::Where::kAfter, parent, added, count);
  } else {
    // Before all that hangs on the next brother, or before the parent itself.
    if (next == kNone)
      next = parent;
    else
      while (pieces_[next].left != kNone) next = pieces_[next].left;
    places_.insert(PlaceTree::Where::kBefore, next, added, count);
  }
}

// Leaves the first `count` code points in the piece; the rest becomes a piece that hangs on it, which is returned.
TextTree::Index TextTree::split(Index piece, std::uint32_t count) {
  const auto added = static_cast<Index>(pieces_.size());
  Piece& first = pieces_[piece];
  const std::uint32_t bytes = bytes_of(first, count);
  Piece rest = first;
  rest.first = plus(first.first, count);
  rest.count -= count;
  rest.at += bytes;
  rest.bytes -= bytes;
  rest.parent = piece;
  rest.side = Side::kRight;
  rest.left = rest.brother = kNone;
  for (Index child = rest.right; child != kNone; child = pieces_[child].brother) pieces_[child].parent = added;
  first.count = count;
  first.bytes = bytes;
  first.right = added;
  const std::uint32_t seen = rest.removed ? 0 : rest.count;
  names_.add(rest.first, added);
  pieces_.push_back(rest);
  places_.narrow(piece, seen);
  places_.insert(PlaceTree::Where::kAfter, piece, added, seen);
  return added;
}

// --- taking out

std::vector<TextRange> TextTree::erase(std::size_t place, std::size_t count) {
  assert(place + count <= size());
  std::vector<TextRange> ranges;
  while (count > 0) {
    std::uint32_t offset = 0;
    const Index piece = places_.find(place, offset);
    const auto taken = static_cast<std::uint32_t>(std::min<std::size_t>(count, pieces_[piece].count - offset));
    const Name first = plus(pieces_[piece].first, offset);
    if (!ranges.empty() && plus(ranges.back().first, ranges.back().count) == first)
      ranges.back().count += taken;
    else
      ranges.push_back({first, taken});
    take_out(piece, offset, taken);
    count -= taken;
  }
  return ranges;
}

void TextTree::join(const TextRange& range) {
  take_out(range);
  // What is not here yet is remembered, as ranges that do not overlap.
  Name begin = range.first;
  Number last = range.first.number + (range.count - 1);
  std::uint32_t known = 0;
  while (known < range.count) {
    const Index piece = holding(plus(range.first, known));
    if (piece == kNone) break;
    known = pieces_[piece].first.number + pieces_[piece].count - range.first.number;
  }
  if (known >= range.count) return;
  auto ahead = removed_ahead_.upper_bound(begin);
  if (ahead != removed_ahead_.begin())
    if (const auto before = std::prev(ahead); before->first.author == begin.author && before->second >= begin.number) {
      begin = before->first;
      ahead = before;
    }
  while (ahead != removed_ahead_.end() && ahead->first.author == begin.author && ahead->first.number <= last) {
    last = std::max(last, ahead->second);
    ahead = removed_ahead_.erase(ahead);
  }
  removed_ahead_.emplace(begin, last);
}

// Of a range, what is here.
void TextTree::take_out(const TextRange& range) {
  for (std::uint32_t done = 0; done < range.count;) {
    const Name name = plus(range.first, done);
    Index piece = holding(name);
    if (piece == kNone) {
      piece = after(name, range.count - done);
      if (piece == kNone) return;
      done = pieces_[piece].first.number - range.first.number;
      continue;
    }
    const std::uint32_t offset = name.number - pieces_[piece].first.number;
    const std::uint32_t count = std::min(range.count - done, pieces_[piece].count - offset);
    take_out(piece, offset, count);
    done += count;
  }
}

void TextTree::take_out(Index index, std::uint32_t begin, std::uint32_t count) {
  Piece* piece = &pieces_[index];
  if (piece->removed) return;
  // People erase letter by letter: the border with a piece already taken out moves instead of a piece being made.
  if (const Index next = piece->right;
      begin > 0 && begin + count == piece->count && only_followed_by(index, next) && pieces_[next].removed) {
    const std::uint32_t bytes = piece->bytes - bytes_of(*piece, begin);
    Piece& other = pieces_[next];
    names_.rename(other.first, plus(piece->first, begin));
    other.first.number -= count, other.count += count, other.at -= bytes, other.bytes += bytes;
    piece->count -= count, piece->bytes -= bytes;
    places_.narrow(index, count);
    return;
  }
  if (const Index last = piece->side == Side::kRight ? piece->parent : kNone;
      begin == 0 && count < piece->count && only_followed_by(last, index) && pieces_[last].removed) {
    const std::uint32_t bytes = bytes_of(*piece, count);
    Piece& other = pieces_[last];
    names_.rename(piece->first, plus(piece->first, count));
    other.count += count, other.bytes += bytes;
    piece->first.number += count, piece->count -= count, piece->at += bytes, piece->bytes -= bytes;
    places_.narrow(index, count);
    return;
  }
  if (begin > 0) index = split(index, begin);
  if (count < pieces_[index].count) split(index, count);
  pieces_[index].removed = true;
  places_.narrow(index, count);
}

// --- reading

std::string TextTree::utf8() const {
  std::string out;
  for (Index piece = places_.first(); piece != kNone; piece = places_.next(piece))
    if (!pieces_[piece].removed) out += written(pieces_[piece]);
  return out;
}

std::vector<TextRun> TextTree::runs() const {
  std::vector<TextRun> out;
  for (Index index = 1; index < pieces_.size(); ++index) {
    const Piece& piece = pieces_[index];
    const Piece& parent = pieces_[piece.parent];
    Name first = piece.first;
    Name beside = piece.side == Side::kLeft ? parent.first : plus(parent.first, parent.count - 1);
    Side side = piece.side;
    // No longer than an operation may be.
    for (std::string_view rest = written(piece); !rest.empty();) {
      std::size_t bytes = std::min(rest.size(), kMaxTextBytes);
      while (bytes < rest.size() && (rest[bytes] & 0xC0) == 0x80) --bytes;
      out.push_back({first, beside, side, std::string(rest.substr(0, bytes))});
      first = plus(first, static_cast<std::uint32_t>(base::count_code_points(rest.substr(0, bytes))));
      beside = plus(first, UINT32_MAX);
      side = Side::kRight;
      rest.remove_prefix(bytes);
    }
  }
  // What a piece continues is one run with it.
  std::ranges::sort(out);
  std::vector<TextRun> joined;
  std::uint32_t count = 0;
  for (TextRun& run : out) {
    const auto more = static_cast<std::uint32_t>(base::count_code_points(run.utf8));
    if (!joined.empty() && run.first == plus(joined.back().first, count) && run.side == Side::kRight &&
        run.beside == plus(run.first, UINT32_MAX) && joined.back().utf8.size() + run.utf8.size() <= kMaxTextBytes) {
      joined.back().utf8 += run.utf8;
      count += more;
    } else {
      joined.push_back(std::move(run));
      count = more;
    }
  }
  // Runs that wait stay as they came: each waits for its own.
  joined.insert(joined.end(), held_.begin(), held_.end());
  return joined;
}

std::vector<TextRange> TextTree::removals() const {
  std::vector<TextRange> out;
  for (Index index = 1; index < pieces_.size(); ++index)
    if (pieces_[index].removed) out.push_back({pieces_[index].first, pieces_[index].count});
  for (const auto& [first, last] : removed_ahead_) out.push_back({first, last - first.number + 1});
  std::ranges::sort(out, {}, &TextRange::first);
  std::vector<TextRange> joined;
  for (const TextRange& range : out) {
    if (joined.empty() || range.first.author != joined.back().first.author ||
        range.first.number > joined.back().first.number + joined.back().count) {
      joined.push_back(range);
      continue;
    }
    const Number end = std::max(joined.back().first.number + joined.back().count, range.first.number + range.count);
    joined.back().count = end - joined.back().first.number;
  }
  return joined;
}

}  // namespace oplog
