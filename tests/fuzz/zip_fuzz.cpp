// An archive: what opens obeys the limits and its names stay inside; what reads has the size and the sum it declares.
#include <cstdint>
#include <cstdlib>

#include "formats/zip.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const formats::ZipLimits limits{.entries = 50, .bytes = 1 << 20};
  const auto zip = formats::ZipReader::open({reinterpret_cast<const char*>(data), size}, limits);
  if (!zip) return 0;
  require(zip->entries().size() <= limits.entries);
  std::size_t total = 0;
  formats::ZipWriter writer;
  for (std::size_t i = 0; i < zip->entries().size(); ++i) {
    const auto& [name, declared] = zip->entries()[i];
    require(("/" + name + "/").find("/../") == std::string::npos && name.front() != '/');
    const auto read = zip->read(i);
    if (!read) continue;
    require(read->size() == declared);
    total += declared;
    writer.add(name, *read);
  }
  require(total <= limits.bytes);
  const std::string written = writer.finish();
  require(formats::ZipReader::open(written).ok());
  return 0;
}
