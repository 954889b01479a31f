#pragma once
// A thin layer over the HDF5 C library: handles that close themselves, C++ types instead of type
// numbers, and failures that are exceptions with a sentence. The library is not for several threads
// at once: whoever may run beside others holds `use_library()` while it uses anything here.

#include <hdf5.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/error.hpp"

namespace buurt::files::hdf5 {

/// The turn of this thread; the same thread may take it again.
[[nodiscard]] std::unique_lock<std::recursive_mutex> use_library();

/// The HDF5 library refused. The sentence names the file and the innermost reason it gave.
class Error : public engine::RunError {
 public:
  Error(const std::string& where, const std::string& reason)
      : engine::RunError(where + ": " + reason), reason_(reason) {}

  /// The sentence without the file and the place in it.
  [[nodiscard]] const std::string& reason() const { return reason_; }

 private:
  std::string reason_;
};

/// The HDF5 library found the disk full while it wrote.
class NoSpace : public Error {
 public:
  using Error::Error;
};

/// Owns one HDF5 identifier of any kind.
class Handle {
 public:
  using Closer = herr_t (*)(hid_t);

  Handle() = default;
  Handle(hid_t id, Closer closer) : id_(id), closer_(closer) {}
  Handle(Handle&& other) noexcept;
  Handle& operator=(Handle&& other) noexcept;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { close(); }

  /// Closes now; false when the library could not write what was left.
  bool close() noexcept;
  [[nodiscard]] hid_t id() const { return id_; }

 private:
  hid_t id_ = -1;
  Closer closer_ = nullptr;
};

/// The type of an element in memory and (in this processor's byte order) in a file.
template <class T>
hid_t native_type() {
  static_assert(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>);
  if constexpr (std::is_floating_point_v<T>) {
    static_assert(sizeof(T) == 4 || sizeof(T) == 8);
    return sizeof(T) == 4 ? H5T_NATIVE_FLOAT : H5T_NATIVE_DOUBLE;
  } else if constexpr (std::is_signed_v<T>) {
    if constexpr (sizeof(T) == 1) return H5T_NATIVE_INT8;
    if constexpr (sizeof(T) == 2) return H5T_NATIVE_INT16;
    if constexpr (sizeof(T) == 4) return H5T_NATIVE_INT32;
    if constexpr (sizeof(T) == 8) return H5T_NATIVE_INT64;
  } else {
    if constexpr (sizeof(T) == 1) return H5T_NATIVE_UINT8;
    if constexpr (sizeof(T) == 2) return H5T_NATIVE_UINT16;
    if constexpr (sizeof(T) == 4) return H5T_NATIVE_UINT32;
    if constexpr (sizeof(T) == 8) return H5T_NATIVE_UINT64;
  }
}

using Shape = std::vector<hsize_t>;

/// How a dataset lies in the file. `in_place`: one run of bytes at a fixed address, all of it
/// written with the fill value when it is made. `compressed`: chunks, shuffled and deflated.
enum class Storage { in_place, compressed };

/// What groups and datasets have in common: a name for messages, and attributes.
class Object {
 public:
  [[nodiscard]] hid_t id() const { return handle_.id(); }
  /// File and path inside it, for messages.
  [[nodiscard]] const std::string& where() const { return where_; }

  void set_text(const std::string& name, std::string_view text);
  template <class T>
  void set_value(const std::string& name, T value) {
    set_raw(name, native_type<T>(), &value);
  }

  [[nodiscard]] bool has_attribute(const std::string& name) const;
  /// \throws Error when there is no such attribute or it is not one text.
  [[nodiscard]] std::string text(const std::string& name) const;
  /// \throws Error when there is no such attribute or it is not one number.
  template <class T>
  [[nodiscard]] T value(const std::string& name) const {
    T result{};
    get_raw(name, native_type<T>(), &result);
    return result;
  }

 protected:
  Object(Handle handle, std::string where) : handle_(std::move(handle)), where_(std::move(where)) {}
  Handle handle_;
  std::string where_;

 private:
  void set_raw(const std::string& name, hid_t type, const void* value);
  void get_raw(const std::string& name, hid_t type, void* value) const;
};

/// An array in a file.
class Dataset : public Object {
 public:
  Dataset(Handle handle, std::string where) : Object(std::move(handle), std::move(where)) {}

  [[nodiscard]] Shape shape() const;
  [[nodiscard]] std::size_t size() const;
  /// Bytes that the array takes in the file.
  [[nodiscard]] std::uint64_t stored_bytes() const;
  /// Where an `in_place` array begins, in bytes from the start of the file.
  [[nodiscard]] std::uint64_t address() const;
  /// Whether elements are stored exactly as T.
  template <class T>
  [[nodiscard]] bool holds() const {
    return holds_type(native_type<T>());
  }

  /// Writes the whole array. \throws std::logic_error when the number of values differs.
  template <class T>
  void write(std::span<const T> values) {
    write_raw(native_type<T>(), values.data(), values.size());
  }
  template <class T>
  void write_part(const Shape& start, const Shape& count, std::span<const T> values) {
    part_raw(Way::to_file, native_type<T>(), start, count, const_cast<T*>(values.data()),
             values.size());
  }

  /// The whole array, converted to T.
  template <class T>
  [[nodiscard]] std::vector<T> read() const {
    require_plausible_size();
    std::vector<T> values(size());
    read_raw(native_type<T>(), values.data());
    return values;
  }
  template <class T>
  void read_part(const Shape& start, const Shape& count, std::span<T> values) const {
    part_raw(Way::to_memory, native_type<T>(), start, count, values.data(), values.size());
  }
  void read_bytes(hid_t memory_type, std::span<std::byte> bytes) const {
    read_raw(memory_type, bytes.data());
  }
  [[nodiscard]] std::vector<std::string> read_texts() const;
  /// Texts that lie in the last dimension of an array of characters.
  [[nodiscard]] std::vector<std::string> read_character_texts() const;
  /// Fills this array from the beginning of another of the same type that is at least as long along
  /// every axis.
  void copy_from(const Dataset& other);
  [[nodiscard]] hid_t type_class() const;

 private:
  enum class Way { to_file, to_memory };
  [[nodiscard]] bool holds_type(hid_t type) const;
  /// \throws Error when the array claims more elements than its bytes in the file can hold, before
  ///   memory is set aside for them.
  void require_plausible_size() const;
  void write_raw(hid_t memory_type, const void* values, std::size_t count);
  void read_raw(hid_t memory_type, void* values) const;
  void part_raw(Way way, hid_t memory_type, const Shape& start, const Shape& count, void* values,
                std::size_t size) const;
};

/// A folder inside a file.
class Group : public Object {
 public:
  Group(Handle handle, std::string where) : Object(std::move(handle), std::move(where)) {}

  [[nodiscard]] bool has(const std::string& path) const;
  /// Names of the arrays and groups directly in this group, in the order in which they were made.
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] bool is_array(const std::string& path) const;
  Group create_group(const std::string& path);
  [[nodiscard]] Group group(const std::string& path) const;

  template <class T>
  Dataset create(const std::string& path, const Shape& shape, Storage storage,
                 std::optional<T> fill = std::nullopt) {
    return create_raw(path, native_type<T>(), sizeof(T), shape, storage, fill ? &*fill : nullptr);
  }
  /// An array of texts of any length, in UTF-8.
  Dataset create_texts(const std::string& path, const std::vector<std::string>& texts);
  /// An array of single characters, as netCDF stores texts of a fixed length; zero until written.
  Dataset create_characters(const std::string& path, const Shape& shape, Storage storage);
  Dataset create_bytes(const std::string& path, hid_t type, std::span<const std::byte> bytes,
                       std::size_t count);
  [[nodiscard]] Dataset dataset(const std::string& path) const;

 private:
  Dataset create_raw(const std::string& path, hid_t type, std::size_t element_bytes,
                     const Shape& shape, Storage storage, const void* fill);
};

/// An open file. Its own lock is off: a reader that looks at an unfinished file is not hindered.
class File {
 public:
  /// A new file in the place of whatever stood there, in the format of HDF5 1.8 (whose headers
  /// carry checksums and which has no "open for writing" mark for a killed run to leave behind).
  static File create(const std::filesystem::path& path);
  /// A new file that lies in memory only, until its image is written; `path` is for messages. The
  /// library cannot close a file for which the disk has no room, so what may not fit is made so.
  static File create_in_memory(const std::filesystem::path& path);
  static File open_to_read(const std::filesystem::path& path);
  static File open_to_change(const std::filesystem::path& path);

  [[nodiscard]] Group root() const;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// All bytes of the file. \throws Error
  [[nodiscard]] std::vector<std::byte> image() const;
  /// Writes everything that is left and closes. \throws Error
  void close();

 private:
  File(Handle handle, std::filesystem::path path)
      : handle_(std::move(handle)), path_(std::move(path)) {}
  Handle handle_;
  std::filesystem::path path_;
};

/// Makes a one-dimensional array the coordinate of a dimension, as netCDF-4 does.
void make_dimension(Dataset& coordinate, const std::string& name, int number);
/// Makes a dimension that has a length but no coordinate.
Dataset make_plain_dimension(Group& group, const std::string& name, hsize_t length, int number);
/// Ties axis `axis` of an array to a dimension.
void attach_dimension(Dataset& array, const Dataset& coordinate, unsigned axis);
/// Whether axis `axis` of an array is tied to a dimension.
bool is_attached(const Dataset& array, const Dataset& coordinate, unsigned axis);

}  // namespace buurt::files::hdf5
