#include "tool/arguments.h"

#include <algorithm>
#include <array>

namespace tool {
namespace {

struct Command {
  std::string_view name;
  std::size_t operands;  // at least
  std::array<std::string_view, 8> valued, plain;
};

constexpr Command kCommands[] = {
    {"import", 1, {"--into", "--format", "--mapping", "--report", "--zone", "--quantity", "--unit"}, {}},
    {"export", 1, {"--format", "--out"}, {}},
    {"search", 2, {"--limit"}, {"--json"}},
    {"stats", 1, {}, {"--json"}},
    {"digest", 1, {}, {}},
    {"bundle", 1, {"--out"}, {}},
    {"unbundle", 1, {"--into"}, {"--join"}},
    {"merge", 1, {"--out"}, {}},
    {"check", 1, {}, {}},
    {"log", 1, {"--at"}, {}},
    {"compact", 1, {}, {"--delete"}},
    {"print", 1, {"--document", "--board", "--out"}, {}},
    {"series", 2, {"--zone", "--quantity", "--unit", "--step", "--scale", "--format", "--out"}, {"--json"}},
    {"sync", 1, {"--hub", "--space", "--token", "--wait"}, {}},
    {"help", 0, {}, {}},
};

template <class List>
bool holds(const List& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

base::Result<Arguments> read_arguments(const std::vector<std::string>& words) {
  Arguments read;
  const Command* command = nullptr;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--help" || word == "-h") {
      read.command = "help";
      return read;
    }
    const bool option = word.size() > 2 && word.starts_with("--");
    if (!command && !option) {
      for (const Command& known : kCommands)
        if (known.name == word) command = &known;
      if (!command) return base::fail("tool.unknown-command", {{"command", word}});
      read.command = word;
    } else if (!option) {
      read.operands.push_back(word);
    } else if (word == "--lang" || (command && holds(command->valued, word))) {
      if (i + 1 == words.size()) return base::fail("tool.needs-value", {{"option", word}});
      read.options[word] = words[++i];
    } else if (command && holds(command->plain, word)) {
      read.options[word] = "";
    } else {
      return base::fail("tool.unknown-option", {{"option", word}});
    }
  }
  if (!command) return base::fail("tool.no-command");
  if (read.operands.size() < command->operands) return base::fail("tool.needs-operands", {{"command", read.command}});
  return read;
}

}  // namespace tool
