// The peer of search_bench.cpp in SQLite: an FTS5 table of the same places, ranked by its bm25 with the same weights.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "../support/place_workload.h"

namespace {

double now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void must(int code, int wanted) {
  if (code != wanted) std::abort();
}

// "école"* or "école" "lou"*: the last word also as a beginning.
std::string match_of(const std::string& query) {
  std::string match = "\"";
  for (const char c : query) match += c == ' ' ? std::string("\" \"") : std::string(1, c);
  return match + "\"*";
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
  const support::PlaceWorkload workload(count);
  const std::string name = "search-1e" + std::to_string(std::to_string(count).size() - 1);
  sqlite3* db = nullptr;
  must(sqlite3_open(":memory:", &db), SQLITE_OK);
  const double start = now_ms();
  must(sqlite3_exec(db,
                    "create virtual table p using fts5(name, category, commune, description, content='', "
                    "tokenize='unicode61 remove_diacritics 2'); begin",
                    nullptr, nullptr, nullptr),
       SQLITE_OK);
  sqlite3_stmt* insert = nullptr;
  must(sqlite3_prepare_v2(db, "insert into p(rowid, name, category, commune, description) values(?,?,?,?,?)", -1,
                          &insert, nullptr),
       SQLITE_OK);
  for (std::size_t i = 0; i < count; ++i) {
    const support::WorkPlace& place = workload.places[i];
    sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(i + 1));
    const std::string* texts[] = {&place.name, &place.category, &place.commune, &place.description};
    for (int k = 0; k < 4; ++k)
      sqlite3_bind_text(insert, k + 2, texts[k]->data(), static_cast<int>(texts[k]->size()), SQLITE_STATIC);
    must(sqlite3_step(insert), SQLITE_DONE);
    sqlite3_reset(insert);
  }
  must(sqlite3_exec(db, "commit; insert into p(p) values('optimize')", nullptr, nullptr, nullptr), SQLITE_OK);
  std::printf("%s-build\tfts5\t%.3f\t%zu\n", name.c_str(), now_ms() - start, count);
  sqlite3_stmt *top = nullptr, *all = nullptr;
  must(sqlite3_prepare_v2(db, "select rowid from p where p match ? order by bm25(p, 8, 2, 5, 1) limit 20", -1, &top,
                          nullptr),
       SQLITE_OK);
  must(sqlite3_prepare_v2(db, "select count(*) from p where p match ?", -1, &all, nullptr), SQLITE_OK);
  const char* kinds[] = {"-word-p99", "-and-p99", "-prefix-p99"};
  for (std::size_t kind = 0; kind < 3; ++kind) {
    std::vector<double> times;
    sqlite3_int64 hits = 0;
    for (const std::string& query : workload.queries[kind]) {
      const std::string match = match_of(query);
      const double from = now_ms();
      sqlite3_bind_text(top, 1, match.data(), static_cast<int>(match.size()), SQLITE_STATIC);
      while (sqlite3_step(top) == SQLITE_ROW) {
      }
      times.push_back(now_ms() - from);
      sqlite3_reset(top);
      sqlite3_bind_text(all, 1, match.data(), static_cast<int>(match.size()), SQLITE_STATIC);
      must(sqlite3_step(all), SQLITE_ROW);
      hits += sqlite3_column_int64(all, 0);
      sqlite3_reset(all);
    }
    std::ranges::sort(times);
    std::printf("%s%s\tfts5\t%.3f\t%lld\n", name.c_str(), kinds[kind], times[times.size() * 99 / 100],
                static_cast<long long>(hits));
  }
}
