// A bundle: only objects by exact names come out, and they go into a bundle again.
#include "formats/bundle.h"

#include <cstdint>
#include <cstdlib>

#include "oplog/space.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bundle = formats::open_bundle({reinterpret_cast<const char*>(data), size});
  if (!bundle) return 0;
  require(bundle->objects.size() + bundle->passed_over == bundle->zip.entries().size());
  formats::BundleWriter writer("again");
  std::size_t written = 0;
  for (const formats::BundleEntry& object : bundle->objects) {
    require(oplog::is_space_name(object.space));
    require("s/" + object.space + "/" + oplog::to_string(object.name) == bundle->zip.entries()[object.entry].name);
    const auto bytes = bundle->zip.read(object.entry);
    if (bytes && writer.add(object.name, *bytes)) ++written;
  }
  if (written == 0) return 0;
  const std::string bytes = writer.finish();
  const auto again = formats::open_bundle(bytes);
  require(!again.ok() || again->objects.size() == written);
  return 0;
}
