// A mapping file: what is understood is written back and read the same; any mapping runs on any table.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/import.h"
#include "formats/mapping.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto table = formats::read_table(
      "Lieu,Commune,geo,a,b,Description\nUn,Cenon,\"44.8,-0.5\",x,y,Démarches\nDeux,Pessac,44.8 "
      "-0.5,,,\n,,;,oui,non,gratuit\n");
  const auto file = formats::read_mapping({reinterpret_cast<const char*>(data), size});
  if (!file) return 0;
  const std::string written = formats::write_mapping(file->mapping);
  const auto again = formats::read_mapping(written);
  require(again.ok() && again->remarks.empty());
  require(again->mapping.rules.size() == file->mapping.rules.size());
  require(formats::write_mapping(again->mapping) == written);
  const auto import = formats::to_drafts(*table, file->mapping);
  require(import.report.rows == 3 && import.report.kept + import.report.rejected == 3);
  return 0;
}
