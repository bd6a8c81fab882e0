// A draft: what a form or an importer wants a record to hold. Plain data, not yet in the log.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "oplog/value.h"

namespace records {

// One value for a single field, several (in order) for a multiple one; an absent field holds nothing.
using Values = std::vector<oplog::Value>;

struct Draft {
  std::string kind;                                   // Kind::key
  base::Id id;                                        // no id: a new record
  std::map<std::string, Values, std::less<>> fields;  // by field key, or kExtraPrefix + name

  std::string_view text(std::string_view field) const {
    const auto found = fields.find(field);
    return found == fields.end() || found->second.empty() ? std::string_view() : oplog::text(found->second.front());
  }
  bool has(std::string_view field) const {
    const auto found = fields.find(field);
    return found != fields.end() && !found->second.empty();
  }
  void set(std::string_view field, Values values) {
    if (values.empty())
      fields.erase(std::string(field));
    else
      fields.insert_or_assign(std::string(field), std::move(values));
  }
  void set(std::string_view field, std::string value) {
    set(field, value.empty() ? Values{} : Values{oplog::Value(std::move(value))});
  }
};

}  // namespace records
