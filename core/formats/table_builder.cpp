#include "formats/table_builder.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace formats {

namespace {

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// Length of the valid UTF-8 sequence at `at`, 0 when the byte there begins none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  std::size_t next = at;
  const char32_t code_point = base::next_code_point(text, next);
  if (code_point != base::kReplacement) return next - at;
  return text.substr(at, 3) == "\xEF\xBF\xBD" ? 3 : 0;  // U+FFFD itself, written in the file
}

}  // namespace

std::string TableBuilder::decode(std::string_view bytes, std::size_t line, std::string_view column) {
  if (is_ascii(bytes)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  bool mended = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) {
      out += base::utf8_from_latin1(bytes.substr(at, 1));
      mended = true;
      ++at;
    } else {
      out.append(bytes, at, length);
      saw_utf8_ = saw_utf8_ || length > 1;
      at += length;
    }
  }
  if (mended && mended_.size() < RemarkList::kMaxRemarks)
    mended_.push_back({Remark::Level::kWarning, line, std::string(column), shorten(out),
                       base::Message{"import.reason-encoding", {}}});
  return out;
}

base::Status TableBuilder::check_room(std::size_t rows, std::size_t columns) const {
  if (columns > limits_.columns)
    return base::fail("import.too-many-columns", {{"limit", std::to_string(limits_.columns)}});
  const std::size_t most = std::min(limits_.rows, limits_.cells / std::max<std::size_t>(columns, 1));
  if (rows > most) return base::fail("import.too-many-rows", {{"limit", std::to_string(most)}});
  return base::Done{};
}

base::Result<std::size_t> TableBuilder::column(std::string_view name) {
  std::string wanted(name);
  if (wanted.empty()) wanted = "#" + std::to_string(table_.columns.size() + 1);
  if (const auto found = places_.find(wanted); found != places_.end()) return found->second;
  const std::size_t place = table_.columns.size();
  if (auto room = check_room(table_.rows.size(), place + 1); !room) return base::Error{room.error()};
  table_.columns.push_back(wanted);
  places_.emplace(std::move(wanted), place);
  return place;
}

base::Status TableBuilder::header(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const std::size_t number = table_.columns.size() + 1;
    std::string unique(base::trim(name));
    if (unique.empty() || places_.contains(unique)) {
      if (!unique.empty()) unique += ' ';
      unique += "#" + std::to_string(number);
      // A header may itself hold "nom #2" before the repeated "nom": the mark grows until the name is free.
      while (places_.contains(unique)) unique += '#';
      if (!name.empty())
        remarks_.add(Remark::Level::kNote, 1, unique, name,
                     base::Message{"import.column-renamed", {{"column", unique}}});
    }
    if (auto place = column(unique); !place) return base::Error{place.error()};
  }
  return base::Done{};
}

base::Status TableBuilder::add_row(std::size_t line, std::vector<std::string> cells) {
  if (auto room = check_room(table_.rows.size() + 1, table_.columns.size()); !room) return room;
  cells.resize(table_.columns.size());
  table_.rows.push_back({line, std::move(cells)});
  return base::Done{};
}

void TableBuilder::reject(std::size_t line, std::string_view text, base::Message reason) {
  remarks_.add(Remark::Level::kRejected, line, "", text, std::move(reason));
}

Table TableBuilder::finish() {
  for (Row& row : table_.rows) row.cells.resize(table_.columns.size());
  if (!mended_.empty()) {
    if (!saw_utf8_ && table_.encoding == Encoding::kUtf8) {
      table_.encoding = Encoding::kLatin1;
      remarks_.add(Remark::Level::kNote, 0, "", "", base::Message{"import.latin1", {}});
    } else {
      for (Remark& remark : mended_) remarks_.add(std::move(remark));
    }
  }
  table_.remarks = remarks_.take();
  return std::move(table_);
}

}  // namespace formats
