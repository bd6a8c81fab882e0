// Pictures that are shown: textures, by the name of what they are decoded from. What is asked for and not there yet is
// wanted; the application has it decoded, in the size that is shown. What is no longer drawn makes room for others.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ui {

struct Image {
  std::uint64_t texture = 0;  // 0: none yet
  int w = 0, h = 0;           // texels
};

// The longest side, in texels: in a list or on a wall; as large as a screen has room for.
enum class Detail { kSmall = 320, kLarge = 1600 };

class Images {
 public:
  struct Key {
    std::string name;
    Detail detail;
    auto operator<=>(const Key&) const = default;
  };

  void begin_frame(double now_ms);
  // nullptr: not there yet, or it cannot be.
  const Image* find(std::string_view name, Detail detail);
  bool failed(std::string_view name, Detail detail) const;

  // Those asked for since the last call.
  std::vector<Key> take_wanted() { return std::exchange(wanted_, {}); }
  bool empty() const { return held_.empty(); }
  // The answer; one without texture: it cannot be decoded now. Asked for again some seconds later.
  void put(const Key& key, Image image);
  // Textures to let go: not drawn in the last frame, while all together are more than there is room for.
  std::vector<std::uint64_t> take_spare();
  // After a lost context: no texture holds any more.
  void forget();

 private:
  struct Held {
    Image image;
    std::uint64_t drawn = 0;  // the last frame that asked for it
    double failed_at = -1;    // ms
  };
  std::map<Key, Held> held_;
  std::vector<Key> wanted_;
  std::uint64_t frame_ = 0;
  double now_ = 0;
};

}  // namespace ui
