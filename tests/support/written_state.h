// A state written to draft by draft, as one device does.
#pragma once

#include <utility>

#include "records/draft.h"
#include "records/state.h"

namespace support {

struct WrittenState {
  records::State state;
  std::uint64_t n = 0;
  void keep(const records::Draft& draft) {
    oplog::Batch batch;
    batch.actor = base::Id{99};
    batch.n = ++n;
    for (records::Change& change : records::changes(state, draft))
      batch.sets.push_back({change.entity, std::move(change.key), n, std::move(change.value)});
    state.apply(batch);
  }
  void keep_removed(base::Id id) {
    oplog::Batch batch;
    batch.actor = base::Id{99};
    batch.n = ++n;
    batch.sets.push_back({id, std::string(records::kRemovedKey), n, true});
    state.apply(batch);
  }
  base::Id keep(const char* kind, std::uint64_t id, std::initializer_list<std::pair<const char*, std::string>> texts) {
    records::Draft draft{kind, base::Id{id}, {}};
    for (const auto& [field, text] : texts) draft.set(field, text);
    keep(draft);
    return draft.id;
  }
};

}  // namespace support
