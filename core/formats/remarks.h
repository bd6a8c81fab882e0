// Remarks as readers gather them: values cut to a size fit for a report, and a bound on how many are kept.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/table.h"

namespace formats {

// At most kRemarkValueBytes of `text`, cut between two code points.
std::string shorten(std::string_view text);

// Notes and warnings beyond kMaxRemarks of each are counted, not kept: 100,000 lines that share one defect must not
// weigh more than the file. Rejected lines are always kept: they are bounded by Limits::rows.
class RemarkList {
 public:
  static constexpr std::size_t kMaxRemarks = 10'000;

  void add(Remark remark);
  void add(Remark::Level level, std::size_t line, std::string_view column, std::string_view value,
           base::Message reason);
  std::size_t rejected() const { return rejected_; }
  // By line, with import.more-remarks {n} at the end when some were only counted.
  std::vector<Remark> take();

 private:
  std::vector<Remark> remarks_;
  std::size_t notes_ = 0, warnings_ = 0, rejected_ = 0, dropped_ = 0;
};

}  // namespace formats
