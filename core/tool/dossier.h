// A dossier: one SQLite file, open as a session. Everything replies before it returns.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "session/session.h"
#include "store/sqlite_executor.h"

namespace tool {

class Dossier {
 public:
  // Creates the file when `create`; otherwise one that is not there is tool.no-dossier {path}.
  static base::Result<std::unique_ptr<Dossier>> open(const std::string& path, bool create);

  session::Session& session() { return *session_; }
  base::Result<store::Check> check();  // the whole file, against its sums
  const records::State& state() const { return session_->state(); }
  std::vector<records::Draft> drafts() const;  // of every kind

 private:
  std::unique_ptr<store::SqliteExecutor> executor_;
  std::unique_ptr<session::Session> session_;
};

}  // namespace tool
