// A secret ballot: who came is one list, what was voted another, and nothing joins them. Each person present is given a
// token on paper or on screen; the box knows tokens by their hash, takes each once, and keeps ballots without time, in
// the order of their content.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace decide {

// As many tokens as people came: 16 hexadecimal digits each, all different.
std::vector<std::string> tokens(std::size_t people, base::Random& random);

class SecretBox {
 public:
  // The hashes of the tokens that were given out.
  explicit SecretBox(const std::vector<std::string>& tokens);

  // Errors: "decide.token-unknown", "decide.token-used".
  base::Status cast(std::string_view token, std::string ballot);

  const std::multiset<std::string>& ballots() const { return ballots_; }
  std::size_t left() const { return unused_.size(); }  // tokens nobody has used

 private:
  std::set<std::string> unused_, used_;  // SHA-256, hexadecimal
  std::multiset<std::string> ballots_;
};

}  // namespace decide
