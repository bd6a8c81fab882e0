#include "tool/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>

namespace tool {

base::Result<std::string> read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::fail("tool.cannot-read", {{"path", path}});
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// Durable before it returns: a bundle counts as a copy from then on.
base::Status write_bytes(const std::string& path, std::string_view bytes) {
  const base::Error failure = base::fail("tool.cannot-write", {{"path", path}});
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return failure;
  bool whole = true;
  while (whole && !bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    whole = written > 0;
    if (whole) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  // A pipe or a device has nothing to make durable.
  if (whole && ::fsync(file) != 0) whole = errno == EINVAL || errno == EROFS;
  if (::close(file) != 0 || !whole) return failure;
  return base::Done{};
}

}  // namespace tool
