// Owns: the bundle of a session: all its objects into one file, and those of a file into the session.
#include "formats/bundle.h"

#include <optional>
#include <set>

#include "oplog/space.h"
#include "session/session.h"
#include "session/steps.h"

namespace session {
namespace {

using Progress = std::function<bool(std::size_t, std::size_t)>;

struct BundleExport {
  std::vector<Session::HeldObject> objects;
  std::vector<std::pair<oplog::ObjectName, std::string>> unstored;
  std::size_t at = 0;
  formats::BundleWriter writer;
  ExportedBundle bundle;
  Progress progress;
  std::function<void(base::Result<ExportedBundle>)> finished;

  bool add(const oplog::ObjectName& name, std::string_view bytes) {
    bundle.objects.push_back(name);
    return writer.add(name, bytes);
  }
};

struct BundleImport {
  std::string bytes;
  std::optional<formats::Bundle> bundle;  // reads from `bytes`
  std::set<std::string> held;
  std::size_t at = 0;
  BundleReport report;
  Progress progress;
  std::function<void(base::Result<BundleReport>)> finished;
};

base::Error too_large() {
  return base::fail("bundle.too-large", {{"limit", std::to_string(formats::kBundleLimits.bytes >> 20)}});
}

}  // namespace

void Session::export_bundle(Progress progress, std::function<void(base::Result<ExportedBundle>)> finished, Copy copy) {
  seal([this, copy, progress = std::move(progress), finished = std::move(finished)](base::Result<Unstored> unstored) {
    if (!unstored) return finished(base::Error{unstored.error()});
    auto job = std::make_shared<BundleExport>(
        BundleExport{{}, std::move(*unstored), 0, formats::BundleWriter(space()), {}, progress, finished});
    held_objects([this, copy, job](base::Result<std::vector<HeldObject>> objects) {
      if (!objects) return job->finished(base::Error{objects.error()});
      job->objects = std::move(*objects);
      Steps::run([this, copy, job](const Steps::Next& next) {
        if (job->progress && !job->progress(job->at, job->objects.size()))
          return job->finished(base::fail("bundle.cancelled"));
        if (job->at == job->objects.size()) {
          for (const auto& [name, bytes] : job->unstored)
            if (!job->add(name, bytes)) return job->finished(too_large());
          if (copy == Copy::kOfThisDevice && !job->writer.add_own(own_lines())) return job->finished(too_large());
          job->bundle.bytes = job->writer.finish();
          return job->finished(std::move(job->bundle));
        }
        const oplog::ObjectName& name = job->objects[job->at++].name;
        object(name, [job, name, next](const base::Result<std::string>& bytes) {
          if (!bytes && bytes.error().key.starts_with("store.")) return job->finished(base::Error{bytes.error()});
          if (!bytes) {
            ++job->bundle.damaged;
            return next();
          }
          if (!job->add(name, *bytes)) return job->finished(too_large());
          next();
        });
      });
    });
  });
}

void Session::import_bundle(std::string bytes, OtherSpace other, Progress progress,
                            std::function<void(base::Result<BundleReport>)> finished) {
  if (phase_ != Phase::kReady) return finished(base::Error{failure_});
  auto job = std::make_shared<BundleImport>();
  job->bytes = std::move(bytes);
  auto opened = formats::open_bundle(job->bytes);
  if (!opened) return finished(base::Error{opened.error()});
  job->bundle = std::move(*opened);
  job->report.objects = job->bundle->objects.size();
  job->report.passed_over = job->bundle->passed_over;
  if (job->bundle->own)
    if (auto own = job->bundle->zip.read(*job->bundle->own)) job->report.own = std::move(*own);
  for (const formats::BundleEntry& entry : job->bundle->objects) {
    if (entry.space == oplog::kNoSpace || entry.space == space()) continue;
    if (space() == oplog::kNoSpace)
      join_space(entry.space);
    else if (other == OtherSpace::kRefuse)
      return finished(base::fail("bundle.other-space", {{"space", entry.space}}));
  }
  job->progress = std::move(progress);
  job->finished = std::move(finished);
  held_objects([this, job](base::Result<std::vector<HeldObject>> held) {
    if (!held) return job->finished(base::Error{held.error()});
    for (const HeldObject& object : *held) job->held.insert(oplog::to_string(object.name));
    Steps::run([this, job](const Steps::Next& next) {
      const std::size_t total = job->bundle->objects.size();
      if (job->progress && !job->progress(job->at, total)) return job->finished(base::fail("bundle.cancelled"));
      if (job->at == total) return job->finished(job->report);
      const formats::BundleEntry& entry = job->bundle->objects[job->at++];
      auto content = job->bundle->zip.read(entry.entry);
      if (!content) {
        ++job->report.damaged;
        return next();
      }
      const bool is_fresh = !job->held.contains(oplog::to_string(entry.name));
      receive(entry.name, std::move(*content), [job, is_fresh, next](const base::Result<Received>& received) {
        if (!received && received.error().key.starts_with("store."))
          return job->finished(base::Error{received.error()});
        if (received) {
          job->report.fresh += is_fresh;
          job->report.later += !received->understood;
          job->report.actions += received->actions;
          job->report.refused += received->refused;
        } else {
          ++job->report.damaged;
        }
        next();
      });
    });
  });
}

}  // namespace session
