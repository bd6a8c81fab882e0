#include "records/state.h"

#include <catch2/catch_test_macros.hpp>

#include "records/votes.h"

using oplog::Value;
using records::Change;
using records::Draft;
using records::State;
using records::Values;

namespace {

// Writes changes as one action of one actor would.
struct Pen {
  State state;
  base::Id actor{1};
  oplog::Stamp stamp = 0;
  std::uint64_t n = 0;

  void write(const std::vector<Change>& changes) {
    oplog::Batch batch;
    batch.actor = actor;
    batch.n = ++n;
    for (const Change& change : changes) batch.sets.push_back({change.entity, change.key, ++stamp, change.value});
    state.apply(batch);
  }
  void save(const Draft& draft) { write(records::changes(state, draft)); }
};

constexpr base::Id kId{7};

Draft full() {
  Draft draft{"place", kId, {}};
  draft.set("nom", "Médiathèque");
  draft.set("latitude", Values{44.8});
  draft.set("services", Values{"b", "a", "c"});
  draft.set("x/Pôle / territorial", "Bordeaux");
  return draft;
}

std::string said(const std::vector<Change>& changes) {
  std::string out;
  for (const Change& change : changes) out += change.key + "=" + oplog::to_json(change.value) + " ";
  return out;
}

}  // namespace

TEST_CASE("A record holds what its draft says") {
  Pen pen;
  CHECK_FALSE(pen.state.exists(kId));
  pen.save(full());
  CHECK(pen.state.exists(kId));
  CHECK(pen.state.all("place") == std::vector{kId});
  CHECK(pen.state.all("sheet").empty());
  CHECK(pen.state.text(kId, "nom") == "Médiathèque");
  CHECK(pen.state.text(kId, "commune").empty());
  CHECK(pen.state.number(kId, "latitude") == 44.8);
  CHECK_FALSE(pen.state.number(kId, "nom").has_value());
  CHECK(pen.state.texts(kId, "services") == std::vector<std::string>{"b", "a", "c"});
  const Draft draft = pen.state.draft(kId);
  CHECK(draft.kind == "place");
  CHECK(draft.id == kId);
  CHECK(draft.fields == full().fields);
}

TEST_CASE("The least writes") {
  Pen pen;
  pen.save(full());
  CHECK(records::changes(pen.state, full()).empty());
  const auto changed = [&](auto edit) {
    Draft draft = full();
    edit(draft);
    return said(records::changes(pen.state, draft));
  };
  CHECK(changed([](Draft& draft) { draft.set("nom", "x"); }) == "nom=\"x\" ");
  CHECK(changed([](Draft& draft) { draft.set("nom", ""); }) == "nom=null ");
  CHECK(changed([](Draft& draft) { draft.set("services", Values{"b", "a", "c", "d"}); }) == "services/d=3 ");
  CHECK(changed([](Draft& draft) { draft.set("services", Values{"a", "c"}); }) == "services/b=null ");
  CHECK(changed([](Draft& draft) { draft.set("services", Values{"a", "b", "c"}); }) == "services/a=0 services/b=1 ");
  CHECK(changed([](Draft& draft) { draft.set("services", Values{"b", "b", "", "a", "c"}); }).empty());
  CHECK(changed([](Draft& draft) { draft.set("services", Values{}); }) ==
        "services/b=null services/a=null services/c=null ");
  CHECK(changed([](Draft& draft) { draft.set("x/Pôle / territorial", ""); }) == "x/Pôle / territorial=null ");
  CHECK(changed([](Draft& draft) { draft.set("latitude", Values{std::int64_t{44}}); }) == "latitude=44 ");
  CHECK(changed([](Draft& draft) { draft.set("_del", Values{true}); }).empty());
}

TEST_CASE(
    "Fields that no kind declares are kept: one value as it is, several as a set, of a file's column as one text") {
  Pen pen;
  Draft draft{"later-kind", kId, {}};
  draft.set("one", Values{true});
  draft.set("several", Values{"a", "b"});
  draft.set("x/column", Values{"a", std::int64_t{7}});
  pen.save(draft);
  Draft expected = draft;
  expected.set("x/column", "a|7");
  CHECK(pen.state.draft(kId).fields == expected.fields);
}

TEST_CASE("A removed record is not there, and saving it brings it back") {
  Pen pen;
  pen.save(full());
  const std::string digest = pen.state.digest();
  pen.write({{kId, std::string(records::kRemovedKey), true}});
  CHECK_FALSE(pen.state.exists(kId));
  CHECK(pen.state.all("place").empty());
  CHECK(pen.state.digest() == State().digest());
  pen.save(full());
  CHECK(pen.state.exists(kId));
  CHECK(pen.state.digest() == digest);
}

TEST_CASE("The digest is of content: not of actors, clocks, ranks or the way there") {
  Pen direct, roundabout;
  direct.save(full());
  roundabout.actor = base::Id{2};
  roundabout.stamp = 1000;
  Draft other = full();
  other.set("services", Values{"z", "y", "b", "c"});
  other.set("commune", "Lormont");
  roundabout.save(other);
  roundabout.write({{base::Id{8}, "nom", "no kind, so no record"}});
  roundabout.save(full());
  CHECK(roundabout.state.digest() == direct.state.digest());

  const auto digest_with = [&](auto edit) {
    Pen pen;
    Draft draft = full();
    edit(draft);
    pen.save(draft);
    return pen.state.digest();
  };
  CHECK(digest_with([](Draft&) {}) == direct.state.digest());
  CHECK(digest_with([](Draft& draft) { draft.set("services", Values{"a", "b", "c"}); }) != direct.state.digest());
  CHECK(digest_with([](Draft& draft) { draft.id = base::Id{8}; }) != direct.state.digest());
  CHECK(digest_with([](Draft& draft) { draft.kind = "sheet"; }) != direct.state.digest());
  CHECK(digest_with([](Draft& draft) { draft.set("latitude", Values{std::int64_t{44}}); }) != direct.state.digest());
  // The digest of nothing, and of a small record, are part of the format: they may not drift.
  CHECK(State().digest() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("The revision moves when something is seen to change, and only then") {
  Pen pen;
  const std::uint64_t before = pen.state.revision();
  pen.save(full());
  CHECK(pen.state.revision() > before);
  const std::uint64_t after = pen.state.revision();
  oplog::Batch late;
  late.actor = base::Id{1};
  late.sets = {{kId, "nom", 0, "older"}};
  pen.state.apply(late);
  CHECK(pen.state.revision() == after);
  CHECK(pen.state.text(kId, "nom") == "Médiathèque");
}

TEST_CASE("The inverse puts back what was there") {
  Pen pen;
  const std::string empty = pen.state.digest();
  const auto created = records::changes(pen.state, full());
  const auto back = records::inverse(pen.state, created);
  CHECK(said(back) == "_del=true ");
  pen.write(created);
  const std::string first = pen.state.digest();

  Draft edited = full();
  edited.set("nom", "x");
  edited.set("commune", "Lormont");
  edited.set("services", Values{"c", "d"});
  const auto changes = records::changes(pen.state, edited);
  const auto restored = records::inverse(pen.state, changes);
  pen.write(changes);
  CHECK(pen.state.draft(kId).fields == edited.fields);
  pen.write(restored);
  CHECK(pen.state.digest() == first);
  pen.write(back);
  CHECK(pen.state.digest() == empty);
}

TEST_CASE("A body is written by what differs, and takes part in the digest once its record exists") {
  const auto write = [](State& state, base::Id actor, std::string_view text) {
    oplog::Batch batch;
    batch.actor = actor;
    batch.n = 1;
    state.write_body(kId, "texte", text, batch);
    return batch;
  };
  Pen pen;
  pen.save(full());
  const std::string without = pen.state.digest();
  State other;
  std::vector<oplog::Batch> batches;
  for (const std::string_view text :
       {"Été à Lormont", "Été à Cenon", "Eté à Cenon", "Eté à Cenon", "", "🙂", "🙃🙂"}) {
    const std::uint64_t before = pen.state.revision();
    const bool same = pen.state.body(kId, "texte") == text;
    batches.push_back(write(pen.state, base::Id{3}, text));
    CHECK(pen.state.body(kId, "texte") == text);
    CHECK((pen.state.revision() == before) == same);
    const std::uint64_t after = pen.state.revision();
    pen.state.apply(batches.back());
    CHECK(pen.state.revision() == after);
  }
  CHECK(batches[1].inserts.size() == 1);
  CHECK(batches[1].inserts[0].text == "Cenon");
  CHECK(batches[2].inserts[0].text == "E");
  CHECK(batches[2].deletes[0].count == 1);
  CHECK(batches[3].inserts.empty());
  CHECK(batches[6].inserts[0].text == "🙃");
  CHECK(batches[6].deletes.empty());
  CHECK(pen.state.digest() != without);

  // Joined through the lines, backwards, and before the record itself.
  for (auto batch = batches.rbegin(); batch != batches.rend(); ++batch) {
    const auto read = oplog::decode(oplog::encode(*batch));
    REQUIRE(read);
    other.apply(*read);
  }
  CHECK(other.body(kId, "texte") == "🙃🙂");
  CHECK(other.digest() == State().digest());
  other.apply([] {
    oplog::Batch batch;
    batch.actor = base::Id{1};
    State empty;
    for (const Change& change : records::changes(empty, full()))
      batch.sets.push_back({change.entity, change.key, 1, change.value});
    return batch;
  }());
  CHECK(other.digest() == pen.state.digest());
  write(pen.state, base::Id{4}, "");
  CHECK(pen.state.digest() == without);

  // Longer than one operation may be.
  const std::string chapter = [] {
    std::string text;
    while (text.size() < 150'000) text += "œuvre ";
    return text;
  }();
  const oplog::Batch long_batch = write(pen.state, base::Id{5}, chapter);
  CHECK(long_batch.inserts.size() == 3);
  REQUIRE(oplog::decode(oplog::encode(long_batch)));
  CHECK(pen.state.body(kId, "texte") == chapter);
}

TEST_CASE("An open vote counts once for each voter, and no form touches it") {
  Pen pen;
  pen.save(full());
  const base::Id ada{0xA}, ben{0xB}, eve{0xE};
  const auto vote = [&](base::Id voter, Value value) {
    pen.write({{kId, records::vote_key(voter), std::move(value)}});
  };
  vote(ada, "oui");
  vote(ben, "non");
  vote(eve, "oui");
  const std::string first = pen.state.digest();
  vote(ben, "oui");
  CHECK(pen.state.digest() != first);
  vote(ben, "non");
  CHECK(pen.state.digest() == first);
  vote(ada, "non");
  vote(eve, Value());
  pen.write({{kId, "v/someone", "oui"}});

  const auto cast = records::votes(pen.state, kId);
  REQUIRE(cast.size() == 2);
  CHECK(cast[0].voter == ada);
  CHECK(cast[1].voter == ben);
  const auto counts = records::tally(pen.state, kId);
  REQUIRE(counts.size() == 1);
  CHECK(oplog::text(counts[0].value) == "non");
  CHECK(counts[0].votes == 2);

  Draft draft = pen.state.draft(kId);
  CHECK(draft.fields == full().fields);
  draft.set("nom", "x");
  pen.save(draft);
  CHECK(records::votes(pen.state, kId).size() == 2);
}
