// SHA-256 of bytes (FIPS 180-4). Written out here because the same code must run natively and in wasm and no maintained
// header-only package serves both builds; tests hold it to the published vectors and, natively, to OpenSSL.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace base {

std::array<std::uint8_t, 32> sha256(std::string_view bytes);
std::string sha256_hex(std::string_view bytes);  // 64 lower-case digits

// The same over bytes given in pieces.
class Sha256 {
 public:
  void add(std::string_view bytes);
  std::array<std::uint8_t, 32> finish();  // once
  std::string finish_hex();

 private:
  void block(const unsigned char* bytes);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> rest_{};
  std::size_t rest_size_ = 0;
  std::uint64_t total_ = 0;  // bytes
};

}  // namespace base
