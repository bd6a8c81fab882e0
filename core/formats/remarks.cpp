#include "formats/remarks.h"

#include <algorithm>

namespace formats {

std::string shorten(std::string_view text) {
  if (text.size() <= kRemarkValueBytes) return std::string(text);
  std::size_t end = kRemarkValueBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return std::string(text.substr(0, end));
}

void RemarkList::add(Remark remark) {
  std::size_t& count = remark.level == Remark::Level::kNote      ? notes_
                       : remark.level == Remark::Level::kWarning ? warnings_
                                                                 : rejected_;
  if (remark.level != Remark::Level::kRejected && count >= kMaxRemarks) {
    ++dropped_;
    return;
  }
  ++count;
  remark.value = shorten(remark.value);
  remarks_.push_back(std::move(remark));
}

void RemarkList::add(Remark::Level level, std::size_t line, std::string_view column, std::string_view value,
                     base::Message reason) {
  add({level, line, std::string(column), shorten(value), std::move(reason)});
}

std::vector<Remark> RemarkList::take() {
  std::stable_sort(remarks_.begin(), remarks_.end(), [](const Remark& a, const Remark& b) { return a.line < b.line; });
  if (dropped_ > 0)
    remarks_.push_back(
        {Remark::Level::kNote, 0, "", "", base::Message{"import.more-remarks", {{"n", std::to_string(dropped_)}}}});
  return std::move(remarks_);
}

}  // namespace formats
