#include "workshop/feedback.h"

#include <algorithm>

#include "base/utf8.h"

namespace workshop {

std::map<base::Id, Feedback> all_feedback(const records::State& state) {
  std::map<base::Id, Feedback> all;
  std::map<base::Id, std::map<std::string, std::size_t>> words;
  for (const base::Id id : state.all("feedback")) {
    const base::Id on = state.reference(id, "on");
    const auto* face = std::ranges::find(kFaces, state.text(id, "face"));
    if (!on || face == kFaces.end()) continue;
    Feedback& feedback = all[on];
    ++feedback.faces[static_cast<std::size_t>(face - kFaces.begin())];
    for (const std::string& word : state.texts(id, "words")) ++words[on][word];
    if (const std::string_view said = base::trim(state.text(id, "text")); !said.empty())
      feedback.said.emplace_back(said);
  }
  for (auto& [on, counts] : words) {
    Feedback& feedback = all[on];
    feedback.words.assign(counts.begin(), counts.end());
    std::ranges::stable_sort(feedback.words, std::ranges::greater{}, &std::pair<std::string, std::size_t>::second);
  }
  return all;
}

records::Draft feedback(base::Id on, std::string_view face, const std::vector<std::string>& words,
                        std::string_view said) {
  records::Draft draft{"feedback", {}, {}};
  records::Values chosen;
  for (const std::string& word : words) chosen.emplace_back(word);
  draft.set("on", base::to_hex(on));
  draft.set("face", std::string(face));
  draft.set("words", std::move(chosen));
  draft.set("text", std::string(base::trim(said)));
  return draft;
}

}  // namespace workshop
