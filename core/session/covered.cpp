// Owns: which of the objects that are held a snapshot stands for. What a snapshot says of itself is checked against
// each of them: whoever forges one keeps nobody from sending what only they have.
#include <algorithm>
#include <optional>

#include "oplog/compaction.h"
#include "oplog/object_content.h"
#include "session/session.h"
#include "session/steps.h"

namespace session {

using oplog::ObjectName;

struct Session::Covering {
  std::vector<HeldObject> held;
  std::vector<ObjectName> snapshots, segments;  // still to be read; these by `cover`
  std::optional<oplog::Cover> cover;
  std::function<void(base::Result<std::vector<HeldObject>>)> done;
};

// Each snapshot is read once in a session of use. One that cannot be read covers nothing.
void Session::find_covered(std::vector<HeldObject> held,
                           std::function<void(base::Result<std::vector<HeldObject>>)> done) {
  auto job = std::make_shared<Covering>();
  job->held = std::move(held);
  job->done = std::move(done);
  for (const HeldObject& each : job->held)
    if (each.name.kind == ObjectName::Kind::kSnapshot && read_snapshots_.insert(each.name).second)
      job->snapshots.push_back(each.name);
  Steps::run([this, job](const Steps::Next& next) {
    const bool segment = !job->segments.empty();
    std::vector<ObjectName>& left = segment ? job->segments : job->snapshots;
    if (left.empty()) return tell_covered(job);
    const ObjectName name = left.back();
    left.pop_back();
    object(name, [this, job, name, segment, next](const base::Result<std::string>& bytes) {
      if (!bytes && bytes.error().key.starts_with("store.")) {
        read_snapshots_.clear();  // again another time
        return job->done(base::Error{bytes.error()});
      }
      if (bytes && segment) {
        const auto content = oplog::read_object(name, *bytes);
        if (content && content->understood && job->cover->covers(content->lines)) covered_.insert(name);
      } else if (bytes) {
        if (const auto snapshot = oplog::read_snapshot(*bytes); snapshot && snapshot->understood) {
          const std::set<std::string> names(snapshot->covered.begin(), snapshot->covered.end());
          job->cover.emplace(*snapshot);
          for (const HeldObject& each : job->held)
            if (!covered_.contains(each.name) && names.contains(oplog::to_string(each.name)))
              job->segments.push_back(each.name);
        }
      }
      next();
    });
  });
}

// What a snapshot from elsewhere holds is elsewhere.
void Session::tell_covered(const std::shared_ptr<Covering>& job) {
  std::vector<ObjectName> copied;
  for (HeldObject& each : job->held) {
    each.covered = covered_.contains(each.name);
    if (each.covered && !std::exchange(each.copied, true)) copied.push_back(each.name);
  }
  if (copied.empty()) return job->done(std::move(job->held));
  mark_copied(copied, [job](const base::Status& status) {
    job->done(status ? base::Result<std::vector<HeldObject>>(std::move(job->held)) : base::Error{status.error()});
  });
}

}  // namespace session
