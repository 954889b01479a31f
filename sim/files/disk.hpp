#pragma once
// What stands between a finished computation and a file that can be trusted: room on the disk,
// folders that can be written, replacing a file in one step, and a seal that shows any changed byte.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/error.hpp"

namespace buurt::files {

/// Whether a file that is already there may be replaced.
enum class Overwrite { refuse, allow };

/// The disk has no room, or no file may grow that large. Says which file, how much it needs and how much
/// is free or allowed.
class DiskFull : public engine::RunError {
 public:
  DiskFull(const std::filesystem::path& path, std::uint64_t needed_bytes);
};

/// An open file descriptor that closes itself.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  void close() noexcept;
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

/// `path` with `ending` behind its name: results.h5 and ".partial" give results.h5.partial.
std::filesystem::path beside(const std::filesystem::path& path, const std::string& ending);

/// "712 bytes", "4.2 MB", "1.3 GB".
std::string readable_bytes(std::uint64_t bytes);

/// Bytes that may still be written on the disk that holds `folder`; 0 when that cannot be known.
std::uint64_t free_bytes(const std::filesystem::path& folder);

/// Where a file at `path` will end up: the target of a symbolic link, else the path itself.
std::filesystem::path resolved_target(const std::filesystem::path& path);

/// Checks that a file can come to stand at `path`: its folder exists, is a folder, and nothing
/// stands there that may not be replaced.
/// \throws UserError with one sentence.
void check_target(const std::filesystem::path& path, Overwrite overwrite);

/// Checks that a file to write is none of those that the same call reads, by whatever name or link.
/// \throws UserError with one sentence.
void check_not_read(const std::filesystem::path& path,
                    const std::vector<std::filesystem::path>& read);

/// Opens (and creates when missing) a file for reading and writing. `shown` is the path that the
/// message names.
/// \throws UserError when the folder or the file cannot be written.
Descriptor open_to_write(const std::filesystem::path& path, const std::filesystem::path& shown);

/// Sets `bytes` aside for a file that will grow to that size, without changing its length, so that
/// a full disk, or a limit to the size of files, shows now and not later. Where the file system cannot do it, only its count of free
/// bytes is looked at.
/// \throws DiskFull
void reserve_room(const std::filesystem::path& path, std::uint64_t bytes);

/// Writes all bytes at `offset`. `shown` is the path that the message names.
/// \throws DiskFull, RunError
void write_at(const Descriptor& file, std::uint64_t offset, const void* data, std::size_t bytes,
              const std::filesystem::path& shown);

/// Takes the lock that says that this process writes the file; false when another one has it.
/// Readers (h5py, netCDF) are not hindered by it.
bool try_lock(const Descriptor& file);

/// Puts `from` in the place of `to`: everything on the disk first, then one rename.
/// \throws DiskFull, RunError
void replace_file(const std::filesystem::path& from, const std::filesystem::path& to);

/// What the end of a file says about its bytes.
enum class Seal { absent, whole, broken };

/// Adds 24 bytes behind the end of a finished file: a mark, the length and a 64-bit hash of all
/// bytes before. HDF5 does not look there.
/// \throws DiskFull, RunError
void seal_file(const std::filesystem::path& path);

/// Compares a file with its seal. A file that was cut off has none.
/// \throws RunError when the file cannot be read.
Seal check_seal(const std::filesystem::path& path);

/// Whether a file begins as HDF5 files do.
/// \throws UserError when there is no such file, it is a folder, or it cannot be read.
bool begins_as_hdf5(const std::filesystem::path& path);

}  // namespace buurt::files
