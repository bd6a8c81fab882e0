#include "workshop/lineage.h"

#include <algorithm>

#include "base/utf8.h"

namespace workshop {
namespace {

constexpr std::string_view kDerives = "derives-from", kLicence = "CC-BY-SA-4.0";

struct Pair {
  base::Id sheet, card;
  auto operator<=>(const Pair&) const = default;
};

// Each pair once, whoever made it a second time elsewhere.
std::vector<Pair> pairs(const records::State& state) {
  std::vector<Pair> found;
  for (const base::Id link : state.all("link")) {
    if (state.text(link, "relation") != kDerives) continue;
    const Pair pair{state.reference(link, "from"), state.reference(link, "to")};
    if (state.exists(pair.sheet) && state.kind_of(pair.sheet) == "sheet" && state.kind_of(pair.card) == "card")
      found.push_back(pair);
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::string title_of(std::string_view text) {
  const std::string_view line = base::trim(text.substr(0, text.find('\n')));
  std::size_t at = 0;
  for (std::size_t count = 0; at < line.size(); ++count) {
    if (count == kSheetTitle) return std::string(line.substr(0, at)) + "…";
    base::next_code_point(line, at);
  }
  return std::string(line);
}

}  // namespace

std::vector<records::Draft> sheet_of_card(const records::State& state, base::Id card, base::Random& random) {
  records::Draft sheet{"sheet", base::random_id(random), {}}, link{"link", base::random_id(random), {}};
  const std::string_view text = base::trim(state.text(card, "text"));
  sheet.set("title", title_of(text));
  sheet.set("type", std::string("fiche-action"));
  sheet.set("summary", std::string(text));
  sheet.set("author", std::string(state.text(card, "author")));
  sheet.set("licence", std::string(kLicence));
  link.set("from", base::to_hex(sheet.id));
  link.set("to", base::to_hex(card));
  link.set("relation", std::string(kDerives));
  return {std::move(sheet), std::move(link)};
}

std::vector<base::Id> sheets_of(const records::State& state, base::Id card) {
  std::vector<base::Id> found;
  for (const Pair& pair : pairs(state))
    if (pair.card == card) found.push_back(pair.sheet);
  return found;
}

std::vector<base::Id> cards_of(const records::State& state, base::Id sheet) {
  std::vector<base::Id> found;
  for (const Pair& pair : pairs(state))
    if (pair.sheet == sheet) found.push_back(pair.card);
  return found;
}

std::vector<Sheet> sheets_on(const records::State& state, base::Id board) {
  std::vector<Sheet> found;
  const auto said = [&](base::Id id, std::string_view field) { return std::string(state.text(id, field)); };
  for (const Pair& pair : pairs(state))
    if (state.reference(pair.card, "board") == board)
      found.push_back({pair.sheet, pair.card, said(pair.sheet, "title"), said(pair.sheet, "summary"),
                       said(pair.sheet, "author"), said(pair.sheet, "licence")});
  std::ranges::stable_sort(found, {}, [](const Sheet& sheet) { return base::fold(sheet.title); });
  return found;
}

}  // namespace workshop
