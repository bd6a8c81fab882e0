// A disk that forgets: an SQLite file system in memory that keeps apart what was written and what was made durable. It
// can fail the k-th write, truncation or sync from now, or lose power there; then each write not yet synced is kept,
// lost or torn by chance. The logic above it is the product's own.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/time_and_chance.h"

namespace property {

struct DiskFile {
  struct Write {
    std::size_t offset = 0;
    std::string bytes;
    bool truncates = false;  // to `offset`
  };
  std::string live, durable;
  std::vector<Write> unsynced;
};

class FaultyDisk {
 public:
  enum class Fault { kNone, kError, kFull, kPowerCut };

  // SQLite opens all its files here from now on; one disk at a time is `current`, files of the others stay as they are.
  static void install();

  // The next faults: at the k-th write from now, k from 1. An error is told once; after a power cut everything fails
  // until power_on().
  void plan(Fault fault, std::uint64_t at) {
    fault_ = fault;
    at_ = operations_ + at;
  }
  bool is_off() const { return off_; }
  // What chance left of the files.
  void power_on(support::SeededRandom& random);
  std::uint64_t operations() const { return operations_; }

  std::map<std::string, DiskFile> files;

  // Of SQLite's calls.
  Fault next_operation();

 private:
  std::uint64_t operations_ = 0, at_ = 0;
  Fault fault_ = Fault::kNone;
  bool off_ = false;
};

// The disk whose name a path begins with: "3/dossier" is on disks()[3].
std::vector<FaultyDisk>& disks();

}  // namespace property
