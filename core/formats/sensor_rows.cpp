#include "formats/sensor_rows.h"

#include <algorithm>
#include <cstring>

namespace formats {
namespace {

std::size_t count(std::string_view text, char c) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

}  // namespace

base::Status SensorRows::feed(std::string_view bytes) {
  std::size_t from = 0;  // where the next line end is looked for
  while (true) {
    const void* found = bytes.size() > from ? std::memchr(bytes.data() + from, '\n', bytes.size() - from) : nullptr;
    if (!found) break;
    const auto end = static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
    std::string_view record = bytes.substr(0, end);
    if (!rest_.empty()) record = rest_.append(record);
    if (std::memchr(record.data(), '"', record.size()) && count(record, '"') % 2 == 1 && record.size() < kMaxRowBytes) {
      // Inside quotes the line end is part of a cell.
      if (rest_.empty()) {
        from = end + 1;
      } else {
        rest_ += '\n';
        bytes.remove_prefix(end + 1);
        from = 0;
      }
      continue;
    }
    if (const auto status = take(record); !status.ok()) return status;
    rest_.clear();
    bytes.remove_prefix(end + 1);
    from = 0;
  }
  rest_ += bytes;
  if (rest_.size() > kMaxRowBytes) return base::fail("import.row-too-long", {{"line", std::to_string(line_)}});
  return base::Done{};
}

base::Status SensorRows::finish() {
  if (rest_.empty()) return base::Done{};
  const std::string last = std::move(rest_);
  rest_.clear();
  return take(last);
}

base::Status SensorRows::take(std::string_view record) {
  const std::size_t line = line_;
  line_ += 1 + count(record, '\n');
  if (!record.empty() && record.back() == '\r') record.remove_suffix(1);
  if (line == 1 && record.starts_with("\xEF\xBB\xBF")) record.remove_prefix(3);
  if (record.empty()) return base::Done{};
  if (delimiter_ == 0) {
    delimiter_ = ';';
    for (const char candidate : {',', '\t'})
      if (count(record, candidate) > count(record, delimiter_)) delimiter_ = candidate;
  }
  cells_.clear();
  if (std::memchr(record.data(), '"', record.size()))
    split_quoted(record);
  else
    split(record);
  if (cells_.size() > kMaxColumns)
    return base::fail("import.too-many-columns", {{"limit", std::to_string(kMaxColumns)}});
  return on_row_(cells_, line);
}

void SensorRows::split(std::string_view record) {
  const char *at = record.data(), *const end = at + record.size();
  for (const char* c = at; c != end; ++c) {
    if (*c != delimiter_) continue;
    cells_.emplace_back(at, static_cast<std::size_t>(c - at));
    at = c + 1;
  }
  cells_.emplace_back(at, static_cast<std::size_t>(end - at));
}

// Quotes taken off and doubled ones halved, into a buffer of their own that never grows past the record.
void SensorRows::split_quoted(std::string_view record) {
  unquoted_.clear();
  unquoted_.reserve(record.size());
  std::size_t begin = 0;
  bool quoted = false;
  const auto end_cell = [&] {
    cells_.emplace_back(unquoted_.data() + begin, unquoted_.size() - begin);
    begin = unquoted_.size();
  };
  for (std::size_t i = 0; i < record.size(); ++i) {
    const char c = record[i];
    if (c == '"' && quoted && i + 1 < record.size() && record[i + 1] == '"') {
      unquoted_ += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == delimiter_ && !quoted) {
      end_cell();
    } else {
      unquoted_ += c;
    }
  }
  end_cell();
}

}  // namespace formats
