#include "workshop/rehearsal.h"

#include <algorithm>
#include <map>
#include <set>

#include "workshop/lineage.h"

namespace workshop {
namespace {

// What a board is prepared with; all else comes while it is used.
constexpr const char* kPrepared[] = {"title", "brief",  "template", "phases", "quota",
                                     "vote",  "secret", "date",     "hidden"};

}  // namespace

std::vector<records::Draft> rehearsal_of(const records::State& state, base::Id board, base::Random& random) {
  std::vector<records::Draft> drafts;
  const records::Draft from = state.draft(board);
  records::Draft copy{"board", base::random_id(random), {}};
  const base::Id id = copy.id;
  for (const char* field : kPrepared)
    if (const auto held = from.fields.find(field); held != from.fields.end()) copy.set(field, held->second);
  copy.set("phase", records::Values{std::int64_t{0}});
  copy.set("rehearses", base::to_hex(board));
  const std::vector<std::string> hidden = state.texts(board, "hidden");
  if (std::ranges::find(hidden, "0") != hidden.end()) copy.set("covered", records::Values{std::int64_t{1}});
  drafts.push_back(std::move(copy));
  const base::Id voted_on = state.reference(board, "vote-zone");
  for (const base::Id zone : state.all("zone")) {
    if (state.reference(zone, "board") != board) continue;
    records::Draft& its = drafts.emplace_back(state.draft(zone));
    its.id = base::random_id(random);
    its.set("board", base::to_hex(id));
    if (zone == voted_on) drafts.front().set("vote-zone", base::to_hex(its.id));
  }
  return drafts;
}

std::vector<base::Id> all_of(const records::State& state, base::Id board) {
  std::vector<base::Id> all{board};
  std::set<base::Id> known{board};
  const auto add = [&](base::Id id) {
    if (known.insert(id).second) all.push_back(id);
  };
  for (const char* kind : {"zone", "card", "group", "stroke", "report", "tally"})
    for (const base::Id id : state.all(kind))
      if (state.reference(id, "board") == board) add(id);
  for (const Sheet& sheet : sheets_on(state, board)) add(sheet.id);
  for (const char* kind : {"photo", "comment", "choice", "feedback"})
    for (const base::Id id : state.all(kind))
      if (known.contains(state.reference(id, "on"))) add(id);
  for (const base::Id id : state.all("link"))
    if (known.contains(state.reference(id, "from")) || known.contains(state.reference(id, "to"))) add(id);
  return all;
}

}  // namespace workshop
