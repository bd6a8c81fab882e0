// Owns: whole tablets simulated: sessions on disks that fail, clocks years apart, a hub and bundles between them, over
// a network that loses, repeats, reorders and spoils. Everything follows from one seed.
//
//   simulation [--seeds N] [--first N] [--scripts N] [--stride N] [--verbose]
//
// --seeds runs whole worlds. After each step no acknowledged action may be missing where it was acknowledged; once all
// is healed every tablet holds every action that was not wiped, all show one state, and it is the one that a naive
// model comes to. --scripts runs short lives of one tablet in which the k-th write, truncation or sync fails or loses
// power, for every k; and in which the k-th allocation fails, for every --stride-th k (97 unless told). Ends with 1 at
// the first failure and prints the line that replays it.
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include "base/sha256.h"
#include "oplog/segment.h"
#include "oplog/snapshot.h"
#include "property/failing_memory.h"
#include "property/faulty_disk.h"
#include "session/session.h"
#include "store/sqlite_executor.h"

namespace {

using oplog::ObjectName;
using property::allocations;
using property::fail_allocation;
using property::FaultyDisk;
using session::Session;
using Fault = FaultyDisk::Fault;

bool verbose = false;

#define TELL(...) \
  if (verbose) std::printf(__VA_ARGS__)

struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};
void require(bool holds, const std::string& what) {
  if (!holds) throw Failure(what);
}

using Lines = std::set<std::string>;
constexpr std::size_t kTablets = 4;
constexpr std::int64_t kYearMs = std::int64_t{365} * 24 * 3600 * 1000;

// One device: what is on its disk outlives what is in its memory.
class Tablet {
 public:
  Tablet(std::size_t number, std::uint64_t seed, std::int64_t skew_ms) : number_(number), random_(seed) {
    clock_.ms += skew_ms;
    disk().files.clear();
    open();
  }

  FaultyDisk& disk() const { return property::disks()[number_]; }
  Session& session() { return *session_; }
  bool is_on() const { return session_ != nullptr; }
  support::FakeClock& clock() { return clock_; }
  // What the disk confirmed, here: lost only with the disk itself.
  const Lines& acknowledged() const { return acknowledged_; }

  // Starts the application. False when the disk would not have it.
  bool open() {
    session_.reset();
    executor_.reset();
    auto opened = store::SqliteExecutor::open(std::to_string(number_) + "/dossier");
    if (!opened) return false;
    executor_ = std::move(*opened);
    session_ = std::make_unique<Session>(*executor_, clock_, random_);
    std::string failure;
    session_->open([&](const base::Status& status) { failure = status ? "" : status.error().key; });
    if (!failure.empty()) {
      require(failure != "store.damaged" && failure != "store.foreign", "the file is damaged: " + failure);
      session_.reset();
      executor_.reset();
      return false;
    }
    require(session_->set_aside() == spoiled_lines, "lines set aside");
    const Lines held = lines();
    for (const std::string& line : acknowledged_)
      require(held.contains(line), "tablet " + std::to_string(number_) + " lost an acknowledged line: " + line);
    acknowledged_ = held;
    require(session_->saving().unshared >= loose(), "actions that are nowhere else are said to be copied");
    return true;
  }
  // The application ended in the middle of something: its memory cannot be used any more. The disk did not notice.
  void ended() {
    static_cast<void>(session_.release());
    static_cast<void>(executor_.release());
  }
  // Power comes back after a cut, or the application is started again.
  void restart(support::SeededRandom& random) {
    session_.reset();
    executor_.reset();
    disk().power_on(random);
    require(open(), "a tablet that starts again does not open");
  }
  void settle() {  // what a step left: acknowledged, or a power cut
    if (!is_on() || disk().is_off()) return;
    if (session_->saving().pending == 0) acknowledged_ = lines();
  }
  // All of another one's disk and memory; also its chance, so that both write under one name.
  void become(const Tablet& other, bool same_chance) {
    session_.reset();
    executor_.reset();
    std::map<std::string, property::DiskFile> files;
    for (const auto& [name, file] : other.disk().files)
      files[std::to_string(number_) + name.substr(name.find('/'))] = file;
    disk().files = std::move(files);
    acknowledged_ = other.acknowledged_;
    if (same_chance) {
      random_.state = other.random_.state;
    }
    require(open(), "a clone does not open");
  }
  void wipe() {
    session_.reset();
    executor_.reset();
    disk().files.clear();
    acknowledged_.clear();
    require(open(), "a wiped tablet does not open");
  }
  Lines lines() {
    Lines held;
    executor_->run({{"SELECT line FROM batch"}}, [&](const base::Result<store::Rows>& rows) {
      if (!rows) return;
      for (const store::Row& row : *rows) held.emplace(oplog::text(row.front()));
    });
    return held;
  }
  std::size_t loose() {  // lines in no object, which can be nowhere else
    std::size_t count = 0;
    executor_->run({{"SELECT count(*) FROM batch WHERE object IS NULL"}}, [&](const base::Result<store::Rows>& rows) {
      if (rows) count = static_cast<std::size_t>(std::get<std::int64_t>(rows->front().front()));
    });
    return count;
  }
  support::SeededRandom& random() { return random_; }

  std::size_t spoiled_lines = 0;

 private:
  std::size_t number_;
  support::FakeClock clock_;
  support::SeededRandom random_;
  std::unique_ptr<store::SqliteExecutor> executor_;
  std::unique_ptr<Session> session_;
  Lines acknowledged_;
};

// ---- what tablets do

void edit(Tablet& tablet, support::SeededRandom& random) {
  if (!tablet.is_on()) return;
  // Whole seconds: clocks that agree give equal stamps now and then.
  tablet.clock().ms += static_cast<std::int64_t>(1000 * random.below(5));
  Session& session = tablet.session();
  const base::Id id{1 + random.below(6)};
  switch (random.below(8)) {
    case 0:
      session.remove(id, "place.remove");
      break;
    case 1:
      session.undo();
      break;
    case 2:
      session.redo();
      break;
    case 3: {
      std::vector<records::Draft> drafts;
      for (std::uint64_t i = 0; i < 3; ++i) {
        drafts.push_back({"place", base::Id{1 + random.below(6)}, {}});
        drafts.back().set("nom", "import " + std::to_string(random.below(100)));
      }
      session.import(std::move(drafts), nullptr, [](const base::Status&) {});
      break;
    }
    default: {
      records::Draft draft = session.state().exists(id) ? session.state().draft(id) : records::Draft{"place", id, {}};
      const std::string name = "nom " + std::to_string(random.below(100));
      draft.set("nom", name);
      if (random.below(3) == 0) draft.set("commune", "commune " + std::to_string(random.below(10)));
      records::Values services;
      for (const char* service : {"a", "b", "c"})
        if (random.below(2) == 0) services.emplace_back(service);
      draft.set("services", services);
      if (random.below(20) == 0) draft.set("x/long", std::string(60'000, static_cast<char>('a' + random.below(26))));
      // What somebody has just written is what is shown, whatever the clocks of those who wrote before.
      if (session.save(std::move(draft), "place.edit"))
        require(session.state().text(id, "nom") == name, "what was just written is not shown");
    }
  }
}

std::string spoiled(std::string bytes, support::SeededRandom& random) {
  const auto at = static_cast<std::size_t>(random.below(bytes.size()));
  switch (random.below(4)) {
    case 0:
      bytes.resize(at);
      return bytes;
    case 1:
      return bytes + "x";
    case 2:
      return "<html>sign in</html>";
    default:
      bytes[at] = static_cast<char>(bytes[at] ^ 1 << random.below(8));
      return bytes;
  }
}

// A server: a directory of files. What it acknowledged it keeps.
struct Hub {
  std::map<ObjectName, std::string> objects;
};

std::vector<Session::HeldObject> objects_of(Tablet& tablet) {
  std::vector<Session::HeldObject> held;
  tablet.session().objects([&](base::Result<std::vector<Session::HeldObject>> result) {
    if (result) held = std::move(*result);
  });
  return held;
}

// `flaky`: the network loses, spoils and repeats.
void push(Tablet& tablet, Hub& hub, support::SeededRandom& random, bool flaky) {
  if (!tablet.is_on()) return;
  std::vector<ObjectName> there;
  for (const Session::HeldObject& object : objects_of(tablet)) {
    if (hub.objects.contains(object.name)) {
      there.push_back(object.name);
      continue;
    }
    if (flaky && random.below(4) == 0) continue;
    std::optional<std::string> bytes;
    tablet.session().object(object.name, [&](base::Result<std::string> held) {
      if (held) bytes = std::move(*held);
    });
    if (!bytes) continue;
    if (flaky && random.below(4) == 0) *bytes = spoiled(*bytes, random);
    if (base::sha256_hex(*bytes) != object.name.sha256) continue;  // 422
    hub.objects[object.name] = *bytes;
    if (flaky && random.below(5) == 0) continue;  // the acknowledgement was lost
    there.push_back(object.name);
  }
  if (!there.empty()) tablet.session().mark_copied(there, [](const base::Status&) {});
}

void pull(Tablet& tablet, const Hub& hub, support::SeededRandom& random, bool flaky) {
  if (!tablet.is_on()) return;
  std::set<ObjectName> held;
  for (const Session::HeldObject& object : objects_of(tablet)) held.insert(object.name);
  std::vector<std::pair<ObjectName, std::string>> missing;
  for (const auto& [name, bytes] : hub.objects)
    if (!held.contains(name) || (flaky && random.below(6) == 0)) missing.emplace_back(name, bytes);
  for (std::size_t i = missing.size(); i > 1; --i)
    std::swap(missing[i - 1], missing[static_cast<std::size_t>(random.below(i))]);
  for (auto& [name, bytes] : missing) {
    if (flaky && random.below(4) == 0) continue;
    const bool bad = flaky && random.below(4) == 0;
    std::string sent = bad ? spoiled(bytes, random) : bytes;
    const bool differs = sent != bytes;
    tablet.session().receive(name, std::move(sent), [&](const base::Result<session::Received>& received) {
      if (differs)
        require(!received.ok(), "a spoiled object was taken");
      else if (!received && !tablet.disk().is_off())
        require(received.error().key.starts_with("store."), "a good object was refused: " + received.error().key);
    });
  }
}

void carry_bundle(Tablet& from, Tablet& to, support::SeededRandom& random) {
  if (!from.is_on() || !to.is_on()) return;
  std::optional<session::ExportedBundle> bundle;
  from.session().export_bundle(nullptr, [&](base::Result<session::ExportedBundle> made) {
    if (made) bundle = std::move(*made);
  });
  if (!bundle || bundle->objects.empty()) return;
  std::string bytes = bundle->bytes;
  if (random.below(3) == 0) bytes = spoiled(bytes, random);
  const std::uint64_t stop = random.below(4) == 0 ? random.below(4) : UINT64_MAX;
  bool all = false;
  to.session().import_bundle(
      bytes, session::OtherSpace::kJoin, [&](std::size_t done, std::size_t) { return done < stop; },
      [&](const base::Result<session::BundleReport>& report) {
        all = report && report->damaged == 0 && report->objects == bundle->objects.size();
      });
  if (all) from.session().mark_copied(bundle->objects, [](const base::Status&) {});
}

// A coordinator's snapshot goes round as any object does.
void publish_snapshot(Tablet& tablet, Hub& hub) {
  if (!tablet.is_on()) return;
  oplog::Registers registers;
  std::map<base::Id, std::uint64_t> counts;
  oplog::Snapshot snapshot;
  for (const std::string& line : tablet.lines()) {
    const auto batch = oplog::decode(line);
    require(batch.ok(), "a line of ours cannot be read");
    counts[batch->actor] = std::max(counts[batch->actor], batch->n);
    for (const oplog::Set& set : batch->sets) registers.join(batch->actor, set);
  }
  snapshot.made_ms = tablet.clock().ms;
  snapshot.lines = oplog::snapshot_lines(registers, {}, counts);
  const auto state_of = [](const auto& all) {
    records::State state;
    for (const std::string& line : all) state.apply(*oplog::decode(line));
    return state.digest();
  };
  require(state_of(snapshot.lines) == state_of(tablet.lines()), "a snapshot is not what its lines come to");
  const std::string bytes = oplog::write_snapshot(snapshot);
  hub.objects[{ObjectName::Kind::kSnapshot, {}, 0, base::sha256_hex(bytes)}] = bytes;
}

// ---- the naive model: of all writes to a register, the greatest (stamp, actor, value)

void compare_with_model(const Lines& lines, const records::State& state) {
  std::map<std::pair<base::Id, std::string>, std::tuple<oplog::Stamp, base::Id, oplog::Value>> best;
  for (const std::string& line : lines) {
    const auto batch = oplog::decode(line);
    require(batch.ok(), "a line cannot be read: " + line);
    for (const oplog::Set& set : batch->sets) {
      const auto [held, fresh] = best.try_emplace({set.entity, set.key}, set.stamp, batch->actor, set.value);
      auto& [stamp, actor, value] = held->second;
      const auto time = std::tie(set.stamp, batch->actor) <=> std::tie(stamp, actor);
      if (!fresh && (time > 0 || (time == 0 && oplog::compare(set.value, value) > 0)))
        held->second = {set.stamp, batch->actor, set.value};
    }
  }
  std::size_t registers = 0;
  for (std::uint64_t id = 1; id <= 6; ++id) registers += state.registers(base::Id{id}).size();
  require(registers == best.size(), "other registers than the model's");
  for (const auto& [where, won] : best)
    require(oplog::compare(state.value(where.first, where.second), std::get<2>(won)) == 0,
            "register " + where.second + " differs from the model");
}

// ---- worlds

struct Figures {
  std::size_t batches = 0, power_cuts = 0, disk_errors = 0, clones = 0, wipes = 0, objects = 0;
};

Figures run_world(std::uint64_t seed) {
  Figures figures;
  sqlite3_randomness(0, nullptr);
  support::SeededRandom random(seed);
  std::vector<std::unique_ptr<Tablet>> tablets;
  for (std::size_t i = 0; i < kTablets; ++i) {
    const auto skew = (static_cast<std::int64_t>(random.below(150)) - 55) * kYearMs;  // 1970 to 2120
    tablets.push_back(std::make_unique<Tablet>(i, random.next(), random.below(2) == 0 ? skew : 0));
  }
  Hub hub;
  std::vector<bool> reached(kTablets, true);
  const auto any = [&]() -> std::size_t { return static_cast<std::size_t>(random.below(kTablets)); };

  const std::uint64_t steps = 60 + random.below(60);
  for (std::uint64_t step = 0; step < steps; ++step) {
    const std::size_t at = any();
    Tablet& tablet = *tablets[at];
    const bool faulty = random.below(4) == 0;
    if (faulty) {
      const Fault faults[] = {Fault::kError, Fault::kFull, Fault::kPowerCut, Fault::kPowerCut};
      tablet.disk().plan(faults[random.below(std::size(faults))], 1 + random.below(25));
    }
    const std::uint64_t act = random.below(20);
    TELL("step %llu: tablet %zu, act %llu%s\n", static_cast<unsigned long long>(step), at,
         static_cast<unsigned long long>(act), faulty ? ", faulty disk" : "");
    if (act < 8) {
      edit(tablet, random);
    } else if (act < 11) {
      if (reached[at]) push(tablet, hub, random, true);
    } else if (act < 14) {
      if (reached[at]) pull(tablet, hub, random, true);
    } else if (act < 16) {
      Tablet& other = *tablets[any()];
      carry_bundle(tablet, other, random);
      if (!other.disk().is_off()) other.settle();
    } else if (act == 16) {
      reached[at] = !reached[at];
    } else if (act == 17) {
      if (tablet.is_on()) tablet.restart(random);
    } else if (act == 18 && random.below(3) == 0) {
      // A clone takes the place of another tablet, whose own work is lost with its disk. Or runs beside it.
      const std::size_t from = any();
      if (from != at && !tablets[from]->disk().is_off() && tablets[from]->is_on()) {
        const bool twin = random.below(2) == 0;
        tablet.disk().plan(Fault::kNone, 1);
        if (twin) {
          const std::uint64_t chance = tablets[from]->random().state;
          tablets[from]->restart(random);
          tablet.random().state = chance;
          tablet.become(*tablets[from], false);
        } else {
          tablet.become(*tablets[from], false);
        }
        ++figures.clones;
      }
    } else if (act == 19 && random.below(3) == 0) {
      if (random.below(2) == 0) {
        tablet.disk().plan(Fault::kNone, 1);
        tablet.wipe();
        ++figures.wipes;
      } else {
        publish_snapshot(tablet, hub);
      }
    }
    for (const auto& each : tablets) {
      if (each->disk().is_off()) {
        ++figures.power_cuts;
        each->restart(random);
      } else if (each->is_on() && !each->session().saving().failure.key.empty()) {
        ++figures.disk_errors;
        if (random.below(2) == 0) each->session().retry();
      } else if (!each->is_on()) {
        each->restart(random);
      }
      each->settle();
    }
  }

  // Healing: disks and network are well; everyone sends and fetches all.
  Lines expected;
  for (const auto& tablet : tablets) {
    tablet->disk().plan(Fault::kNone, 1);
    if (tablet->disk().is_off()) tablet->restart(random);  // the last retry was cut short
    tablet->session().retry();
    require(tablet->session().saving().failure.key.empty(),
            "a disk that is well refuses: " + tablet->session().saving().failure.key);
    tablet->settle();
    expected.insert(tablet->acknowledged().begin(), tablet->acknowledged().end());
  }
  for (const auto& [name, bytes] : hub.objects) {
    if (name.kind != ObjectName::Kind::kSegment) continue;
    const auto segment = oplog::read_segment(bytes);
    require(segment && segment->understood, "the hub holds a segment that cannot be read");
    expected.insert(segment->lines.begin(), segment->lines.end());
  }
  for (const auto& tablet : tablets) push(*tablet, hub, random, false);
  for (const auto& tablet : tablets) {
    pull(*tablet, hub, random, false);
    tablet->settle();
  }
  for (const auto& tablet : tablets) {
    const Lines held = tablet->lines();
    for (const std::string& line : expected) require(held.contains(line), "lost: " + line);
    require(tablet->session().state().digest() == tablets[0]->session().state().digest(), "two tablets differ");
    require(tablet->session().saving().unshared == 0, "actions are said not to be copied, and all are");
    require(objects_of(*tablet).size() == objects_of(*tablets[0]).size(), "two tablets hold other objects");
    compare_with_model(held, tablet->session().state());
    // What is read back from the disk is what was in memory.
    const std::string digest = tablet->session().state().digest();
    tablet->restart(random);
    require(tablet->session().state().digest() == digest, "the state read again differs");
  }
  figures.batches = expected.size();
  figures.objects = hub.objects.size();
  return figures;
}

// ---- the k-th failure

struct Runs {
  std::size_t disk = 0, memory = 0;
};

// A short life of one tablet, the same for the same seed until something fails.
void run_script(Tablet& tablet, Tablet& other, std::uint64_t seed) {
  support::SeededRandom random(seed);
  for (int step = 0; step < 6 && !tablet.disk().is_off(); ++step) {
    if (!tablet.is_on()) return;
    const std::uint64_t act = random.below(4);
    TELL("  step %d: act %llu\n", step, static_cast<unsigned long long>(act));
    switch (act) {
      case 0: {
        Hub hub;
        push(other, hub, random, false);
        for (const Session::HeldObject& object : objects_of(other))
          other.session().object(object.name, [&](base::Result<std::string> bytes) {
            if (bytes) hub.objects[object.name] = std::move(*bytes);
          });
        pull(tablet, hub, random, false);
        break;
      }
      case 1: {
        Hub hub;
        push(tablet, hub, random, false);
        break;
      }
      default:
        edit(tablet, random);
    }
    tablet.settle();
    if (tablet.is_on() && !tablet.disk().is_off() && !tablet.session().saving().failure.key.empty())
      tablet.session().retry();
    tablet.settle();
  }
}

// Whatever happened, the tablet goes on: it exchanges, and both come to the same.
void go_on(Tablet& tablet, Tablet& other, support::SeededRandom& random) {
  Hub hub;
  push(tablet, hub, random, false);
  push(other, hub, random, false);
  pull(other, hub, random, false);
  pull(tablet, hub, random, false);
  tablet.settle();
  require(tablet.session().state().digest() == other.session().state().digest(), "two tablets differ");
  for (const Session::HeldObject& object : objects_of(tablet))
    require(object.copied, "an object of a tablet that is well was not sent");
  const Lines held = other.lines();
  for (const std::string& line : tablet.acknowledged()) require(held.contains(line), "lost: " + line);
  const std::string digest = tablet.session().state().digest();
  tablet.restart(random);
  require(tablet.session().state().digest() == digest, "the state read again differs");
}

// What refused is well again: what waits is written.
void heal(Tablet& tablet, support::SeededRandom& random) {
  if (tablet.is_on() && !tablet.disk().is_off()) {
    tablet.session().retry();
    require(tablet.session().saving().pending == 0, "what waited was not written once all was well");
    tablet.settle();
  }
  if (!tablet.is_on() || tablet.disk().is_off()) tablet.restart(random);
}

// Returns how many operations of the disk the script took.
std::uint64_t live_with_disk(std::uint64_t seed, Fault fault, std::uint64_t k) {
  TELL("script %llu: fault %d at %llu\n", static_cast<unsigned long long>(seed), static_cast<int>(fault),
       static_cast<unsigned long long>(k));
  sqlite3_randomness(0, nullptr);
  support::SeededRandom random(seed * 1000 + k);
  Tablet other(1, 5, 0);
  for (int i = 0; i < 3; ++i) edit(other, random);
  Tablet tablet(0, 7, 0);
  const std::uint64_t before = tablet.disk().operations();
  tablet.disk().plan(fault, k);
  run_script(tablet, other, seed);
  const std::uint64_t operations = tablet.disk().operations() - before;
  tablet.disk().plan(Fault::kNone, 1);
  heal(tablet, random);
  tablet.restart(random);  // power fails just after what waited was said to be written
  go_on(tablet, other, random);
  return operations;
}

// Returns how many allocations the script took. What SQLite alone was refused is an error like another.
std::uint64_t live_with_memory(std::uint64_t seed, std::uint64_t k) {
  TELL("script %llu: allocation %llu fails\n", static_cast<unsigned long long>(seed),
       static_cast<unsigned long long>(k));
  sqlite3_randomness(0, nullptr);
  support::SeededRandom random(seed * 1000);
  Tablet other(1, 5, 0);
  for (int i = 0; i < 3; ++i) edit(other, random);
  other.settle();
  Tablet tablet(0, 7, 0);
  const std::uint64_t before = allocations();
  const bool ended = setjmp(*property::where_it_ends()) != 0;
  if (!ended) {
    fail_allocation(k);
    run_script(tablet, other, seed);
  }
  const std::uint64_t count = allocations() - before;
  fail_allocation(0);
  for (Tablet* each : {&tablet, &other}) {
    if (ended) {
      each->ended();
      require(each->open(), "a tablet whose memory ran out does not open again");
    }
    heal(*each, random);
  }
  go_on(tablet, other, random);
  return count;
}

// Every operation of the disk fails once in each way; of the allocations, which are some thousands, each `stride`-th,
// from another one for each seed.
Runs run_failures(std::uint64_t seed, std::uint64_t stride) {
  Runs runs;
  const std::uint64_t operations = live_with_disk(seed, Fault::kNone, 1);
  for (std::uint64_t k = 1; k <= operations; ++k)
    for (const Fault fault : {Fault::kError, Fault::kFull, Fault::kPowerCut}) {
      live_with_disk(seed, fault, k);
      ++runs.disk;
    }
  const std::uint64_t allocated = live_with_memory(seed, 0);
  for (std::uint64_t k = 1 + seed % stride; k <= allocated; k += stride) {
    live_with_memory(seed, k);
    ++runs.memory;
  }
  return runs;
}

}  // namespace

int main(int count, char** words) {
  std::uint64_t first = 1, seeds = 0, scripts = 0, stride = 97;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--verbose") {
      verbose = true;
      continue;
    }
    std::uint64_t* value = word == "--seeds"     ? &seeds
                           : word == "--first"   ? &first
                           : word == "--scripts" ? &scripts
                           : word == "--stride"  ? &stride
                                                 : nullptr;
    if (!value || ++i == count || (value == &stride && words[i][0] == '0')) {
      std::fprintf(stderr, "usage: %s [--seeds N] [--first N] [--scripts N] [--stride N] [--verbose]\n", words[0]);
      return 2;
    }
    *value = std::strtoull(words[i], nullptr, 10);
  }
  property::install_failing_memory();
  FaultyDisk::install();
  Figures all;
  Runs runs;
  const char* what = "seeds";
  std::uint64_t seed = first;
  try {
    for (; seed < first + seeds; ++seed) {
      const Figures one = run_world(seed);
      all.batches += one.batches;
      all.objects += one.objects;
      all.power_cuts += one.power_cuts;
      all.disk_errors += one.disk_errors;
      all.clones += one.clones;
      all.wipes += one.wipes;
    }
    what = "scripts";
    // Those that found something are lived again each time.
    std::vector<std::uint64_t> lived;
    if (scripts > 0) lived = {1025};
    for (std::uint64_t i = 0; i < scripts; ++i) lived.push_back(first + i);
    for (const std::uint64_t script : lived) {
      seed = script;
      const Runs one = run_failures(seed, stride);
      runs.disk += one.disk;
      runs.memory += one.memory;
    }
  } catch (const Failure& failure) {
    std::printf("%s %llu: %s\nreplay: %s --first %llu --%s 1 --verbose\n", what, static_cast<unsigned long long>(seed),
                failure.what(), words[0], static_cast<unsigned long long>(seed), what);
    return 1;
  }
  std::printf(
      "%llu seeds: %zu batches, %zu objects, %zu power cuts, %zu disk errors, %zu clones, %zu wipes; %llu scripts: %zu "
      "failures of the disk, %zu of memory; nothing lost, no divergence\n",
      static_cast<unsigned long long>(seeds), all.batches, all.objects, all.power_cuts, all.disk_errors, all.clones,
      all.wipes, static_cast<unsigned long long>(scripts), runs.disk, runs.memory);
  return 0;
}
