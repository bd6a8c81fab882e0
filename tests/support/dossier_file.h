// A dossier file of its own for one test, removed afterwards with what SQLite may have left beside it.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace support {

struct DossierFile {
  std::string path;

  DossierFile() {
    static int count = 0;
    path = (std::filesystem::temp_directory_path() /
            ("escale-test-" + std::to_string(getpid()) + "-" + std::to_string(++count) + ".sqlite"))
               .string();
    clear();
  }
  ~DossierFile() { clear(); }
  DossierFile(const DossierFile&) = delete;
  DossierFile& operator=(const DossierFile&) = delete;

  void clear() const {
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
  }
};

}  // namespace support
