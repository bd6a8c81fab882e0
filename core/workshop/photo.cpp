#include "workshop/photo.h"

#include <algorithm>
#include <utility>

#include "oplog/blob.h"

namespace workshop {

std::map<base::Id, std::vector<Photo>> all_photos(const records::State& state) {
  std::vector<std::pair<oplog::Stamp, base::Id>> taken;
  for (const base::Id id : state.all("photo")) taken.emplace_back(state.find(id, records::kKindKey)->stamp, id);
  std::ranges::sort(taken);
  std::map<base::Id, std::vector<Photo>> all;
  for (const auto& [stamp, id] : taken) {
    const base::Id on = state.reference(id, "on");
    const std::string_view picture = oplog::blob_hash(state.text(id, "picture"));
    if (on && !picture.empty()) all[on].push_back({id, std::string(picture), std::string(state.text(id, "text"))});
  }
  return all;
}

records::Draft photo(base::Id on, std::string_view sha256) {
  records::Draft draft{"photo", {}, {}};
  draft.set("on", base::to_hex(on));
  draft.set("picture", oplog::blob_text(sha256));
  return draft;
}

bool is_jpeg(std::string_view bytes) { return bytes.starts_with("\xFF\xD8\xFF"); }

}  // namespace workshop
