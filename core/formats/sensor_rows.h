// CSV rows at the speed of the disk: lines cut from chunks of any size, cells as views into them. Quotes are honoured
// where there are any; a row may then span lines. For millions of rows of numbers, where a Table would weigh too much.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace formats {

class SensorRows {
 public:
  using OnRow = std::function<base::Status(std::span<const std::string_view> cells, std::size_t line)>;
  static constexpr std::size_t kMaxRowBytes = 1u << 20, kMaxColumns = 500;

  explicit SensorRows(OnRow on_row) : on_row_(std::move(on_row)) {}

  // The first row fixes the delimiter: the most frequent of ; , and tab in it.
  // Errors: import.too-many-columns {limit}, import.row-too-long {line}, and those of the callback.
  base::Status feed(std::string_view bytes);
  base::Status finish();

 private:
  base::Status take(std::string_view record);
  void split(std::string_view record);
  void split_quoted(std::string_view record);

  OnRow on_row_;
  std::string rest_;  // of a record that is not whole yet
  std::vector<std::string_view> cells_;
  std::string unquoted_;
  char delimiter_ = 0;
  std::size_t line_ = 1;
};

}  // namespace formats
