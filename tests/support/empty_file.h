// A storage file with nothing in it, that accepts everything: for rooms, which only look at a session.
#pragma once

#include "store/executor.h"

namespace support {

struct EmptyFile final : store::Executor {
  void run(std::vector<store::Statement> transaction, store::OnRows done) override {
    const std::string& sql = transaction.back().sql;
    store::Rows rows;
    if (sql.starts_with("SELECT application_id"))
      rows = {{std::int64_t{0}, std::int64_t{0}, std::int64_t{0}}};
    else if (sql.starts_with("SELECT (SELECT count(*)"))
      rows = {{std::int64_t{0}}};
    done(std::move(rows));
  }
};

}  // namespace support
