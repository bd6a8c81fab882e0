// Fugue said naively, one node a code point and a walk over the whole tree: what texts are held against.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "oplog/text_tree.h"

namespace support {

// Of runs that do not contradict each other, in any order, repeated or not.
inline std::string naive_text(const std::vector<oplog::TextRun>& runs, const std::vector<oplog::TextRange>& removals) {
  std::map<oplog::Name, std::string> written;
  std::map<oplog::Name, std::set<oplog::Name>> left, right;
  for (const oplog::TextRun& run : runs) {
    oplog::Name name = run.first, beside = run.beside;
    oplog::Side side = run.side;
    for (std::size_t at = 0; at < run.utf8.size(); ++name.number) {
      const std::size_t begin = at;
      base::next_code_point(run.utf8, at);
      written[name] = run.utf8.substr(begin, at - begin);
      (side == oplog::Side::kLeft ? left : right)[beside].insert(name);
      beside = name;
      side = oplog::Side::kRight;
    }
  }
  for (const oplog::TextRange& range : removals)
    for (auto each = written.lower_bound(range.first);
         each != written.end() && each->first.author == range.first.author &&
         each->first.number - range.first.number < range.count;
         ++each)
      each->second.clear();

  std::string text;
  struct Step {
    oplog::Name name;
    bool itself;
  };
  std::vector<Step> todo{{oplog::Name{}, false}};
  while (!todo.empty()) {
    const auto [name, itself] = todo.back();
    todo.pop_back();
    if (itself) {
      text += written[name];
      continue;
    }
    const auto push = [&](const std::set<oplog::Name>& children) {
      for (auto child = children.rbegin(); child != children.rend(); ++child) todo.push_back({*child, false});
    };
    push(right[name]);
    todo.push_back({name, true});
    push(left[name]);
  }
  return text;
}

}  // namespace support
