// A value or an error message for people. Bad input returns an error; misuse asserts.
#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

#include "base/message.h"

namespace base {

struct Error {
  Message message;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : value_(std::move(error)) {}

  bool ok() const { return value_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& operator*() {
    assert(ok());
    return std::get<0>(value_);
  }
  const T& operator*() const {
    assert(ok());
    return std::get<0>(value_);
  }
  T* operator->() { return &**this; }
  const T* operator->() const { return &**this; }
  const Message& error() const {
    assert(!ok());
    return std::get<1>(value_).message;
  }

 private:
  std::variant<T, Error> value_;
};

// Success without a value.
struct Done {};
using Status = Result<Done>;

inline Error fail(std::string key, std::vector<std::pair<std::string, std::string>> args = {}) {
  return Error{Message{std::move(key), std::move(args)}};
}

}  // namespace base
