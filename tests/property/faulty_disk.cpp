#include "property/faulty_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "property/failing_memory.h"

namespace property {
namespace {

constexpr std::size_t kSector = 512;  // what a power cut tears a write into

struct OpenFile {
  sqlite3_file base;
  FaultyDisk* disk;
  DiskFile* file;
};

FaultyDisk* disk_of(const char* path) { return &disks()[std::strtoul(path, nullptr, 10)]; }

void apply(std::string& content, const DiskFile::Write& write, std::size_t from, std::size_t to) {
  if (write.truncates) {
    content.resize(std::min(content.size(), write.offset));
    return;
  }
  if (content.size() < write.offset + to) content.resize(write.offset + to);
  content.replace(write.offset + from, to - from, write.bytes, from, to - from);
}

int code_of(FaultyDisk::Fault fault, int error) {
  switch (fault) {
    case FaultyDisk::Fault::kNone:
      return SQLITE_OK;
    case FaultyDisk::Fault::kFull:
      return SQLITE_FULL;
    default:
      return error;
  }
}

OpenFile* of(sqlite3_file* file) { return reinterpret_cast<OpenFile*>(file); }

int close_file(sqlite3_file*) { return SQLITE_OK; }

int read_file(sqlite3_file* handle, void* out, int count, sqlite3_int64 offset) {
  if (of(handle)->disk->is_off()) return SQLITE_IOERR_READ;
  const std::string& live = of(handle)->file->live;
  const auto from = std::min(live.size(), static_cast<std::size_t>(offset));
  const auto size = std::min(live.size() - from, static_cast<std::size_t>(count));
  std::memcpy(out, live.data() + from, size);
  if (size == static_cast<std::size_t>(count)) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + size, 0, static_cast<std::size_t>(count) - size);
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* handle, const void* bytes, int count, sqlite3_int64 offset) {
  const SparedMemory spared;
  DiskFile& file = *of(handle)->file;
  DiskFile::Write write{static_cast<std::size_t>(offset),
                        std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(count))};
  const FaultyDisk::Fault fault = of(handle)->disk->next_operation();
  if (fault == FaultyDisk::Fault::kNone) apply(file.live, write, 0, write.bytes.size());
  // The write during which power fails may be on the disk, in part.
  if (fault == FaultyDisk::Fault::kNone || fault == FaultyDisk::Fault::kPowerCut)
    file.unsynced.push_back(std::move(write));
  return code_of(fault, SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* handle, sqlite3_int64 size) {
  const SparedMemory spared;
  DiskFile& file = *of(handle)->file;
  const FaultyDisk::Fault fault = of(handle)->disk->next_operation();
  if (fault != FaultyDisk::Fault::kNone) return code_of(fault, SQLITE_IOERR_TRUNCATE);
  file.live.resize(std::min(file.live.size(), static_cast<std::size_t>(size)));
  file.unsynced.push_back({static_cast<std::size_t>(size), {}, true});
  return SQLITE_OK;
}

int sync_file(sqlite3_file* handle, int) {
  const SparedMemory spared;
  DiskFile& file = *of(handle)->file;
  const FaultyDisk::Fault fault = of(handle)->disk->next_operation();
  if (fault != FaultyDisk::Fault::kNone) return code_of(fault, SQLITE_IOERR_FSYNC);
  file.durable = file.live;
  file.unsynced.clear();
  return SQLITE_OK;
}

int size_of_file(sqlite3_file* handle, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(of(handle)->file->live.size());
  return of(handle)->disk->is_off() ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

int lock_file(sqlite3_file*, int) { return SQLITE_OK; }
int is_reserved(sqlite3_file*, int* out) {
  *out = 0;
  return SQLITE_OK;
}
int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return kSector; }
int characteristics(sqlite3_file*) { return 0; }

const sqlite3_io_methods kMethods = {1,         close_file,   read_file,       write_file, truncate_file,
                                     sync_file, size_of_file, lock_file,       lock_file,  is_reserved,
                                     control,   sector_size,  characteristics, nullptr,    nullptr,
                                     nullptr,   nullptr,      nullptr,         nullptr};

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* handle, int flags, int* out_flags) {
  const SparedMemory spared;
  handle->pMethods = nullptr;
  static int temporary = 0;
  const std::string name = path ? path : "0/temporary-" + std::to_string(temporary++);
  FaultyDisk* disk = disk_of(name.c_str());
  if (disk->is_off()) return SQLITE_CANTOPEN;
  of(handle)->disk = disk;
  of(handle)->file = &disk->files[name];
  if (out_flags) *out_flags = flags;
  handle->pMethods = &kMethods;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* path, int) {
  const SparedMemory spared;
  FaultyDisk* disk = disk_of(path);
  if (disk->is_off()) return SQLITE_IOERR_DELETE;
  disk->files.erase(path);
  return SQLITE_OK;
}

int access_file(sqlite3_vfs*, const char* path, int, int* out) {
  const SparedMemory spared;
  *out = disk_of(path)->files.contains(path) ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", path);
  return SQLITE_OK;
}

// SQLite's own chance names journals; the same each time.
int randomness(sqlite3_vfs*, int count, char* out) {
  std::memset(out, 7, static_cast<std::size_t>(count));
  return count;
}
int sleep_for(sqlite3_vfs*, int microseconds) { return microseconds; }
int current_time(sqlite3_vfs*, double* days) {
  *days = 2'461'000;
  return SQLITE_OK;
}
int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

std::vector<FaultyDisk>& disks() {
  static std::vector<FaultyDisk> all(16);
  return all;
}

FaultyDisk::Fault FaultyDisk::next_operation() {
  ++operations_;
  if (off_) return Fault::kPowerCut;
  if (fault_ == Fault::kNone || operations_ != at_) return Fault::kNone;
  off_ = fault_ == Fault::kPowerCut;
  return std::exchange(fault_, Fault::kNone);
}

void FaultyDisk::power_on(support::SeededRandom& random) {
  for (auto& [name, file] : files) {
    for (const DiskFile::Write& write : file.unsynced) {
      const std::uint64_t fate = random.below(4);
      if (fate == 0) continue;
      std::size_t from = 0, to = write.bytes.size();
      if (fate == 1 && to > kSector) {
        const std::size_t cut = kSector * (1 + random.below(to / kSector));
        (random.below(2) == 0 ? from : to) = std::min(to, cut);
      }
      apply(file.durable, write, from, to);
    }
    file.unsynced.clear();
    file.live = file.durable;
  }
  off_ = false;
  fault_ = Fault::kNone;
}

void FaultyDisk::install() {
  static sqlite3_vfs vfs = {1,         sizeof(OpenFile), 256,         nullptr,   "faulty",     nullptr,
                            open_file, delete_file,      access_file, full_path, nullptr,      nullptr,
                            nullptr,   nullptr,          randomness,  sleep_for, current_time, last_error,
                            nullptr,   nullptr,          nullptr,     nullptr};
  sqlite3_vfs_register(&vfs, 1);
}

}  // namespace property
