#include "space.h"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace hub {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr auto kLookEvery = std::chrono::seconds(1);
// A folder changed this lately may change again within the same tick of its clock: it is read once more.
constexpr auto kSettled = std::chrono::seconds(3);

bool sync_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return false;
  const bool ok = ::fsync(file) == 0;
  ::close(file);
  return ok;
}

std::string random_hex(std::size_t count) {
  unsigned char bytes[16];
  if (::getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
    throw fs::filesystem_error("no random numbers", std::error_code(errno, std::generic_category()));
  std::string hex;
  for (std::size_t i = 0; i < count; ++i) {
    hex += "0123456789abcdef"[bytes[i] >> 4];
    hex += "0123456789abcdef"[bytes[i] & 15];
  }
  return hex;
}

constexpr std::pair<std::string_view, Right> kRights[] = {
    {"read", Right::kRead}, {"write", Right::kWrite}, {"admin", Right::kAdmin}};

}  // namespace

std::string random_space_name() { return random_hex(8); }

Tokens create_space(const fs::path& data, const std::string& name, Right everybody) {
  fs::create_directories(data / "s" / name);
  const Tokens tokens{random_hex(16), random_hex(16)};
  std::ofstream file(data / (name + ".tokens"), std::ios::trunc);
  for (const auto& [word, right] : kRights)
    if (right == everybody) file << word << " *\n";
  file << "write " << base::sha256_hex(tokens.write) << "\nadmin " << base::sha256_hex(tokens.admin) << "\n";
  file.close();
  if (!file)
    throw fs::filesystem_error("cannot write", data / (name + ".tokens"),
                               std::error_code(errno, std::generic_category()));
  return tokens;
}

Space::Space(const fs::path& data, const std::string& name, std::uint64_t limit)
    : folder_(data / "s" / name), tokens_(data / (name + ".tokens")), incoming_(data / ".incoming"), limit_(limit) {
  look(true);
}

Right Space::right_of(std::string_view token) const {
  const std::string hash = base::sha256_hex(token);
  Right best = Right::kNone;
  std::ifstream file(tokens_);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string word, whose;
    words >> word >> whose;
    if (whose != "*" && (token.empty() || whose != hash)) continue;
    for (const auto& [known, right] : kRights)
      if (known == word) best = std::max(best, right);
  }
  return best;
}

// Takes in what came into the folder by another road; at most once a second unless told `now`.
void Space::look(bool now) {
  if (!now && steady_clock::now() - looked_ < kLookEvery) return;
  looked_ = steady_clock::now();
  std::error_code error;
  const fs::file_time_type changed = fs::last_write_time(folder_, error);
  if (error || changed == changed_) return;
  std::vector<Object> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    std::string name = entry.path().filename().string();
    if (names_.contains(name) || !oplog::parse_object_name(name)) continue;
    std::error_code gone;
    const std::uint64_t size = entry.file_size(gone);
    if (!gone) found.push_back({std::move(name), size});
  }
  std::sort(found.begin(), found.end(), [](const Object& a, const Object& b) { return a.name < b.name; });
  for (const Object& object : found) arrived(object.name, object.size);
  changed_ = fs::file_time_type::clock::now() - changed > kSettled ? changed : fs::file_time_type{};
}

void Space::arrived(const std::string& name, std::uint64_t size) {
  if (!names_.insert(name).second) return;
  order_.push_back({name, size});
  used_ += size;
  more_.notify_all();
}

bool Space::has_room(std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  return used_ + bytes <= limit_;
}

Space::Page Space::list(std::size_t after, std::chrono::seconds wait) {
  std::unique_lock lock(mutex_);
  const auto end = steady_clock::now() + wait;
  for (look(false); after >= order_.size() && steady_clock::now() < end; look(false))
    more_.wait_for(lock, std::min<steady_clock::duration>(kLookEvery, end - steady_clock::now()));
  Page page;
  page.next = std::min(order_.size(), after + kPageNames);
  for (std::size_t i = after; i < page.next; ++i)
    if (!order_[i].name.empty()) page.objects.push_back(order_[i]);
  return page;
}

bool Space::remove(const oplog::ObjectName& name) {
  const std::lock_guard lock(mutex_);
  if (::unlink(path_of(name).c_str()) != 0 || !sync_folder(folder_)) return false;
  const std::string text = to_string(name);
  names_.erase(text);
  for (Object& object : order_) {
    if (object.name != text) continue;
    used_ -= object.size;
    object = {};  // numbers of the others stay
  }
  return true;
}

Upload::Upload(Space& space, const oplog::ObjectName& name)
    : space_(space), name_(name), temporary_((space.incoming_ / "XXXXXX").string()) {
  file_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
  if (file_ < 0)
    error_ = errno;
  else
    ::fchmod(file_, 0644);
}

Upload::~Upload() {
  if (file_ < 0) return;
  ::close(file_);
  ::unlink(temporary_.c_str());
}

bool Upload::add(std::string_view bytes) {
  hash_.add(bytes);
  size_ += bytes.size();
  while (!error_ && !bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written >= 0)
      bytes.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EINTR)
      error_ = errno;
  }
  return !error_;
}

Upload::End Upload::failure() const {
  return error_ == ENOSPC || error_ == EDQUOT || error_ == EFBIG ? End::kFull : End::kFailed;
}

Upload::End Upload::finish() {
  if (error_) return failure();
  if (hash_.finish_hex() != name_.sha256) return End::kHashDiffers;
  if (!space_.has_room(size_)) return End::kFull;
  if (::fsync(file_) != 0) {
    error_ = errno;
    return failure();
  }
  const std::string path = space_.path_of(name_).string();
  End end = End::kKept;
  if (::link(temporary_.c_str(), path.c_str()) != 0) {
    error_ = errno;
    struct stat there {};
    const bool torn = error_ == EEXIST && ::stat(path.c_str(), &there) == 0 &&
                      static_cast<std::uint64_t>(there.st_size) != size_;  // copied here by hand, and not to its end
    if (error_ == EEXIST && !torn) {
      end = End::kAlreadyThere;
    } else if ((torn || error_ == EPERM || error_ == EOPNOTSUPP) && ::rename(temporary_.c_str(), path.c_str()) == 0) {
      // Memory sticks know no links. Over an object of this name, this is the same object.
    } else {
      return failure();
    }
  }
  // Whoever hears "already there" relies on it as much as who brought it first.
  if (!sync_folder(space_.folder_)) return End::kFailed;
  const std::lock_guard lock(space_.mutex_);
  space_.arrived(to_string(name_), size_);
  return end;
}

}  // namespace hub
