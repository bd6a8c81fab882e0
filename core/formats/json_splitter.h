// Cuts a JSON file into the elements of its array, in chunks of any size and without recursion, so that one bad element
// costs itself alone and a file cut in its middle keeps the whole elements before the cut.
// The array is the file's top level; or the first member of a top-level object that holds objects; or, of a map file,
// "features", also those of each object of its "layers". Objects that stand one after the other, a line each, are cut
// likewise.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace formats {

class JsonSplitter {
 public:
  static constexpr std::size_t kMaxElementBytes = 4u << 20;
  static constexpr std::size_t kMaxPrefixBytes = kMaxElementBytes;  // a file may be one feature

  // `text` is the element as written, cut at kMaxElementBytes (then `whole` is false); `line` is where it begins.
  struct Element {
    std::string_view text;
    std::size_t line = 0;
    bool whole = true;
  };
  using OnElement = std::function<base::Status(const Element&)>;

  // A layer as written, its features left out; called after them.
  using OnLayer = std::function<void(const std::string&)>;

  JsonSplitter(int max_depth, OnElement on_element, OnLayer on_layer = {})
      : max_depth_(max_depth), on_element_(std::move(on_element)), on_layer_(std::move(on_layer)) {}

  // Errors: import.too-deep {line, limit}, import.not-a-table {line}, and those of the callback.
  base::Status feed(std::string_view bytes);

  bool found_array() const { return found_; }
  bool complete() const { return state_ == State::kDone || (lines_ && state_ == State::kArray); }
  bool inside_element() const { return state_ == State::kElement; }
  Element unfinished() const { return {element_, element_line_, false}; }
  std::size_t line() const { return line_; }
  bool trailing() const { return trailing_; }  // something stands after the end
  // In a top-level object, everything before the array's bracket: parse it with "[]}" added to read the other members.
  const std::string& prefix() const { return prefix_; }
  const std::string& suffix() const { return suffix_; }  // what follows the array, its bracket left out
  const std::string& array_key() const { return array_key_; }

 private:
  enum class State { kBefore, kWrapper, kArray, kElement, kAfter, kDone };

  base::Status step(char c);
  base::Status open(char c);
  base::Status close(char c);
  bool is_member() const;
  void begin_array();
  base::Status begin_lines();
  void begin_element(char c);
  base::Status end_element();

  bool in_layer() const { return layers_ && open_.size() >= 3; }

  int max_depth_;
  OnElement on_element_;
  OnLayer on_layer_;
  State state_ = State::kBefore;
  std::string open_;      // the brackets not yet closed, at most max_depth_
  std::size_t base_ = 0;  // how many are open inside the array itself: 1, 2, or 4 in a layer; 0 for lines of objects
  bool found_ = false, lines_ = false, layers_ = false;
  bool in_string_ = false, escaped_ = false;
  bool maybe_array_ = false;  // in a top-level object, just after a bracket: an object next makes it the array
  bool trailing_ = false;
  bool overflow_ = false;
  std::size_t line_ = 1, element_line_ = 1;
  char last_ = 0;
  std::string element_, prefix_, suffix_, layer_, key_, array_key_;
};

// Whether brackets nest at most `limit` deep: what must hold before a recursive library sees the text.
// Errors: import.too-deep {line, limit}.
base::Status check_depth(std::string_view json, int limit);

}  // namespace formats
