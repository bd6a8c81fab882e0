#include "tool/dossier.h"

#include <filesystem>

#include "base/clock.h"

namespace tool {

base::Result<std::unique_ptr<Dossier>> Dossier::open(const std::string& path, bool create) {
  std::error_code ignored;
  if (!create && !std::filesystem::exists(path, ignored)) return base::fail("tool.no-dossier", {{"path", path}});
  auto executor = store::SqliteExecutor::open(path);
  if (!executor) return base::Error{executor.error()};
  auto dossier = std::make_unique<Dossier>();
  dossier->executor_ = std::move(*executor);
  dossier->session_ =
      std::make_unique<session::Session>(*dossier->executor_, base::system_clock(), base::system_random());
  base::Message failure;
  dossier->session_->open([&](base::Status status) {
    if (!status.ok()) failure = status.error();
  });
  if (!failure.key.empty()) return base::Error{failure};
  return dossier;
}

base::Result<store::Check> Dossier::check() {
  base::Result<store::Check> found = store::Check{};
  store::Store(*executor_).check([&](base::Result<store::Check> checked) { found = std::move(checked); });
  return found;
}

std::vector<records::Draft> Dossier::drafts() const {
  std::vector<records::Draft> all;
  for (const records::Kind& kind : records::kinds())
    for (records::Draft& draft : session_->drafts(kind.key)) all.push_back(std::move(draft));
  return all;
}

}  // namespace tool
