#include "session/import.h"

#include <cassert>
#include <unordered_set>

namespace session {

using records::Change;

void Session::import(std::vector<records::Draft> drafts,
                     std::function<bool(std::size_t done, std::size_t total)> progress,
                     std::function<void(base::Status)> finished) {
  assert(!import_);
  if (read_only()) return finished(base::Error{phase_ == Phase::kReady ? saving_.failure : failure_});
  import_ = std::make_unique<Import>();
  import_->drafts = std::move(drafts);
  import_->progress = std::move(progress);
  import_->finished = std::move(finished);
  continue_import();
}

// Runs until the disk is waited for; settled() comes back here. An executor that replies at once does not nest: the
// loop that is running goes on.
void Session::continue_import() {
  if (in_import_) return;
  in_import_ = true;
  while (import_ && in_flight_ == 0) {
    Import& job = *import_;
    if (!saving_.failure.key.empty()) {
      end_import(base::Error{saving_.failure});
    } else if (job.stopped) {
      end_import(*job.stopped);
    } else if (job.told < job.next) {
      job.told = job.next;
      if (job.progress && !job.progress(job.next, job.drafts.size())) job.stopped = base::fail("import.cancelled");
    } else if (job.next < job.drafts.size()) {
      import_slice();
    } else {
      end_import(base::Done{});
    }
    if (import_ && import_->stopped && !import_->slices.empty()) {
      take_back(std::exchange(import_->slices, {}), "import-cancel");
      flush();
    }
  }
  in_import_ = false;
}

// At most kImportSlice records; a record that comes twice waits for the next slice, so that it is compared with what
// the first one left.
void Session::import_slice() {
  Import& job = *import_;
  std::vector<Change> changes;
  std::unordered_set<base::Id> seen;
  for (; job.next < job.drafts.size() && seen.size() < kImportSlice; ++job.next) {
    records::Draft& draft = job.drafts[job.next];
    if (!draft.id) draft.id = base::random_id(random_);
    if (!seen.insert(draft.id).second) break;
    if (state_.exists(draft.id)) {
      records::Draft held = state_.draft(draft.id);
      draft.fields.merge(held.fields);  // what the file does not say stays
    }
    for (Change& change : records::changes(state_, draft)) {
      if (!oplog::fits(change.key, change.value)) {
        job.stopped = base::fail("log.limit", {{"field", change.key.substr(0, 80)}});
        return;
      }
      changes.push_back(std::move(change));
    }
    draft.fields.clear();
  }
  if (changes.empty()) return;
  for (Slice& slice : write_split(changes, "import")) job.slices.push_back(std::move(slice));
  flush();
}

void Session::end_import(base::Status status) {
  const std::unique_ptr<Import> job = std::move(import_);
  if (!job->slices.empty()) push_undo({"import", std::move(job->slices)});
  job->finished(std::move(status));
  changed();
}

}  // namespace session
