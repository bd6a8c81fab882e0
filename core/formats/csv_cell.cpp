#include "formats/csv_cell.h"

namespace formats {

bool is_formula_like(std::string_view cell) {
  if (cell.empty()) return false;
  const char first = cell.front();
  if (first == '=' || first == '@' || first == '\t' || first == '\r') return true;
  if (first != '+' && first != '-') return false;
  const std::string_view rest = cell.substr(1);
  return rest.find_first_not_of("0123456789. ") != std::string_view::npos ||
         rest.find_first_of("0123456789") == std::string_view::npos;
}

bool needs_guard(std::string_view cell) {
  const std::size_t start = cell.find_first_not_of('\'');
  return start != std::string_view::npos && is_formula_like(cell.substr(start));
}

std::string with_guard(std::string_view cell) {
  std::string out(needs_guard(cell) ? "'" : "");
  return out.append(cell);
}

std::string_view without_guard(std::string_view cell) {
  return !cell.empty() && cell.front() == '\'' && needs_guard(cell) ? cell.substr(1) : cell;
}

void append_csv_cell(std::string& out, std::string_view cell) {
  out += '"';
  if (needs_guard(cell)) out += '\'';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace formats
