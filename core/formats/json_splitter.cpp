#include "formats/json_splitter.h"

#include <utility>

namespace formats {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

base::Error too_deep(std::size_t line, int limit) {
  return base::fail("import.too-deep", {{"line", std::to_string(line)}, {"limit", std::to_string(limit)}});
}

}  // namespace

base::Status JsonSplitter::feed(std::string_view bytes) {
  for (const char c : bytes) {
    if (c == '\r' || (c == '\n' && last_ != '\r')) ++line_;
    last_ = c;
    if (state_ == State::kWrapper && prefix_.size() < kMaxPrefixBytes) prefix_ += c;
    if (state_ == State::kAfter && suffix_.size() < kMaxPrefixBytes) suffix_ += c;
    if ((state_ == State::kWrapper || state_ == State::kAfter) && in_layer() && layer_.size() < kMaxPrefixBytes)
      layer_ += c;
    if (auto status = step(c); !status) return status;
  }
  return base::Done{};
}

void JsonSplitter::begin_element(char c) {
  state_ = State::kElement;
  element_.assign(1, c);
  element_line_ = line_;
  overflow_ = false;
}

base::Status JsonSplitter::end_element() {
  state_ = State::kArray;
  auto status = on_element_({element_, element_line_, !overflow_});
  element_.clear();
  return status;
}

base::Status JsonSplitter::step(char c) {
  const bool at_element_end = state_ == State::kElement && open_.size() == base_ && !in_string_;
  if (at_element_end && (c == ',' || c == ']')) {  // a scalar: an array of objects has none, the reader refuses it
    if (auto status = end_element(); !status) return status;
  } else if (state_ == State::kElement) {
    if (element_.size() < kMaxElementBytes)
      element_ += c;
    else
      overflow_ = true;
  }

  if (in_string_) {
    const bool top_level = is_member();
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"') {
      in_string_ = false;
    } else if (top_level && key_.size() < 256) {
      key_ += c;
    }
    return base::Done{};
  }

  if (std::exchange(maybe_array_, maybe_array_ && is_space(c)) && c == '{') {
    begin_array();
  }

  switch (c) {
    case '"':
      in_string_ = true;
      if (is_member()) key_.clear();
      break;
    case '[':
    case '{':
      return open(c);
    case ']':
    case '}':
      return close(c);
    default:
      break;
  }
  if (is_space(c)) return base::Done{};
  if (state_ == State::kArray && c != ',') begin_element(c);
  if (state_ == State::kBefore) return base::fail("import.not-a-table", {{"line", std::to_string(line_)}});
  if (state_ == State::kDone) trailing_ = true;
  return base::Done{};
}

// Whether a string read now may be the name of a member that holds the array.
bool JsonSplitter::is_member() const {
  return (state_ == State::kWrapper || state_ == State::kAfter) &&
         (open_.size() == 1 || (layers_ && open_.size() == 3));
}

void JsonSplitter::begin_array() {
  state_ = State::kArray;
  base_ = open_.size();
  if (found_) {
    suffix_ += ']';
    return;
  }
  found_ = true;
  array_key_ = key_;
  const std::size_t bracket = prefix_.rfind('[');
  prefix_.resize(bracket == std::string::npos ? 0 : bracket);
}

// A second object after the first: the first was an element too.
base::Status JsonSplitter::begin_lines() {
  found_ = lines_ = true;
  base_ = 0;
  state_ = State::kArray;
  return on_element_({prefix_, 1, prefix_.size() < kMaxPrefixBytes});
}

base::Status JsonSplitter::open(char c) {
  if (state_ == State::kDone && !found_ && c == '{')
    if (auto status = begin_lines(); !status) return status;
  if (state_ == State::kDone) {
    trailing_ = true;
    return base::Done{};
  }
  if (open_.size() >= static_cast<std::size_t>(max_depth_)) return too_deep(line_, max_depth_);
  if (state_ == State::kArray) begin_element(c);
  open_ += c;
  if (state_ == State::kBefore) {
    state_ = c == '[' ? State::kArray : State::kWrapper;
    if (c == '[') {
      found_ = true;
      base_ = 1;
    } else {
      prefix_ = c;
    }
  } else if ((state_ == State::kWrapper || state_ == State::kAfter) && c == '[') {
    const bool of_layer = layers_ && open_.size() == 4;
    if (key_ == "features" && (open_.size() == 2 || of_layer))
      begin_array();
    else if (key_ == "layers" && open_.size() == 2)
      layers_ = true;
    else
      maybe_array_ = state_ == State::kWrapper && open_.size() == 2;
  } else if (layers_ && c == '{' && open_.size() == 3) {
    layer_ = c;
  }
  return base::Done{};
}

base::Status JsonSplitter::close(char c) {
  if (state_ == State::kDone || open_.empty()) {
    trailing_ = true;
    return base::Done{};
  }
  const char opener = c == ']' ? '[' : '{';
  if (state_ == State::kElement) {
    // A bracket that does not match closes what was left open above its own opener: the damage stays in this element.
    const std::size_t at = open_.rfind(opener);
    if (at != std::string::npos && at >= base_) {
      open_.resize(at);
      return at == base_ ? end_element() : base::Status(base::Done{});
    }
    if (c == '}' || lines_) return base::Done{};  // matches nothing: the element will be refused
    open_.resize(base_);                          // the array ends inside an element that was never closed
    element_.pop_back();
    if (auto status = end_element(); !status) return status;
  }
  if (state_ == State::kArray && c == '}') {
    begin_element(c);
    return base::Done{};
  }
  open_.pop_back();
  if (state_ == State::kArray) {
    state_ = State::kAfter;
    if (in_layer()) layer_ += ']';
  } else if (layers_ && c == '}' && open_.size() == 2 && on_layer_) {
    on_layer_(layer_);
  } else if (layers_ && open_.size() == 1) {
    layers_ = false;
  }
  if (open_.empty()) state_ = State::kDone;
  return base::Done{};
}

base::Status check_depth(std::string_view json, int limit) {
  int depth = 0;
  std::size_t line = 1;
  bool in_string = false, escaped = false;
  for (const char c : json) {
    line += c == '\n';
    if (escaped) {
      escaped = false;
    } else if (in_string) {
      escaped = c == '\\';
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > limit) return too_deep(line, limit);
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return base::Done{};
}

}  // namespace formats
