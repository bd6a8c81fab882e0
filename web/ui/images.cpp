#include "ui/images.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::uint64_t kRoom = 96u << 20;  // bytes of textures
constexpr double kAgainMs = 4000;           // what was not there may have come

std::uint64_t bytes_of(const Image& image) {
  return 4 * static_cast<std::uint64_t>(image.w) * static_cast<std::uint64_t>(image.h);
}

}  // namespace

void Images::begin_frame(double now_ms) {
  ++frame_;
  now_ = now_ms;
}

const Image* Images::find(std::string_view name, Detail detail) {
  const auto [at, fresh] = held_.try_emplace({std::string(name), detail});
  Held& held = at->second;
  held.drawn = frame_;
  const bool again = held.failed_at >= 0 && now_ - held.failed_at > kAgainMs;
  if (fresh || again) {
    held.failed_at = -1;
    wanted_.push_back(at->first);
  }
  return held.image.texture ? &held.image : nullptr;
}

bool Images::failed(std::string_view name, Detail detail) const {
  const auto found = held_.find({std::string(name), detail});
  return found != held_.end() && found->second.failed_at >= 0;
}

void Images::put(const Key& key, Image image) {
  Held& held = held_[key];
  held.image = image;
  if (!image.texture) held.failed_at = now_;
}

std::vector<std::uint64_t> Images::take_spare() {
  std::uint64_t all = 0;
  for (const auto& [key, held] : held_) all += bytes_of(held.image);
  std::vector<std::uint64_t> spare;
  while (all > kRoom) {
    const auto oldest = std::ranges::min_element(held_, {}, [](const auto& entry) {
      return entry.second.image.texture ? entry.second.drawn : ~std::uint64_t{0};
    });
    if (oldest->second.drawn == frame_) break;
    all -= bytes_of(oldest->second.image);
    spare.push_back(oldest->second.image.texture);
    held_.erase(oldest);
  }
  return spare;
}

void Images::forget() {
  held_.clear();
  wanted_.clear();
}

}  // namespace ui
