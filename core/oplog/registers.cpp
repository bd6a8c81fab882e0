#include "oplog/registers.h"

#include <algorithm>
#include <tuple>

namespace oplog {
namespace {

bool wins(const Set& set, base::Id actor, const Register& held) {
  const auto time = std::tie(set.stamp, actor) <=> std::tie(held.stamp, held.actor);
  return time != 0 ? time > 0 : compare(set.value, held.value) > 0;
}

}  // namespace

bool Registers::join(base::Id actor, const Set& set) {
  const auto next_number = static_cast<std::uint32_t>(keys_.size());
  const auto [numbered, is_new_key] = key_numbers_.try_emplace(set.key, next_number);
  if (is_new_key) keys_.push_back(set.key);
  const std::uint32_t key = numbered->second;

  std::vector<Register>& registers = entities_[set.entity];
  const auto at = std::ranges::lower_bound(registers, key, {}, &Register::key);
  if (at == registers.end() || at->key != key) {
    registers.insert(at, Register{key, set.stamp, actor, set.value});
    return true;
  }
  if (!wins(set, actor, *at)) return false;
  *at = Register{key, set.stamp, actor, set.value};
  return true;
}

const std::vector<Register>& Registers::of(base::Id entity) const {
  static const std::vector<Register> none;
  const auto found = entities_.find(entity);
  return found == entities_.end() ? none : found->second;
}

const Register* Registers::find(base::Id entity, std::string_view key) const {
  const auto number = key_numbers_.find(std::string(key));
  if (number == key_numbers_.end()) return nullptr;
  const std::vector<Register>& registers = of(entity);
  const auto at = std::ranges::lower_bound(registers, number->second, {}, &Register::key);
  return at == registers.end() || at->key != number->second ? nullptr : &*at;
}

}  // namespace oplog
