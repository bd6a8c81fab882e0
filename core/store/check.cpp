// Owns: the check of a whole file against its sums.
#include "base/base64.h"
#include "base/sha256.h"
#include "oplog/object_name.h"
#include "store/store.h"

namespace store {
namespace {

constexpr const char* kIntegrity = "PRAGMA integrity_check(1)";
constexpr const char* kLines = "SELECT seq, hash, line FROM batch WHERE seq > ?1 ORDER BY seq LIMIT 200";
constexpr const char* kBodies = "SELECT id, name, body FROM object WHERE id > ?1 ORDER BY id LIMIT 10";
constexpr const char* kAside = "SELECT count(*) FROM aside";

std::int64_t integer(const oplog::Value& value) {
  const auto* held = std::get_if<std::int64_t>(&value);
  return held ? *held : 0;
}

bool is_whole(std::string_view name, std::string_view body) {
  const auto parsed = oplog::parse_object_name(name);
  const auto bytes = base::from_base64(body);
  return parsed && bytes && base::sha256_hex(*bytes) == parsed->sha256;
}

}  // namespace

struct Store::Checking {
  Check found;
  std::function<void(base::Result<Check>)> done;
  std::int64_t after = 0;
};

void Store::check(std::function<void(base::Result<Check>)> done) {
  auto checking = std::make_shared<Checking>(Checking{{}, std::move(done), 0});
  executor_.run({{kIntegrity}}, [this, checking](const base::Result<Rows>& rows) {
    if (!rows) return checking->done(base::Error{rows.error()});
    if (rows->size() != 1 || rows->front().size() != 1 || oplog::text(rows->front().front()) != "ok")
      return checking->done(base::fail("store.damaged"));
    check_lines(checking);
  });
}

void Store::check_lines(std::shared_ptr<Checking> checking) {
  executor_.run({{kLines, {checking->after}}}, [this, checking](base::Result<Rows> rows) {
    if (!rows) return checking->done(base::Error{rows.error()});
    if (rows->empty()) {
      checking->after = 0;
      return check_objects(checking);
    }
    for (const Row& row : *rows) {
      if (row.size() != 3) return checking->done(base::fail("store.damaged"));
      const std::string_view line = oplog::text(row[2]);
      ++checking->found.lines;
      checking->found.wrong_lines += base::sha256_hex(line) != oplog::text(row[1]);
      checking->found.unreadable_lines += !oplog::decode(line);
      checking->after = integer(row[0]);
    }
    rows->clear();  // a native executor replies before run returns: pages would pile up
    check_lines(checking);
  });
}

void Store::check_objects(std::shared_ptr<Checking> checking) {
  executor_.run({{kBodies, {checking->after}}}, [this, checking](base::Result<Rows> rows) {
    if (!rows) return checking->done(base::Error{rows.error()});
    if (rows->empty())
      return executor_.run({{kAside}}, [checking](const base::Result<Rows>& aside) {
        if (!aside) return checking->done(base::Error{aside.error()});
        if (!aside->empty() && !aside->front().empty()) checking->found.aside = integer(aside->front().front());
        checking->done(checking->found);
      });
    for (const Row& row : *rows) {
      if (row.size() != 3) return checking->done(base::fail("store.damaged"));
      ++checking->found.objects;
      checking->found.damaged_objects += !is_whole(oplog::text(row[1]), oplog::text(row[2]));
      checking->after = integer(row[0]);
    }
    rows->clear();
    check_objects(checking);
  });
}

}  // namespace store
