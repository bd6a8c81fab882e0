#include "formats/import_values.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "records/validation.h"

namespace formats {

namespace {

using records::Type;

bool is_choice(Type type) { return type == Type::kChoice || type == Type::kChoices; }

void append_pieces(std::vector<std::string>& out, std::string_view text, std::string_view separator) {
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(separator, from), text.size());
    if (const std::string_view piece = base::trim(text.substr(from, to - from)); !piece.empty())
      out.emplace_back(piece);
    from = to + separator.size();
  }
}

void cut_again(std::vector<std::string>& pieces, std::string_view separator) {
  std::vector<std::string> out;
  for (const std::string& piece : pieces) append_pieces(out, piece, separator);
  pieces = std::move(out);
}

bool begins_address(std::string_view text) {
  return base::starts_with_folded(text.substr(0, 8), "http://") ||
         base::starts_with_folded(text.substr(0, 8), "https://") || base::starts_with_folded(text.substr(0, 4), "www.");
}

// A web address may hold a comma or a semicolon: one separates only before a space or another address. Spaces separate
// only when every part looks like an address ("facebook : la source" stays whole).
std::vector<std::string> cut_addresses(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const char c = at < text.size() ? text[at] : ' ';
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    const bool mark =
        (c == ',' || c == ';') && (at + 1 == text.size() || text[at + 1] == ' ' || begins_address(text.substr(at + 1)));
    if (!space && !mark)
      part += c;
    else if (!part.empty())
      parts.push_back(std::exchange(part, {}));
  }
  const bool addresses = std::all_of(parts.begin(), parts.end(),
                                     [](const std::string& one) { return one.find('.') != std::string::npos; });
  return addresses ? parts : std::vector<std::string>{std::string(text)};
}

}  // namespace

std::vector<std::string> split_values(Type type, std::string_view text) {
  std::vector<std::string> pieces;
  append_pieces(pieces, text, "|");
  if (type == Type::kUrls) {
    std::vector<std::string> addresses;
    for (const std::string& piece : pieces)
      for (std::string& address : cut_addresses(piece)) addresses.push_back(std::move(address));
    return addresses;
  }
  cut_again(pieces, ";");
  if (type == Type::kChoices || type == Type::kTags) cut_again(pieces, " / ");
  if (type == Type::kEmails) {
    cut_again(pieces, ",");
    cut_again(pieces, " ");
    cut_again(pieces, "/");
  }
  return pieces;
}

CellReading read_cell(const records::Field& field, std::string_view text, std::size_t line, std::string_view column,
                      RemarkList& remarks) {
  CellReading out;
  std::vector<std::string> pieces;
  if (records::is_multiple(field.type))
    pieces = split_values(field.type, text);
  else if (const std::string_view whole = base::trim(text); !whole.empty())
    pieces.emplace_back(whole);

  for (const std::string& piece : pieces) {
    records::Reading reading = records::read_value(field, piece);
    const bool usable = !oplog::is_null(reading.value);
    for (records::Problem& problem : reading.problems)
      remarks.add(usable ? Remark::Level::kNote : Remark::Level::kWarning, line, column, piece,
                  std::move(problem.reason));
    if (!usable) {
      out.unused.push_back(piece);
      continue;
    }
    if (is_choice(field.type) && oplog::text(reading.value) != piece)
      remarks.add(Remark::Level::kNote, line, column, piece,
                  {"import.choice-corrected", {{"value", std::string(oplog::text(reading.value))}}});
    if (std::find(out.values.begin(), out.values.end(), reading.value) == out.values.end())
      out.values.push_back(std::move(reading.value));
  }
  return out;
}

}  // namespace formats
