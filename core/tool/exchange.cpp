#include "tool/exchange.h"

#include <cstdio>
#include <filesystem>

#include "formats/zip.h"
#include "tool/commands.h"
#include "tool/files.h"

namespace tool {
namespace {

int refuse(const Speech& speech, const std::string& path, const base::Message& why) {
  std::fprintf(stderr, "%s: %s\n", path.c_str(), speech.words(why).c_str());
  return kFailed;
}

base::Result<session::ExportedBundle> bundle_of(Dossier& dossier) {
  base::Result<session::ExportedBundle> made = session::ExportedBundle{};
  dossier.session().export_bundle(nullptr,
                                  [&](base::Result<session::ExportedBundle> result) { made = std::move(result); });
  return made;
}

// Says what came, and gives the exit status: what was damaged is missing.
int take(Dossier& dossier, const Speech& speech, const std::string& path, std::string bytes,
         session::OtherSpace other) {
  base::Result<session::BundleReport> report = session::BundleReport{};
  dossier.session().import_bundle(std::move(bytes), other, nullptr,
                                  [&](base::Result<session::BundleReport> result) { report = std::move(result); });
  if (!report) return refuse(speech, path, report.error());
  speech.say({"tool.unbundled",
              {{"path", path},
               {"n", std::to_string(report->actions)},
               {"fresh", std::to_string(report->fresh)},
               {"objects", std::to_string(report->objects)}}});
  if (report->later > 0) speech.say({"tool.later", {{"n", std::to_string(report->later)}}});
  if (report->refused > 0) speech.say({"tool.unreadable", {{"n", std::to_string(report->refused)}}});
  if (report->passed_over > 0) speech.say({"tool.passed-over", {{"n", std::to_string(report->passed_over)}}});
  if (report->damaged == 0) return kDone;
  speech.say({"tool.damaged", {{"n", std::to_string(report->damaged)}}});
  return kFailed;
}

}  // namespace

int bundle(const Arguments& arguments, const Speech& speech, Dossier& dossier) {
  const std::string path = arguments.option("--out");
  if (path.empty()) {
    speech.say({"tool.bundle-usage", {}});
    return kMisuse;
  }
  const auto made = bundle_of(dossier);
  if (!made) return refuse(speech, arguments.operands[0], made.error());
  if (const auto written = write_bytes(path, made->bytes); !written) return refuse(speech, path, written.error());
  base::Status marked = base::Done{};
  dossier.session().mark_copied(made->objects, [&](const base::Status& status) { marked = status; });
  if (!marked) return refuse(speech, arguments.operands[0], marked.error());
  speech.say({"tool.bundled", {{"path", path}, {"n", std::to_string(made->objects.size())}}});
  if (made->damaged == 0) return kDone;
  speech.say({"tool.damaged", {{"n", std::to_string(made->damaged)}}});
  return kFailed;
}

int unbundle(const Arguments& arguments, const Speech& speech) {
  if (!arguments.has("--into")) {
    speech.say({"tool.unbundle-usage", {}});
    return kMisuse;
  }
  auto dossier = Dossier::open(arguments.option("--into"), true);
  if (!dossier) return refuse(speech, arguments.option("--into"), dossier.error());
  const auto other = arguments.has("--join") ? session::OtherSpace::kJoin : session::OtherSpace::kRefuse;
  int status = kDone;
  for (const std::string& path : arguments.operands) {
    auto bytes = read_bytes(path);
    const int taken =
        bytes ? take(**dossier, speech, path, std::move(*bytes), other) : refuse(speech, path, bytes.error());
    if (taken != kDone) status = taken;
  }
  return status;
}

// Whoever merges dossiers by name means it, whatever their spaces.
int merge(const Arguments& arguments, const Speech& speech) {
  const std::string out = arguments.option("--out");
  std::error_code ignored;
  if (out.empty() || std::filesystem::exists(out, ignored)) {
    speech.say({out.empty() ? "tool.merge-usage" : "tool.already-there", {{"path", out}}});
    return kMisuse;
  }
  auto into = Dossier::open(out, true);
  if (!into) return refuse(speech, out, into.error());
  int status = kDone;
  for (const std::string& path : arguments.operands) {
    auto bytes = read_bytes(path);
    if (bytes && !formats::looks_like_zip(*bytes)) {
      auto dossier = Dossier::open(path, false);
      auto made = dossier ? bundle_of(**dossier) : base::Result<session::ExportedBundle>(base::Error{dossier.error()});
      bytes = made ? base::Result<std::string>(std::move(made->bytes)) : base::Error{made.error()};
      if (made && made->objects.empty()) continue;  // a dossier with nothing in it
    }
    const int taken = bytes ? take(**into, speech, path, std::move(*bytes), session::OtherSpace::kJoin)
                            : refuse(speech, path, bytes.error());
    if (taken != kDone) status = taken;
  }
  return status;
}

int check(const Speech& speech, Dossier& dossier) {
  const auto found = dossier.check();
  if (!found) {
    speech.say(found.error());
    return kFailed;
  }
  const auto text = [](std::int64_t count) { return std::to_string(count); };
  speech.say({"tool.checked", {{"lines", text(found->lines)}, {"objects", text(found->objects)}}});
  speech.say({"tool.unshared", {{"n", std::to_string(dossier.session().saving().unshared)}}});
  const std::pair<const char*, std::int64_t> findings[] = {{"tool.wrong-lines", found->wrong_lines},
                                                           {"tool.unreadable", found->unreadable_lines},
                                                           {"tool.damaged", found->damaged_objects},
                                                           {"tool.aside", found->aside}};
  int status = kDone;
  for (const auto& [key, count] : findings) {
    if (count == 0) continue;
    speech.say({key, {{"n", text(count)}}});
    status = kFailed;
  }
  return status;
}

}  // namespace tool
