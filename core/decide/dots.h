// Votes that are counted: dots under a quota, and approval, where each option takes one dot of a voter at most. What
// was counted by hand, on paper or by raised hands, is added to what each person gave on a tablet.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "decide/standing.h"

namespace decide {

struct DotRule {
  std::uint32_t quota = 3;      // dots of a voter
  std::uint32_t most_each = 1;  // of them on one option
};
// As many as one likes, one each.
inline constexpr DotRule kApproval{UINT32_MAX, 1};

// Whether one voter's dots, by option, keep to the rule. Errors: "decide.over-quota" {n, quota},
// "decide.over-one-option" {n, most}.
base::Status check(std::span<const std::uint32_t> dots, DotRule rule);

class DotCount {
 public:
  DotCount(std::size_t options, DotRule rule) : totals_(options), rule_(rule) {}
  // One voter. Refused as by check(), and then nothing is counted.
  base::Status add(std::span<const std::uint32_t> dots);
  // What somebody counted of `voters` people. Errors: "decide.by-hand-over-quota" {n, most}: more than they can have
  // given in all, or to one option.
  base::Status add_by_hand(std::span<const std::uint32_t> totals, std::uint32_t voters);

  std::span<const std::uint64_t> totals() const { return totals_; }
  std::uint64_t voters() const { return voters_; }
  std::vector<Standing> standings() const { return by_total(totals_); }

 private:
  std::vector<std::uint64_t> totals_;
  DotRule rule_;
  std::uint64_t voters_ = 0;
};

}  // namespace decide
