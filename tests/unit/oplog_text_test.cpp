#include "oplog/text.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "support/naive_text.h"
#include "support/time_and_chance.h"

using oplog::Name;
using oplog::Side;
using oplog::Text;
using oplog::TextRange;
using oplog::TextRun;

namespace {

const base::Id kAda{0xA}, kBen{0xB}, kEve{0xE};
constexpr std::string_view kLetters[] = {"a", "b", "é", "ç", "’", "🙂", "\n", "œ"};

struct Operations {
  std::vector<TextRun> runs;
  std::vector<TextRange> removals;
};

void join(Text& text, const Operations& operations) {
  for (const TextRun& run : operations.runs) text.join(run);
  for (const TextRange& range : operations.removals) text.join(range);
}

// Joins all of it in an order of chance, some of it twice.
void join_shuffled(Text& text, const Operations& operations, support::SeededRandom& random) {
  std::vector<std::size_t> order;
  const std::size_t count = operations.runs.size() + operations.removals.size();
  for (std::size_t i = 0; i < count; ++i)
    for (std::uint64_t times = 1 + (random.below(4) == 0); times > 0; --times) order.push_back(i);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  for (const std::size_t i : order)
    if (i < operations.runs.size())
      text.join(operations.runs[i]);
    else
      text.join(operations.removals[i - operations.runs.size()]);
}

// One edit at a place of chance, often beside the one before.
void edit(Text& text, base::Id author, Operations& done, std::size_t& cursor, support::SeededRandom& random) {
  if (random.below(3) == 0) cursor = random.below(text.size() + 1);
  cursor = std::min(cursor, text.size());
  if (random.below(10) < 7 || text.size() == 0) {
    std::string utf8;
    std::size_t count = 1 + (random.below(4) == 0 ? random.below(4) : 0);
    for (std::size_t i = 0; i < count; ++i) utf8 += kLetters[random.below(std::size(kLetters))];
    done.runs.push_back(text.insert(author, cursor, utf8));
    cursor += count;
  } else {
    const std::size_t begin = cursor - std::min<std::size_t>(cursor, 1 + random.below(2));
    const std::size_t count = std::min<std::size_t>(text.size() - begin, 1 + random.below(3));
    for (const TextRange& range : text.erase(begin, count)) done.removals.push_back(range);
    cursor = begin;
  }
}

// A person typing letter by letter: at the cursor, which moves on, or always at the same place.
Operations type(Text& text, base::Id author, std::size_t place, std::string_view letters, bool backwards = false) {
  Operations done;
  for (const char letter : letters) {
    done.runs.push_back(text.insert(author, place, std::string(1, letter)));
    place += !backwards;
  }
  return done;
}

}  // namespace

TEST_CASE("Edits by place make the text that edits of a string make: 300 seeds") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    support::SeededRandom random(seed);
    Text text;
    std::vector<std::string_view> plain;
    Operations done;
    for (int step = 0; step < 120; ++step) {
      const std::size_t place = random.below(plain.size() + 1);
      if (random.below(3) > 0) {
        std::string utf8;
        for (std::size_t i = 0; i < 1 + random.below(3); ++i) {
          utf8 += kLetters[random.below(8)];
          plain.insert(plain.begin() + static_cast<std::ptrdiff_t>(place + i), kLetters[0]);
        }
        std::size_t at = 0;
        for (std::size_t i = 0; at < utf8.size(); ++i) {
          const std::size_t begin = at;
          base::next_code_point(utf8, at);
          plain[place + i] = *std::ranges::find(kLetters, utf8.substr(begin, at - begin));
        }
        done.runs.push_back(text.insert(kAda, place, utf8));
      } else {
        const std::size_t count = std::min<std::size_t>(plain.size() - place, random.below(5));
        for (const TextRange& range : text.erase(place, count)) done.removals.push_back(range);
        plain.erase(plain.begin() + static_cast<std::ptrdiff_t>(place),
                    plain.begin() + static_cast<std::ptrdiff_t>(place + count));
      }
      std::string expected;
      for (const std::string_view letter : plain) expected += letter;
      REQUIRE(text.utf8() == expected);
      REQUIRE(text.size() == plain.size());
    }
    REQUIRE(support::naive_text(done.runs, done.removals) == text.utf8());
    REQUIRE_FALSE(text.forked());
  }
}

TEST_CASE("A text depends on the set of operations alone, and is the naive one: 400 seeds of three people") {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    INFO("seed " << seed);
    support::SeededRandom random(seed);
    Text texts[3];
    std::size_t cursors[3] = {};
    Operations all, unseen[3];
    for (int step = 0; step < 90; ++step) {
      const std::size_t who = random.below(3);
      Operations done;
      edit(texts[who], base::Id{0xC - who}, done, cursors[who], random);
      for (std::size_t other = 0; other < 3; ++other)
        if (other != who) {
          std::ranges::copy(done.runs, std::back_inserter(unseen[other].runs));
          std::ranges::copy(done.removals, std::back_inserter(unseen[other].removals));
        }
      std::ranges::copy(done.runs, std::back_inserter(all.runs));
      std::ranges::copy(done.removals, std::back_inserter(all.removals));
      if (random.below(6) == 0) join_shuffled(texts[who], std::exchange(unseen[who], {}), random);
    }
    const std::string expected = support::naive_text(all.runs, all.removals);
    for (std::size_t who = 0; who < 3; ++who) {
      join(texts[who], unseen[who]);
      REQUIRE(texts[who].utf8() == expected);
    }
    Text late;
    join_shuffled(late, all, random);
    REQUIRE(late.utf8() == expected);
    REQUIRE_FALSE(late.forked());

    // What a snapshot keeps makes the same text, also with the originals again and for what comes after.
    Text again;
    Operations kept{late.runs(), late.removals()};
    join_shuffled(again, kept, random);
    REQUIRE(again.utf8() == expected);
    join_shuffled(again, all, random);
    REQUIRE(again.utf8() == expected);
    REQUIRE_FALSE(again.forked());
    REQUIRE(again.runs() == late.runs());
  }
}

TEST_CASE("Part of the operations of a text, whatever part, is the naive text of that part: 300 seeds") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    support::SeededRandom random(seed);
    Text text;
    std::size_t cursor = 0;
    Operations done, some;
    for (int step = 0; step < 40; ++step) edit(text, step % 3 == 0 ? kAda : kBen, done, cursor, random);
    for (const TextRun& run : done.runs)
      if (random.below(5) > 0) some.runs.push_back(run);
    for (const TextRange& range : done.removals)
      if (random.below(5) > 0) some.removals.push_back(range);
    Text partial;
    join_shuffled(partial, some, random);
    REQUIRE(partial.utf8() == support::naive_text(some.runs, some.removals));
    // Kept, written out and completed: held operations are not lost.
    Text completed;
    join(completed, {partial.runs(), partial.removals()});
    join_shuffled(completed, done, random);
    REQUIRE(completed.utf8() == text.utf8());
  }
}

TEST_CASE("Two passages typed at one place stand one after the other") {
  for (const bool backwards : {false, true})
    for (const std::size_t place : {0u, 3u, 6u}) {
      INFO(backwards << ' ' << place);
      Text ada, ben;
      Operations start{{ada.insert(kEve, 0, "Salut!")}, {}};
      start.removals = ada.erase(4, 1);
      start.runs.push_back(ada.insert(kEve, 4, "t"));
      join(ben, start);
      const Operations hers = type(ada, kAda, place, "bonjour", backwards);
      const Operations his = type(ben, kBen, place, "MERCI", backwards);
      join(ada, his);
      join(ben, hers);
      CHECK(ada.utf8() == ben.utf8());
      CHECK(ada.utf8().find(backwards ? "ruojnob" : "bonjour") != std::string::npos);
      CHECK(ada.utf8().find(backwards ? "ICREM" : "MERCI") != std::string::npos);
    }
}

TEST_CASE("What comes before the code point it hangs on waits for it") {
  Text text;
  const TextRun a{{kAda, 0}, {}, Side::kRight, "chat"}, b{{kBen, 0}, {kAda, 3}, Side::kRight, "s"};
  text.join(b);
  text.join(TextRange{{kAda, 1}, 2});
  CHECK(text.utf8().empty());
  CHECK(text.runs() == std::vector{b});
  text.join(a);
  CHECK(text.utf8() == "cts");
  CHECK(text.size() == 3);
  text.join(TextRange{{kAda, 3}, 100});
  CHECK(text.utf8() == "cs");
  text.join(TextRun{{kAda, 4}, {kAda, 3}, Side::kRight, "ons"});
  CHECK(text.utf8() == "cs");
}

TEST_CASE("Two tablets that write under one name lose nothing and agree: 300 seeds") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    support::SeededRandom random(seed);
    Text one;
    std::size_t cursor = 0;
    Operations all;
    for (int step = 0; step < 10; ++step) edit(one, kAda, all, cursor, random);
    Text copy, other;
    join(copy, all);
    join(other, all);
    Operations mine, theirs;
    for (int step = 0; step < 12; ++step) {
      edit(one, kAda, mine, cursor, random);
      edit(copy, kAda, theirs, cursor, random);
      edit(other, kBen, theirs, cursor, random);
    }
    for (const Operations* part : {&mine, &theirs}) {
      std::ranges::copy(part->runs, std::back_inserter(all.runs));
      std::ranges::copy(part->removals, std::back_inserter(all.removals));
    }
    join_shuffled(one, theirs, random);
    join_shuffled(copy, all, random);
    REQUIRE(one.utf8() == copy.utf8());
    // They go on writing in what came of it, also on what only one of the two wrote.
    Operations more;
    for (int step = 0; step < 8; ++step) {
      edit(one, kAda, more, cursor, random);
      edit(copy, kBen, more, cursor, random);
    }
    join_shuffled(one, more, random);
    join_shuffled(copy, more, random);
    REQUIRE(one.utf8() == copy.utf8());
    std::ranges::copy(more.runs, std::back_inserter(all.runs));
    std::ranges::copy(more.removals, std::back_inserter(all.removals));
    for (int time = 0; time < 3; ++time) {
      Text late;
      join_shuffled(late, all, random);
      REQUIRE(late.utf8() == one.utf8());
      Text kept;
      join_shuffled(kept, {late.runs(), late.removals()}, random);
      REQUIRE(kept.utf8() == one.utf8());
    }
  }
}

TEST_CASE("Both versions of a name are seen, and each can be taken out") {
  const TextRun hello{{kAda, 0}, {}, Side::kRight, "salut"}, other{{kAda, 0}, {}, Side::kRight, "BON"};
  for (const bool first : {true, false}) {
    Text text;
    text.join(first ? hello : other);
    text.join(first ? other : hello);
    CHECK(text.forked());
    CHECK(text.size() == 8);
    std::string sorted = text.utf8();
    std::ranges::sort(sorted);
    CHECK(sorted == "BNOalstu");
    text.insert(kAda, 8, "!");
    CHECK(text.utf8().ends_with("!"));
    for (std::size_t left = 8; left > 0; --left) {
      text.erase(0, 1);
      CHECK(text.size() == left);
    }
    CHECK(text.utf8() == "!");
  }
}

TEST_CASE("Forged names neither hang nor overflow a text") {
  Text text;
  text.join(TextRun{{kEve, 5}, {kEve, 5}, Side::kRight, "x"});
  text.join(TextRun{{kEve, 6}, {kEve, 7}, Side::kLeft, "y"});
  text.join(TextRun{{kEve, 7}, {kEve, 6}, Side::kLeft, "z"});
  text.join(TextRun{{kEve, 2147483646}, {}, Side::kRight, "ab"});
  text.join(TextRange{{kEve, 0}, 2147483647});
  CHECK(text.utf8() == "b");
  // A loop that becomes a way in: whoever is nearest to the start has the name.
  text.join(TextRun{{kEve, 6}, {}, Side::kRight, "Y"});
  CHECK(text.size() == 2);
}

TEST_CASE("A run that waits contradicts nothing before its turn, whichever came first") {
  const TextRun seen{{kAda, 0}, {}, Side::kRight, "x"}, waits{{kAda, 0}, {kBen, 0}, Side::kRight, "yz"};
  Text one, other;
  one.join(seen);
  one.join(waits);
  other.join(waits);
  other.join(seen);
  CHECK_FALSE(one.forked());
  CHECK(one.utf8() == other.utf8());
  const TextRun awaited{{kBen, 0}, {}, Side::kRight, "b"};
  one.join(awaited);
  other.join(awaited);
  CHECK(one.forked());
  CHECK(one.size() == 4);
  CHECK(one.utf8() == other.utf8());
}
