#include "workshop/invitation.h"

#include "workshop/board.h"

namespace workshop {
namespace {

constexpr std::string_view kSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int kLength = 6;

std::string symbols_of(base::Id board) {
  const std::uint64_t bits = board.bits ^ (board.bits >> 32);
  std::string code;
  for (int i = kLength - 1; i >= 0; --i) code += kSymbols[bits >> (5 * i) & 31];
  return code;
}

}  // namespace

std::string code_of(base::Id board) { return symbols_of(board).insert(3, 1, ' '); }

base::Id board_of_code(const records::State& state, std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == ' ' || c == '-' || c == '\t') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    code += c;
  }
  base::Id found;
  for (const base::Id board : boards(state))
    if (symbols_of(board) == code && found < board) found = board;
  return found;
}

}  // namespace workshop
