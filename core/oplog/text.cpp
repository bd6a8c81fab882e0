#include "oplog/text.h"

#include "base/sha256.h"
#include "base/utf8.h"

namespace oplog {

TextTree& Text::tree() const {
  if (stale_) tree_ = forks_->tree();
  stale_ = false;
  return tree_;
}

TextRun Text::insert(base::Id author, std::size_t place, std::string_view utf8) {
  const Number number = forks_ ? forks_->next_number(author) : tree_.next_number(author);
  TextRun run = tree().insert({author, number}, place, utf8);
  if (forks_)
    forks_->add(run);
  else
    keep_forks();
  return run;
}

std::vector<TextRange> Text::erase(std::size_t place, std::size_t count) {
  std::vector<TextRange> ranges = tree().erase(place, count);
  if (forks_) forks_->removals.insert(forks_->removals.end(), ranges.begin(), ranges.end());
  return ranges;
}

bool Text::join(const TextRun& run) {
  if (!forks_) {
    const std::size_t before = tree_.size();
    tree_.join(run);
    keep_forks();
    return forks_ || tree_.size() != before;
  }
  forks_->add(run);
  return stale_ = true;
}

// Once something contradicts the tree, everything is kept beside it.
void Text::keep_forks() {
  if (tree_.contradictions().empty()) return;
  forks_ = std::make_unique<Forks>();
  for (const TextRun& run : tree_.runs()) forks_->add(run);
  for (const TextRun& run : tree_.contradictions()) forks_->add(run);
  forks_->removals = tree_.removals();
  stale_ = true;
}

bool Text::join(const TextRange& range) {
  if (!forks_) {
    const std::size_t before = tree_.size();
    tree_.join(range);
    return tree_.size() != before;
  }
  forks_->removals.push_back(range);
  return stale_ = true;
}

std::vector<TextRun> Text::runs() const {
  if (!forks_) return tree_.runs();
  std::vector<TextRun> out;
  for (const auto& [name, variants] : forks_->variants)
    for (const Forks::Variant& variant : variants)
      out.push_back({name, variant.beside, variant.side, variant.code_point});
  return out;
}

std::vector<TextRange> Text::removals() const { return forks_ ? forks_->removals : tree_.removals(); }

void Text::Forks::add(const TextRun& run) {
  Variant variant{run.beside, run.side, {}};
  Name name = run.first;
  for (std::size_t at = 0; at < run.utf8.size();) {
    variant.code_point.clear();
    base::append_utf8(variant.code_point, base::next_code_point(run.utf8, at));
    variants[name].insert(variant);
    variant.beside = name;
    variant.side = Side::kRight;
    ++name.number;
  }
}

Number Text::Forks::next_number(base::Id author) const {
  const auto beyond = variants.upper_bound({author, UINT32_MAX});
  return beyond == variants.begin() || std::prev(beyond)->first.author != author ? 0
                                                                                 : std::prev(beyond)->first.number + 1;
}

// Code points are placed in rounds, those whose `beside` was placed in the round before, so that what one hangs on
// always comes first, whatever is forged.
TextTree Text::Forks::tree() const {
  struct Placed {
    Name name;  // as written
    const Variant* variant;
    Name own;  // in the tree
  };
  std::map<Name, std::vector<Placed>> hanging;  // by what it hangs on
  std::set<Name> derived;
  for (const auto& [name, all] : variants)
    for (const Variant& variant : all) {
      Name own = name;
      if (all.size() > 1) {
        const std::string said = base::to_hex(name.author) + ' ' + std::to_string(name.number) + ' ' +
                                 base::to_hex(variant.beside.author) + ' ' + std::to_string(variant.beside.number) +
                                 (variant.side == Side::kLeft ? " l " : " r ") + variant.code_point;
        own = {base::id_from_content(said), 0};
        derived.insert(own);
      }
      hanging[variant.beside].push_back({name, &variant, own});
    }

  TextTree made;
  std::map<Name, Name> meant;                                  // of the names that belong to one of several variants
  std::vector<std::pair<Name, Name>> round{{Name{}, Name{}}};  // name as written, name in the tree
  while (!round.empty()) {
    std::map<Name, const Placed*> reached;
    std::vector<std::pair<Name, Name>> next;
    for (const auto& [written, own] : round) {
      const auto found = hanging.find(written);
      if (found == hanging.end()) continue;
      for (const Placed& placed : found->second) {
        // A name that someone forged to be one of the derived ones gives way.
        if (derived.contains(placed.name)) continue;
        made.join(TextRun{placed.own, own, placed.variant->side, placed.variant->code_point});
        if (placed.own != placed.name) next.emplace_back(placed.own, placed.own);
        const auto [best, fresh] = reached.try_emplace(placed.name, &placed);
        if (!fresh && *placed.variant < *best->second->variant) best->second = &placed;
      }
    }
    for (const auto& [name, placed] : reached) {
      // An earlier round has it already.
      if (!meant.try_emplace(name, placed->own).second) continue;
      next.emplace_back(name, placed->own);
    }
    round = std::move(next);
  }
  for (const TextRange& range : removals) {
    made.join(range);
    for (auto own = meant.lower_bound(range.first); own != meant.end() && own->first.author == range.first.author &&
                                                    own->first.number - range.first.number < range.count;
         ++own)
      if (own->second != own->first) made.join(TextRange{own->second, 1});
  }
  return made;
}

// --- all texts

bool Texts::join(base::Id author, const Insert& insert) {
  return texts_[insert.entity][insert.key].join(
      TextRun{{author, insert.first}, insert.beside, insert.side, insert.text});
}

bool Texts::join(const Delete& removal) {
  return texts_[removal.entity][removal.key].join(TextRange{removal.first, removal.count});
}

const std::map<std::string, Text, std::less<>>& Texts::of(base::Id entity) const {
  static const std::map<std::string, Text, std::less<>> none;
  const auto found = texts_.find(entity);
  return found == texts_.end() ? none : found->second;
}

const Text* Texts::find(base::Id entity, std::string_view key) const {
  const auto& texts = of(entity);
  const auto found = texts.find(key);
  return found == texts.end() ? nullptr : &found->second;
}

}  // namespace oplog
