#include "oplog/order.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <span>

namespace oplog {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr int kBase = 62;

int digit(char c) { return static_cast<int>(kDigits.find(c)); }

std::string prefix(std::string_view key, std::size_t width) {
  std::string digits(key.substr(0, width));
  digits.resize(width, '0');
  return digits;
}

std::string without_zeros(std::string key) {
  key.erase(key.find_last_not_of('0') + 1);
  return key;
}

// Beyond every key so far: one more, counted in the fewest digits (1, 2, 4, 8...) that are not all the last one.
std::string beyond(std::string_view before) {
  for (std::size_t width = 1;; width *= 2) {
    std::string key = prefix(before, width);
    const std::size_t last = key.find_last_not_of('z');
    if (last == std::string::npos) continue;
    key[last] = kDigits[static_cast<std::size_t>(digit(key[last]) + 1)];
    std::fill(key.begin() + static_cast<std::ptrdiff_t>(last) + 1, key.end(), '0');
    return without_zeros(std::move(key));
  }
}

// The same downwards; zero is no key.
std::string below(std::string_view after) {
  for (std::size_t width = 1;; width *= 2) {
    std::string key = prefix(after, width);
    const std::size_t last = key.find_last_not_of('0');
    if (last == std::string::npos) continue;
    key[last] = kDigits[static_cast<std::size_t>(digit(key[last]) - 1)];
    std::fill(key.begin() + static_cast<std::ptrdiff_t>(last) + 1, key.end(), 'z');
    if (key.find_first_not_of('0') != std::string::npos) return without_zeros(std::move(key));
  }
}

std::string halfway(std::string_view before, std::string_view after) {
  std::string key;
  bool bounded = !after.empty();  // whether `after` still limits the digits that follow
  for (std::size_t i = 0;; ++i) {
    const int low = i < before.size() ? digit(before[i]) : 0;
    const int high = !bounded ? kBase : i < after.size() ? digit(after[i]) : 0;
    if (high - low > 1) return key + kDigits[static_cast<std::size_t>((low + high) / 2)];
    bounded = bounded && high == low;
    key.push_back(kDigits[static_cast<std::size_t>(low)]);
  }
}

// As many keys as `out` has, spread over what lies between two neighbours.
void spread(std::string_view before, std::string_view after, std::span<std::string> out) {
  if (out.empty()) return;
  const std::size_t middle = out.size() / 2;
  out[middle] = halfway(before, after);
  spread(before, out[middle], out.first(middle));
  spread(out[middle], after, out.subspan(middle + 1));
}

}  // namespace

bool is_order_key(std::string_view text) {
  return !text.empty() && text.size() <= kMaxOrderKey && text.back() != '0' &&
         text.find_first_not_of(kDigits) == std::string_view::npos;
}

std::string order_key_between(std::string_view before, std::string_view after) {
  assert(after.empty() || before < after);
  if (after.empty()) return before.empty() ? "V" : beyond(before);
  return before.empty() ? below(after) : halfway(before, after);
}

std::vector<OrderWrite> order_at(const std::vector<std::string>& keys, std::size_t place) {
  assert(place <= keys.size());
  // From `begin` to `end` the keys are given anew, together with the one that is put there.
  for (std::size_t reach = 0;; reach = reach * 2 + 1) {
    const std::size_t begin = place - std::min(place, reach);
    const std::size_t end = std::min(keys.size(), place + reach);
    const std::string_view before = begin > 0 ? std::string_view(keys[begin - 1]) : std::string_view();
    const std::string_view after = end < keys.size() ? std::string_view(keys[end]) : std::string_view();
    if (begin > 0 && !is_order_key(before)) continue;
    if (end < keys.size() && (!is_order_key(after) || before >= after)) continue;

    std::vector<std::string> fresh(end - begin + 1);
    if (reach == 0)
      fresh.front() = order_key_between(before, after);
    else
      spread(before, after, fresh);
    // A neighbourhood given new keys keeps room for the next ones.
    const std::size_t longest = std::ranges::max(fresh, {}, &std::string::size).size();
    if (longest > (reach == 0 ? kMaxOrderKey : kMaxOrderKey / 2) && (begin > 0 || end < keys.size())) continue;

    std::vector<OrderWrite> writes;
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      const std::size_t index = begin + i;
      writes.push_back({index == place ? keys.size() : index - (index > place), std::move(fresh[i])});
    }
    return writes;
  }
}

}  // namespace oplog
