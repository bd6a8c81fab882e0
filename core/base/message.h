// A message for people, without its words: a catalogue key and named arguments.
// The core never holds text; the interface (or the command-line client) resolves keys in the user's language.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace base {

struct Message {
  std::string key;                                        // e.g. "import.reason-format"
  std::vector<std::pair<std::string, std::string>> args;  // fills {name} in the text, in no particular order

  bool operator==(const Message&) const = default;
};

// The value of argument `name`, or an empty view.
inline std::string_view arg(const Message& message, std::string_view name) {
  for (const auto& [key, value] : message.args)
    if (key == name) return value;
  return {};
}

}  // namespace base
