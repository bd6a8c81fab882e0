// store::Executor over the page's storage worker: a transaction goes out as JSON, its rows come back as JSON.
#include <emscripten.h>

#include <map>
#include <nlohmann/json.hpp>

#include "platform/module.h"

// clang-format off
EM_JS(void, host_db, (int request, const char* text), { Module.host.db(request, UTF8ToString(text)); });
// clang-format on

namespace platform {
namespace {

using nlohmann::json;

json to_json(const oplog::Value& value) {
  return std::visit(
      [](const auto& held) -> json {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, oplog::Null>)
          return nullptr;
        else
          return held;
      },
      value);
}

oplog::Value from_json(const json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  if (value.is_string()) return value.get<std::string>();
  return oplog::Null{};
}

class WorkerExecutor : public store::Executor {
 public:
  void run(std::vector<store::Statement> transaction, store::OnRows done) override {
    json statements = json::array();
    for (const store::Statement& statement : transaction) {
      json params = json::array();
      for (const oplog::Value& param : statement.params) params.push_back(to_json(param));
      statements.push_back({statement.sql, std::move(params)});
    }
    const int request = next_++;
    waiting_.emplace(request, std::move(done));
    host_db(request, json{{"t", std::move(statements)}}.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
  }

  void reply(int request, bool ok, const char* text) {
    const auto found = waiting_.find(request);
    if (found == waiting_.end()) return;
    const store::OnRows done = std::move(found->second);
    waiting_.erase(found);
    const json said = json::parse(text, nullptr, false);
    if (!ok) {
      const bool told = said.is_object();
      done(base::fail(told ? said.value("key", "store.failed") : "store.failed",
                      {{"detail", told ? said.value("detail", "") : ""}}));
      return;
    }
    store::Rows rows;
    if (said.is_array())
      for (const json& row : said) {
        store::Row values;
        if (row.is_array())
          for (const json& value : row) values.push_back(from_json(value));
        rows.push_back(std::move(values));
      }
    done(std::move(rows));
  }

 private:
  std::map<int, store::OnRows> waiting_;
  int next_ = 1;
};

WorkerExecutor& executor() {
  static WorkerExecutor instance;
  return instance;
}

}  // namespace

store::Executor& storage() { return executor(); }
void storage_reply(int request, bool ok, const char* json) { executor().reply(request, ok, json); }

}  // namespace platform
