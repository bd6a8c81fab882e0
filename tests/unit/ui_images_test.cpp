// The textures of pictures: asked for once, asked for again later when they were not there, let go when they are many.
#include "ui/images.h"

#include <catch2/catch_test_macros.hpp>

using ui::Detail;
using ui::Images;

TEST_CASE("a picture is wanted once, and found when it is there", "[ui]") {
  Images images;
  images.begin_frame(0);
  CHECK(images.empty());
  CHECK_FALSE(images.find("a", Detail::kSmall));
  CHECK_FALSE(images.find("a", Detail::kSmall));
  CHECK_FALSE(images.find("a", Detail::kLarge));
  const auto wanted = images.take_wanted();
  REQUIRE(wanted.size() == 2);
  CHECK(images.take_wanted().empty());
  images.put(wanted[0], {7, 320, 200});
  images.begin_frame(16);
  REQUIRE(images.find("a", wanted[0].detail));
  CHECK(images.find("a", wanted[0].detail)->texture == 7);
  CHECK(images.take_wanted().empty());
}

TEST_CASE("a picture that was not there is asked for again some seconds later", "[ui]") {
  Images images;
  images.begin_frame(0);
  images.find("a", Detail::kSmall);
  images.put(images.take_wanted()[0], {});
  CHECK(images.failed("a", Detail::kSmall));
  images.begin_frame(1000);
  CHECK_FALSE(images.find("a", Detail::kSmall));
  CHECK(images.take_wanted().empty());
  images.begin_frame(9000);
  CHECK_FALSE(images.find("a", Detail::kSmall));
  CHECK_FALSE(images.failed("a", Detail::kSmall));
  CHECK(images.take_wanted().size() == 1);
}

TEST_CASE("of more textures than there is room for, those drawn longest ago are let go", "[ui]") {
  Images images;
  constexpr int kSide = 2048;  // 16 MiB each: six in 96
  for (std::uint64_t i = 1; i <= 8; ++i) {
    images.begin_frame(static_cast<double>(i));
    images.find(std::to_string(i), Detail::kLarge);
    images.put({std::to_string(i), Detail::kLarge}, {i, kSide, kSide});
  }
  CHECK(images.take_spare() == std::vector<std::uint64_t>{1, 2});
  CHECK(images.take_spare().empty());
  // What the last frame drew stays, however much it is.
  images.begin_frame(9);
  for (std::uint64_t i = 3; i <= 10; ++i) {
    images.find(std::to_string(i), Detail::kLarge);
    images.put({std::to_string(i), Detail::kLarge}, {i, kSide, kSide});
  }
  CHECK(images.take_spare().empty());
  images.forget();
  CHECK(images.empty());
  CHECK_FALSE(images.find("3", Detail::kLarge));
  CHECK(images.take_wanted().size() == 1);
}
