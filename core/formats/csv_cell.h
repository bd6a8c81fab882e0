// One CSV cell: quoting, and the guard that keeps a spreadsheet from running a cell as a formula.
#pragma once

#include <string>
#include <string_view>

namespace formats {

// A cell a spreadsheet would take for a formula: it begins with = + - @, a tab or a return, and is not a plain number
// or phone number ([+-] digits, dots and spaces).
bool is_formula_like(std::string_view cell);

// Formula-like once its leading apostrophes are set aside: such a cell is written behind one more apostrophe. The rule
// looks through apostrophes so that without_guard(with_guard(cell)) == cell for every cell.
bool needs_guard(std::string_view cell);
std::string with_guard(std::string_view cell);
std::string_view without_guard(std::string_view cell);

// Appends the cell in double quotes, guarded, its own quotes doubled.
void append_csv_cell(std::string& out, std::string_view cell);

}  // namespace formats
