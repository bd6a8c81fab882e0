// A line of the log: what is understood is written again and read the same; every write in it fits the log.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "oplog/batch.h"
#include "records/state.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto batch = oplog::decode({reinterpret_cast<const char*>(data), size});
  if (!batch) return 0;
  for (const oplog::Set& set : batch->sets) require(oplog::fits(set.key, set.value));
  const std::string line = oplog::encode(*batch);
  const auto again = oplog::decode(line);
  require(again.ok() && again->sets.size() == batch->sets.size() && again->actor == batch->actor &&
          again->n == batch->n);
  require(oplog::encode(*again) == line);
  records::State once, twice;
  once.apply(*batch);
  twice.apply(*again);
  twice.apply(*batch);
  require(once.digest() == twice.digest());
  return 0;
}
