#include "tool/compact.h"

#include <chrono>
#include <filesystem>

#include "base/clock.h"
#include "oplog/compaction.h"
#include "oplog/space.h"
#include "tool/commands.h"
#include "tool/files.h"

namespace tool {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUnfinished = "compact.unfinished";  // no object's name: nobody lists it

std::int64_t changed_ms(const fs::directory_entry& file) {
  const auto at = std::chrono::file_clock::to_sys(file.last_write_time());
  return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

// Whole under its name, or not there at all.
base::Status put(const fs::path& folder, const std::string& name, std::string_view bytes) {
  const fs::path unfinished = folder / kUnfinished;
  if (const auto written = write_bytes(unfinished, bytes); !written) return written;
  std::error_code error;
  fs::rename(unfinished, folder / name, error);
  if (error) return base::fail("tool.cannot-write", {{"path", folder / name}});
  return base::Done{};
}

int refuse(const Speech& speech, const base::Message& why) {
  speech.say(why);
  return kFailed;
}

}  // namespace

int compact(const Arguments& arguments, const Speech& speech) {
  const fs::path folder = fs::path(arguments.operands[0]) / "";
  const std::string space = folder.parent_path().filename();
  std::error_code error;
  fs::directory_iterator files(folder, error);
  if (error || !oplog::is_space_name(space)) return refuse(speech, {"tool.no-space-folder", {{"path", folder}}});
  oplog::Compactor compactor;
  for (const fs::directory_entry& file : files) {
    const auto name = oplog::parse_object_name(file.path().filename().string());
    if (!name || name->kind == oplog::ObjectName::Kind::kBlob) continue;
    auto bytes = read_bytes(file.path());
    if (!bytes) return refuse(speech, bytes.error());
    compactor.add(*name, std::move(*bytes), changed_ms(file));
  }
  const auto made = compactor.compact(oplog::space_id(space), base::system_clock().now_ms());
  if (!made) return refuse(speech, made.error());
  if (made->name)
    if (const auto kept = put(folder, to_string(*made->name), made->bytes); !kept) return refuse(speech, kept.error());
  speech.say({made->name ? "tool.compacted" : "tool.compacted-already", {{"n", std::to_string(made->covered)}}});
  if (made->left_out > 0) speech.say({"tool.compact-left-out", {{"n", std::to_string(made->left_out)}}});
  const std::string count = std::to_string(made->deletable.size());
  if (!arguments.has("--delete")) {
    if (!made->deletable.empty()) speech.say({"tool.compact-deletable", {{"n", count}}});
    return kDone;
  }
  for (const oplog::ObjectName& name : made->deletable) {
    fs::remove(folder / to_string(name), error);
    if (error) return refuse(speech, {"tool.cannot-write", {{"path", folder / to_string(name)}}});
  }
  speech.say({"tool.compact-deleted", {{"n", count}}});
  return kDone;
}

}  // namespace tool
