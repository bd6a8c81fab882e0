// What people who tried something say of it: a face, then words. Nobody's name is asked, and no time is kept.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "records/draft.h"
#include "records/state.h"

namespace workshop {

inline constexpr std::array<std::string_view, 3> kFaces{"likes", "unsure", "dislikes"};  // of the list "face"

struct Feedback {
  std::array<std::size_t, kFaces.size()> faces{};          // how many people chose each
  std::vector<std::pair<std::string, std::size_t>> words;  // of the list "feedback-word"; said most often first
  std::vector<std::string> said;                           // in their own words, as they were written
  std::size_t people() const { return faces[0] + faces[1] + faces[2]; }
};

// By what was tried: a card, an action sheet. What has no face of the list is left out.
std::map<base::Id, Feedback> all_feedback(const records::State& state);

records::Draft feedback(base::Id on, std::string_view face, const std::vector<std::string>& words,
                        std::string_view said);

}  // namespace workshop
