#include "files/disk.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/state_hash.hpp"

namespace buurt::files {

namespace fs = std::filesystem;
using engine::RunError;
using engine::UserError;

namespace {

std::string reason(int error) { return std::generic_category().message(error); }

fs::path folder_of(const fs::path& path) {
  const fs::path parent = path.parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

[[noreturn]] void throw_write_error(int error, const fs::path& shown, std::uint64_t bytes) {
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) throw DiskFull(shown, bytes);
  throw RunError(shown.string() + ": could not be written: " + reason(error));
}

/// To how many bytes a file may grow (`ulimit -f`).
std::uint64_t largest_file() {
  rlimit limit{};
  return ::getrlimit(RLIMIT_FSIZE, &limit) == 0 ? limit.rlim_cur : RLIM_INFINITY;
}

std::string no_room(const fs::path& path, std::uint64_t needed) {
  const std::string needed_and =
      needed > 0 ? readable_bytes(needed) + " are needed and " : std::string();
  if (needed > largest_file()) {
    return "the file would grow too large: " + needed_and + readable_bytes(largest_file()) +
           " are allowed (ulimit -f)";
  }
  return "the disk is full: " + needed_and + readable_bytes(free_bytes(folder_of(path))) +
         " are free";
}

void sync_to_disk(const Descriptor& file, const fs::path& shown) {
  // Some file systems cannot sync (EINVAL, EROFS); what they hold is as safe as it gets.
  if (::fsync(file.number()) != 0 && errno != EINVAL && errno != EROFS) {
    throw_write_error(errno, shown, 0);
  }
}

}  // namespace

DiskFull::DiskFull(const fs::path& path, std::uint64_t needed_bytes)
    : RunError(path.string() + ": " + no_room(path, needed_bytes)) {}

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    close();
    number_ = std::exchange(other.number_, -1);
  }
  return *this;
}

void Descriptor::close() noexcept {
  if (number_ >= 0) ::close(number_);
  number_ = -1;
}

fs::path beside(const fs::path& path, const std::string& ending) {
  fs::path result = path;
  result += ending;
  return result;
}

std::string readable_bytes(std::uint64_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + " bytes";
  constexpr std::array units{"kB", "MB", "GB", "TB", "PB", "EB"};
  double amount = static_cast<double>(bytes) / 1000.0;
  std::size_t unit = 0;
  while (amount >= 999.95 && unit + 1 < units.size()) {
    amount /= 1000.0;
    ++unit;
  }
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f %s", amount, units[unit]);
  return text.data();
}

std::uint64_t free_bytes(const fs::path& folder) {
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0) return 0;
  return static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
}

fs::path resolved_target(const fs::path& path) {
  std::error_code error;
  if (!fs::is_symlink(path, error)) return path;
  const fs::path target = fs::weakly_canonical(path, error);
  return error ? path : target;
}

void check_not_read(const fs::path& path, const std::vector<fs::path>& read) {
  for (const fs::path& one : read) {
    if (one.empty()) continue;
    std::error_code unknown;
    // Equivalent are only files that are there; one of them may be yet to come.
    bool same = fs::equivalent(path, one, unknown) && !unknown;
    if (!same) {
      const fs::path to_write = fs::weakly_canonical(fs::absolute(path), unknown);
      same = !unknown && to_write == fs::weakly_canonical(fs::absolute(one), unknown) && !unknown;
    }
    if (!same) continue;
    throw UserError(path.string(),
                    "is a file that this call reads, and results cannot replace it; choose another "
                    "name with -o");
  }
}

void check_target(const fs::path& path, Overwrite overwrite) {
  if (path.filename().empty()) {
    throw UserError(path.string(), "is not the name of a file to write");
  }
  const fs::path folder = folder_of(path);
  std::error_code error;
  const fs::file_status folder_status = fs::status(folder, error);
  if (folder_status.type() == fs::file_type::not_found) {
    throw UserError(path.string(), "the folder '" + folder.string() + "' does not exist");
  }
  if (error) {
    throw UserError(path.string(),
                    "the folder '" + folder.string() + "' cannot be used: " + error.message());
  }
  if (folder_status.type() != fs::file_type::directory) {
    throw UserError(path.string(), "'" + folder.string() + "' is not a folder");
  }
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return;
  if (status.type() == fs::file_type::directory) {
    throw UserError(path.string(), "is a folder; the name of a file is wanted");
  }
  if (status.type() != fs::file_type::regular) {
    throw UserError(path.string(), "is not an ordinary file and cannot be replaced");
  }
  if (overwrite == Overwrite::refuse) {
    throw UserError(path.string(), "exists already; choose another name or add --overwrite");
  }
}

Descriptor open_to_write(const fs::path& path, const fs::path& shown) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!file.is_open()) {
    const int error = errno;
    if (error == ENOSPC || error == EDQUOT) throw DiskFull(shown, 0);
    throw UserError(shown.string(), "the folder '" + folder_of(path).string() +
                                        "' cannot be written: " + reason(error));
  }
  return file;
}

void reserve_room(const fs::path& path, std::uint64_t bytes) {
  const Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
  if (!file.is_open()) throw_write_error(errno, path, bytes);
  if (bytes == 0) return;
  if (bytes > largest_file()) throw DiskFull(path, bytes);
  // Where the file system cannot set room aside, its own count must do; 0 may mean that it has none.
  struct statvfs disk {};
  const bool counted = ::fstatvfs(file.number(), &disk) == 0 && disk.f_blocks > 0;
  if (counted && static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize < bytes) {
    throw DiskFull(path, bytes);
  }
  int result = 0;
  do {
    result = ::fallocate(file.number(), FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(bytes));
  } while (result != 0 && errno == EINTR);
  if (result != 0 && errno != EOPNOTSUPP && errno != ENOSYS) {
    throw_write_error(errno, path, bytes);
  }
}

void write_at(const Descriptor& file, std::uint64_t offset, const void* data, std::size_t bytes,
              const fs::path& shown) {
  const char* next = static_cast<const char*>(data);
  std::size_t left = bytes;
  while (left > 0) {
    const ssize_t written = ::pwrite(file.number(), next, left, static_cast<off_t>(offset));
    if (written < 0) {
      if (errno == EINTR) continue;
      throw_write_error(errno, shown, left);
    }
    const auto step = static_cast<std::size_t>(written);
    next += step;
    left -= step;
    offset += step;
  }
}

bool try_lock(const Descriptor& file) {
  // A lock of the open file description: unlike flock it does not collide with the lock that HDF5
  // takes, and unlike a plain record lock it survives HDF5 opening and closing the same file.
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (::fcntl(file.number(), F_OFD_SETLK, &lock) == 0) return true;
  return errno != EAGAIN && errno != EACCES;
}

void replace_file(const fs::path& from, const fs::path& to) {
  {
    const Descriptor file(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) throw_write_error(errno, to, 0);
    sync_to_disk(file, to);
  }
  if (::rename(from.c_str(), to.c_str()) != 0) throw_write_error(errno, to, 0);
  const Descriptor folder(::open(folder_of(to).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.is_open()) sync_to_disk(folder, to);
}

namespace {

constexpr std::array<char, 8> seal_mark{'b', 'u', 'u', 'r', 't', 'e', 'n', 'd'};

struct SealBytes {
  std::array<char, 8> mark = seal_mark;
  std::uint64_t length = 0;
  std::uint64_t hash = 0;
};
static_assert(sizeof(SealBytes) == 24);

/// Hash of the first `length` bytes of a file, block by block.
std::uint64_t hash_of_file(std::ifstream& file, std::uint64_t length, const fs::path& shown) {
  std::vector<std::byte> block(std::size_t{1} << 20U);
  std::uint64_t hash = length;
  for (std::uint64_t done = 0; done < length;) {
    const auto step =
        static_cast<std::size_t>(std::min<std::uint64_t>(block.size(), length - done));
    file.read(reinterpret_cast<char*>(block.data()), static_cast<std::streamsize>(step));
    if (!file) throw RunError(shown.string() + ": could not be read to its end");
    hash = engine::hash_bytes(std::span<const std::byte>(block).first(step), hash);
    done += step;
  }
  return hash;
}

}  // namespace

void seal_file(const fs::path& path) {
  SealBytes seal;
  seal.length = fs::file_size(path);
  {
    std::ifstream file(path, std::ios::binary);
    seal.hash = hash_of_file(file, seal.length, path);
  }
  const Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
  if (!file.is_open()) throw_write_error(errno, path, sizeof seal);
  write_at(file, seal.length, &seal, sizeof seal, path);
}

Seal check_seal(const fs::path& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) throw RunError(path.string() + ": could not be read");
  const auto size = static_cast<std::uint64_t>(file.tellg());
  SealBytes seal;
  if (size < sizeof seal) return Seal::absent;
  file.seekg(static_cast<std::streamoff>(size - sizeof seal));
  file.read(reinterpret_cast<char*>(&seal), sizeof seal);
  if (!file || seal.mark != seal_mark) return Seal::absent;
  if (seal.length != size - sizeof seal) return Seal::broken;
  file.seekg(0);
  return hash_of_file(file, seal.length, path) == seal.hash ? Seal::whole : Seal::broken;
}

bool begins_as_hdf5(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) throw UserError(path.string(), "no such file");
  if (error) throw UserError(path.string(), "cannot be read: " + error.message());
  if (status.type() == fs::file_type::directory) throw UserError(path.string(), "is a folder");
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.is_open()) throw UserError(path.string(), "cannot be read: " + reason(errno));
  constexpr std::array<unsigned char, 8> signature{0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  std::array<unsigned char, 8> start{};
  const ssize_t got = ::pread(file.number(), start.data(), start.size(), 0);
  return got == static_cast<ssize_t>(start.size()) && start == signature;
}

}  // namespace buurt::files
