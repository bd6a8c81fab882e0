// A compiled message catalogue: the words of one language, found by key. The bytes are written by
// assets/scripts/catalogues.mjs and stay where they are; nothing is copied.
//
// Little-endian, offsets in bytes from the start: "ESC1", u32 count, count x {u32 key_offset, u32 text_offset} in byte
// order of the keys, then NUL-terminated UTF-8. A plural's forms stand under key#0, key#1...
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "base/result.h"

namespace base {

class Catalogue {
 public:
  Catalogue() = default;  // holds nothing

  // `bytes` must outlive the catalogue. Every offset is checked here, once. `language` ("fr") decides the plural rule.
  // Errors: catalogue.damaged.
  static Result<Catalogue> open(std::span<const std::byte> bytes, std::string_view language);

  std::string_view language() const { return language_; }
  std::size_t size() const { return count_; }
  std::optional<std::string_view> find(std::string_view key) const;
  bool has(const std::string& key) const { return find(key) || find(key + "#0"); }

  // The message in words: its text with every {name} replaced by that argument (an unknown name stays as it is). A
  // plural is chosen by the argument `n`. A key without text gives the key and its arguments, so that nothing goes
  // unsaid.
  std::string format(const Message& message) const;
  // The plural form for `n`, unformatted; empty when there is none.
  std::string_view plural(std::string_view key, std::int64_t n) const;

 private:
  std::uint32_t word(std::size_t at) const;
  std::string_view text_at(std::size_t offset) const;

  std::span<const std::byte> bytes_;
  std::size_t count_ = 0;
  // By the hash of a key, one past its number; 0: none. A room asks for a hundred messages a frame: a search among
  // sorted keys would visit eleven others for each.
  std::vector<std::uint32_t> slots_;
  std::string language_;
};

}  // namespace base
