#include "decide/secret_ballot.h"

#include "base/id.h"
#include "base/sha256.h"

namespace decide {

std::vector<std::string> tokens(std::size_t people, base::Random& random) {
  std::set<std::string> given;  // in the order of their digits: not that of the people
  while (given.size() < people) given.insert(base::to_hex(base::random_id(random)));
  return {given.begin(), given.end()};
}

SecretBox::SecretBox(const std::vector<std::string>& tokens) {
  for (const std::string& token : tokens) unused_.insert(base::sha256_hex(token));
}

base::Status SecretBox::cast(std::string_view token, std::string ballot) {
  const auto held = unused_.extract(base::sha256_hex(token));
  if (held.empty())
    return base::fail(used_.contains(base::sha256_hex(token)) ? "decide.token-used" : "decide.token-unknown");
  used_.insert(held.value());
  ballots_.insert(std::move(ballot));
  return base::Done{};
}

}  // namespace decide
