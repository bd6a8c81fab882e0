// Owns: how a session's log becomes objects that travel, and how objects from elsewhere become its log.
#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "base/sha256.h"
#include "oplog/object_content.h"
#include "oplog/segment.h"
#include "oplog/snapshot.h"
#include "oplog/space.h"
#include "session/session.h"
#include "session/steps.h"

namespace session {
namespace {

using oplog::ObjectName;

// Bytes under a wrong name are worth keeping when they may be one of ours with some bits turned; a page of a portal
// that wants a password is not.
bool worth_keeping(std::string_view bytes) {
  return bytes.size() <= oplog::kMaxSegmentBytes && (bytes.starts_with("ESCL") || bytes.starts_with("ESCS"));
}

}  // namespace

std::string Session::space() const {
  std::string name = setting("space");
  return oplog::is_space_name(name) ? name : std::string(oplog::kNoSpace);
}

// ---- from the log to objects

struct Session::Sealing {
  std::function<void(base::Result<Unstored>)> done;
  std::vector<store::LooseLine> page;
  std::size_t at = 0;        // in the page
  store::LooseLine last;     // of the pages before
  bool from_memory = false;  // the page is what the disk did not take
  base::Id actor;            // whose chain follows
  oplog::SegmentHeader header;
  Unstored unstored;
};

void Session::seal(std::function<void(base::Result<Unstored>)> done) {
  if (phase_ != Phase::kReady) return done(base::Error{failure_});
  auto job = std::make_shared<Sealing>();
  job->done = std::move(done);
  Steps::run([this, job](const Steps::Next& next) { seal_step(job, next); });
}

void Session::seal_page(const std::shared_ptr<Sealing>& job, const std::function<void()>& next) {
  if (!job->page.empty()) job->last = job->page.back();
  job->page.clear();
  job->at = 0;
  store_.loose(job->last, [this, job, next](base::Result<std::vector<store::LooseLine>> lines) {
    if (!lines) return job->done(base::Error{lines.error()});
    job->page = std::move(*lines);
    if (job->page.empty() && !saving_.failure.key.empty() && !std::exchange(job->from_memory, true))
      for (const auto& [batch, is_private, published] : queue_)
        if (!is_private)
          job->page.push_back({0, batch.actor, static_cast<std::int64_t>(batch.n), oplog::encode(batch)});
    if (job->page.empty()) return job->done(std::move(job->unstored));
    next();
  });
}

void Session::seal_step(const std::shared_ptr<Sealing>& job, const std::function<void()>& next) {
  if (job->at == job->page.size()) return seal_page(job, next);
  const base::Id actor = job->page[job->at].actor;
  if (job->actor != actor)
    return store_.last_segment(actor, [this, job, actor, next](base::Result<std::string> name) {
      if (!name) return job->done(base::Error{name.error()});
      job->actor = actor;
      job->header = {};
      job->header.space = oplog::space_id(space());
      job->header.actor = actor;
      if (const auto last = oplog::parse_object_name(*name)) {
        job->header.seq = last->seq + 1;
        job->header.previous = oplog::hash_of(*last);
      }
      next();
    });

  std::vector<std::string_view> lines;
  std::vector<std::int64_t> seqs;
  for (std::size_t i = job->at; i < job->page.size() && job->page[i].actor == actor; ++i) {
    lines.push_back(job->page[i].text);
    seqs.push_back(job->page[i].seq);
  }
  oplog::WrittenSegment segment = oplog::write_segment(job->header, lines);
  if (segment.lines == 0) {
    ++job->at;  // a line larger than any segment: it stays here, and is counted as unshared
    return next();
  }
  job->at += segment.lines;
  seqs.resize(segment.lines);
  ++job->header.seq;
  job->header.previous = oplog::hash_of(segment.name);
  if (!saving_.failure.key.empty()) {
    job->unstored.emplace_back(std::move(segment.name), std::move(segment.bytes));
    return next();
  }
  const auto made = std::make_shared<oplog::WrittenSegment>(std::move(segment));
  store_.add_segment(oplog::to_string(made->name), made->bytes, seqs,
                     [this, job, made, next](const base::Status& status) {
                       if (!status) {
                         saving_.failure = status.error();
                         job->unstored.emplace_back(made->name, std::move(made->bytes));
                         changed();
                       }
                       next();
                     });
}

void Session::objects(std::function<void(base::Result<std::vector<HeldObject>>)> done) {
  seal([this, done = std::move(done)](const base::Result<Unstored>& sealed) {
    if (!sealed) return done(base::Error{sealed.error()});
    held_objects(done);
  });
}

void Session::held_objects(std::function<void(base::Result<std::vector<HeldObject>>)> done) {
  store_.objects([this, done = std::move(done)](const base::Result<std::vector<store::HeldObject>>& rows) {
    if (!rows) return done(base::Error{rows.error()});
    std::vector<HeldObject> held;
    bool snapshots = false;
    for (const store::HeldObject& row : *rows)
      if (const auto name = oplog::parse_object_name(row.name)) {
        held.push_back({*name, row.copied});
        snapshots = snapshots || name->kind == ObjectName::Kind::kSnapshot;
      }
    if (!snapshots) return done(std::move(held));
    find_covered(std::move(held), done);
  });
}

void Session::object(const oplog::ObjectName& name, std::function<void(base::Result<std::string>)> done) {
  store_.object(oplog::to_string(name), [name, done = std::move(done)](base::Result<std::string> bytes) {
    if (bytes && base::sha256_hex(*bytes) != name.sha256)
      return done(base::fail("object.damaged", {{"name", oplog::to_string(name)}}));
    done(std::move(bytes));
  });
}

void Session::keep_blob(std::string bytes, std::function<void(base::Result<oplog::ObjectName>)> done) {
  assert(bytes.size() <= oplog::max_bytes(ObjectName::Kind::kBlob));
  if (read_only()) return done(base::Error{phase_ == Phase::kReady ? saving_.failure : failure_});
  const ObjectName name = oplog::blob_object(base::sha256_hex(bytes));
  store_.add_object({oplog::to_string(name), std::move(bytes), false, true, {}},
                    [name, done = std::move(done)](const base::Result<std::vector<std::size_t>>& kept) {
                      kept ? done(name) : done(base::Error{kept.error()});
                    });
}

void Session::mark_copied(const std::vector<oplog::ObjectName>& names, std::function<void(base::Status)> done) {
  std::vector<std::string> texts;
  for (const oplog::ObjectName& name : names) texts.push_back(oplog::to_string(name));
  store_.mark_copied(texts, [this, done = std::move(done)](const base::Status& status) {
    if (!status) return done(status);
    count_unshared(done);
  });
}

void Session::count_unshared(std::function<void(base::Status)> done) {
  store_.count_unshared([this, done = std::move(done)](base::Result<std::size_t> count) {
    if (!count) return done(base::Error{count.error()});
    stored_unshared_ = *count;
    tell_unshared();
    if (saving_.unshared == 0) all_shared();
    changed();
    done(base::Done{});
  });
}

// ---- from objects to the log

void Session::receive(const ObjectName& name, std::string bytes, std::function<void(base::Result<Received>)> done) {
  if (phase_ != Phase::kReady) return done(base::Error{failure_});
  take(name, std::move(bytes), std::move(done));
}

void Session::take(const ObjectName& name, std::string bytes, std::function<void(base::Result<Received>)> done) {
  const std::string text = oplog::to_string(name);
  if (base::sha256_hex(bytes) != name.sha256) {
    const auto told = [text, done](const base::Status& status) {
      done(status ? base::fail("object.damaged", {{"name", text}}) : base::Error{status.error()});
    };
    return worth_keeping(bytes) ? store_.put_aside(text, bytes, told) : told(base::Done{});
  }
  auto content = oplog::read_object(name, bytes);
  if (!content) {
    base::Message why = content.error();
    why.args.emplace_back("name", text);
    return done(base::Error{std::move(why)});
  }
  store::Arrival arrival{text, std::move(bytes), true, content->understood, {}};
  auto batches = std::make_shared<std::vector<base::Result<oplog::Batch>>>();
  for (std::string& line : content->lines) {
    store::Arrival::Line& added = arrival.lines.emplace_back();
    batches->push_back(oplog::decode(line));
    if (const auto& batch = batches->back()) {
      added.actor = batch->actor;
      added.n = static_cast<std::int64_t>(batch->n);
      added.entities = store::entities_of(*batch);
    }
    added.text = std::move(line);
  }
  const bool understood = content->understood;
  const auto add = [this, batches, understood](const std::vector<std::size_t>& fresh) {
    Received received{0, 0, understood};
    std::vector<oplog::Batch> readable;
    for (const std::size_t at : fresh) {
      if (base::Result<oplog::Batch>& batch = (*batches)[at])
        readable.push_back(std::move(*batch));
      else
        ++received.refused;
    }
    received.actions = readable.size();
    set_aside_ += received.refused;
    apply_fresh(readable);
    return received;
  };
  const auto kept = [this, text, batches, add, done](const base::Result<std::vector<std::size_t>>& fresh) {
    if (fresh) return done(add(*fresh));
    // A transaction that fails at its very end may stand all the same. What is then shown is made to last.
    store_.object(text, [this, batches, add, done, failure = fresh.error()](const base::Result<std::string>& held) {
      if (!held) return done(base::Error{failure});
      std::vector<std::size_t> all(batches->size());
      std::iota(all.begin(), all.end(), std::size_t{0});
      add(all);
      confirm();
      done(base::Error{failure});
    });
  };
  store_.add_object(std::move(arrival), kept);
}

void Session::apply_fresh(const std::vector<oplog::Batch>& batches) {
  for (const oplog::Batch& batch : batches) {
    for (const oplog::Set& set : batch.sets) hybrid_.observe(set.stamp);
    std::vector<Conflict> found = conflicts_with(batch);
    state_.apply(batch);
    drop_conflicts(batch);
    add_conflicts(std::move(found));
    // Someone else writes under our name: a copy of this device made while it ran. Both are kept; we take another one.
    if (batch.actor == actor_) {
      actor_ = base::random_id(random_);
      next_n_ = 1;
    }
  }
  if (!batches.empty()) changed();
}

// After an upgrade, what was not understood when it came may be.
void Session::read_unread(std::function<void(base::Status)> done) {
  store_.unread([this, done = std::move(done)](base::Result<std::vector<std::string>> names) {
    if (!names) return done(base::Error{names.error()});
    auto left = std::make_shared<std::vector<std::string>>(std::move(*names));
    Steps::run([this, left, done](const Steps::Next& next) {
      if (left->empty()) return done(base::Done{});
      const auto name = oplog::parse_object_name(left->back());
      left->pop_back();
      if (!name) return next();
      object(*name, [this, name = *name, done, next](base::Result<std::string> bytes) {
        if (!bytes) return bytes.error().key.starts_with("store.") ? done(base::Error{bytes.error()}) : next();
        const auto content = oplog::read_object(name, *bytes);
        if (!content || !content->understood) return next();
        take(name, std::move(*bytes), [done, next](const base::Result<Received>& received) {
          received ? next() : done(base::Error{received.error()});
        });
      });
    });
  });
}

}  // namespace session
