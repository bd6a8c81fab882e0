// The full JSON: what is read is written, read and written again the same, and may enter the log.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "formats/full_json.h"
#include "oplog/batch.h"
#include "records/state.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto import = formats::read_full_json({reinterpret_cast<const char*>(data), size});
  if (!import) return 0;
  const std::string written = formats::write_full_json(import->drafts, "");
  require(formats::looks_like_full_json(written));
  const auto again = formats::read_full_json(written);
  require(again.ok() && again->rejected == 0 && again->remarks.empty());
  require(again->drafts.size() == import->drafts.size());
  require(formats::write_full_json(again->drafts, "") == written);
  records::State state;
  for (const records::Draft& draft : import->drafts) {
    require(static_cast<bool>(draft.id));
    oplog::Batch batch;
    batch.actor = base::Id{1};
    batch.n = 1;
    for (const records::Change& change : records::changes(state, draft)) {
      require(oplog::fits(change.key, change.value));
      batch.sets.push_back({change.entity, change.key, 1, change.value});
    }
    require(oplog::decode(oplog::encode(batch)).ok());
  }
  return 0;
}
