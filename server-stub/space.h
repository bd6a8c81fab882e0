// One space of a hub: a folder of immutable objects, and who may read or write there. Knows files and threads, no HTTP.
//
// DIR/s/<space>/        the objects, by their names (core/oplog/object_name.h) and nothing else: a bundle may be
// unzipped
//                       into DIR
// DIR/<space>.tokens    a line for each right: "read|write|admin <SHA-256 of a token>"; "*" in place of the hash is
//                       everybody. Each right holds those before it. Read at each request. Without the file: nobody
// DIR/.incoming/        what is being received; emptied at the start
//
// The folder is the truth: what is unzipped or copied into it is found within a second.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/sha256.h"
#include "oplog/object_name.h"
#include "oplog/space.h"

namespace hub {

enum class Right { kNone, kRead, kWrite, kAdmin };

inline constexpr std::size_t kPageNames = 5'000;

// A name for a new space, as bundles write it: 16 random hex digits.
std::string random_space_name();

// Makes the folder and its tokens file. `everybody`: what everybody may do. The tokens drawn for writing and for
// administration are returned and kept nowhere. Throws std::filesystem::filesystem_error.
struct Tokens {
  std::string write, admin;
};
Tokens create_space(const std::filesystem::path& data, const std::string& name, Right everybody);

class Space {
 public:
  struct Object {
    std::string name;  // empty: deleted since
    std::uint64_t size = 0;
  };
  struct Page {
    std::vector<Object> objects;
    std::size_t next = 0;  // what to ask for after them
  };

  // `limit`: bytes that all objects together may take.
  Space(const std::filesystem::path& data, const std::string& name, std::uint64_t limit);

  Right right_of(std::string_view token) const;

  // Objects in the order they came, from number `after` on, at most kPageNames. When there is none, waits for one.
  Page list(std::size_t after, std::chrono::seconds wait);
  std::filesystem::path path_of(const oplog::ObjectName& name) const { return folder_ / to_string(name); }
  bool remove(const oplog::ObjectName& name);  // false: it was not there

 private:
  friend class Upload;
  void look(bool now);
  void arrived(const std::string& name, std::uint64_t size);
  bool has_room(std::uint64_t bytes);

  std::filesystem::path folder_, tokens_, incoming_;
  std::uint64_t limit_;
  std::mutex mutex_;
  std::condition_variable more_;
  std::vector<Object> order_;
  std::unordered_set<std::string> names_;
  std::uint64_t used_ = 0;  // bytes
  std::chrono::steady_clock::time_point looked_{};
  std::filesystem::file_time_type changed_{};  // of the folder, when it was last read
};

// One object being received. It becomes visible only whole, under a name that is its hash, and on the disk.
class Upload {
 public:
  enum class End { kKept, kAlreadyThere, kHashDiffers, kFull, kFailed };

  Upload(Space& space, const oplog::ObjectName& name);
  ~Upload();
  Upload(const Upload&) = delete;
  Upload& operator=(const Upload&) = delete;

  bool add(std::string_view bytes);  // false: the disk refused; finish() says why
  End finish();

 private:
  End failure() const;

  Space& space_;
  oplog::ObjectName name_;
  std::string temporary_;
  int file_ = -1, error_ = 0;
  std::uint64_t size_ = 0;
  base::Sha256 hash_;
};

}  // namespace hub
