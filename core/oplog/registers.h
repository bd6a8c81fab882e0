// The merged state: one last-writer register per (entity, key), ordered by (stamp, actor, value).
// A pure function of the set of writes joined: order and duplicates do not matter.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "oplog/batch.h"

namespace oplog {

struct Register {
  std::uint32_t key = 0;  // see Registers::key_name
  Stamp stamp = 0;
  base::Id actor;
  Value value;
};

class Registers {
 public:
  // True when the write won (the visible value or its stamp changed).
  bool join(base::Id actor, const Set& set);

  // Registers of one entity, sorted by key number; empty for an unknown entity. Null values are included.
  const std::vector<Register>& of(base::Id entity) const;
  const Register* find(base::Id entity, std::string_view key) const;
  std::string_view key_name(std::uint32_t key) const { return keys_[key]; }
  const std::unordered_map<base::Id, std::vector<Register>>& entities() const { return entities_; }

 private:
  std::unordered_map<base::Id, std::vector<Register>> entities_;
  std::vector<std::string> keys_;
  std::unordered_map<std::string, std::uint32_t> key_numbers_;
};

}  // namespace oplog
