#include "files/snapshot_file.hpp"

#include <cstddef>
#include <system_error>
#include <utility>
#include <vector>

#include "files/disk.hpp"
#include "files/hdf5.hpp"
#include "files/own_file.hpp"

namespace buurt::files {

namespace fs = std::filesystem;
using engine::ElementType;
using engine::Snapshot;
using engine::UserError;

namespace {

hid_t hdf5_type(ElementType type) {
  switch (type) {
    case ElementType::u8: return H5T_NATIVE_UINT8;
    case ElementType::i8: return H5T_NATIVE_INT8;
    case ElementType::u16: return H5T_NATIVE_UINT16;
    case ElementType::i16: return H5T_NATIVE_INT16;
    case ElementType::u32: return H5T_NATIVE_UINT32;
    case ElementType::i32: return H5T_NATIVE_INT32;
    case ElementType::u64: return H5T_NATIVE_UINT64;
    case ElementType::i64: return H5T_NATIVE_INT64;
    case ElementType::f32: return H5T_NATIVE_FLOAT;
    case ElementType::f64: return H5T_NATIVE_DOUBLE;
  }
  return H5I_INVALID_HID;
}

/// The element type of an array in the file.
ElementType element_type_of(const hdf5::Dataset& array) {
  if (array.holds<std::uint8_t>()) return ElementType::u8;
  if (array.holds<std::int8_t>()) return ElementType::i8;
  if (array.holds<std::uint16_t>()) return ElementType::u16;
  if (array.holds<std::int16_t>()) return ElementType::i16;
  if (array.holds<std::uint32_t>()) return ElementType::u32;
  if (array.holds<std::int32_t>()) return ElementType::i32;
  if (array.holds<std::uint64_t>()) return ElementType::u64;
  if (array.holds<std::int64_t>()) return ElementType::i64;
  if (array.holds<float>()) return ElementType::f32;
  if (array.holds<double>()) return ElementType::f64;
  throw hdf5::Error(array.where(), "has elements of an unknown kind");
}

std::uint64_t bytes_of(const Snapshot& snapshot, const SnapshotHeader& header) {
  std::uint64_t bytes = header.scenario_json.size() + header.parameters_json.size() + 64 * 1024;
  for (const Snapshot::Item& item : snapshot.items) bytes += item.bytes.size() + 1024;
  return bytes;
}

void write_items(const fs::path& path, const Snapshot& snapshot, const SnapshotHeader& header) {
  // Once to see that there is room, and again because a new file begins with none.
  reserve_room(path, bytes_of(snapshot, header));
  hdf5::File file = hdf5::File::create(path);
  reserve_room(path, bytes_of(snapshot, header));
  {
    hdf5::Group root = file.root();
    mark_kind(root, snapshot_kind());
    root.set_text("buurt_version", header.buurt_version);
    root.set_value("seed", header.seed);
    root.set_value("replicate", header.replicate);
    root.set_value("week", header.week);
    root.set_value("state_hash", snapshot.hash);
    root.set_text("scenario", header.scenario_json);
    root.set_text("parameters", header.parameters_json);
    std::vector<std::string> names;
    for (const Snapshot::Item& item : snapshot.items) names.push_back(item.name);
    root.create_texts("items", names);
    hdf5::Group state = root.create_group("state");
    for (const Snapshot::Item& item : snapshot.items) {
      state.create_bytes(item.name, hdf5_type(item.type), item.bytes, item.count);
    }
    mark_sealed(root);
  }
  file.close();
  seal_file(path);
}

SnapshotHeader header_in(const hdf5::Group& root) {
  SnapshotHeader header;
  header.scenario_json = root.text("scenario");
  header.parameters_json = root.text("parameters");
  header.buurt_version = root.text("buurt_version");
  header.seed = root.value<std::uint64_t>("seed");
  header.replicate = root.value<int>("replicate");
  header.week = root.value<int>("week");
  return header;
}

Snapshot::Item read_item(const hdf5::Group& state, const std::string& name,
                         std::uint64_t file_bytes) {
  const hdf5::Dataset array = state.dataset(name);
  if (array.shape().size() != 1) throw hdf5::Error(array.where(), "is not a list");
  Snapshot::Item item;
  item.name = name;
  item.type = element_type_of(array);
  item.count = array.size();
  // Before memory is set aside: no array is larger than the file it lies in.
  if (item.count > file_bytes / engine::element_size(item.type)) {
    throw hdf5::Error(array.where(), "claims to be larger than the file");
  }
  item.bytes.resize(item.count * engine::element_size(item.type));
  array.read_bytes(hdf5_type(item.type), item.bytes);
  return item;
}

}  // namespace

void write_snapshot(const fs::path& path, const Snapshot& snapshot, const SnapshotHeader& header) {
  const auto turn = hdf5::use_library();
  const fs::path target = resolved_target(path);
  check_target(target, Overwrite::allow);
  const fs::path writing = beside(target, ".writing");
  const auto remove_remains = [&] {
    std::error_code error;
    fs::remove(writing, error);
  };
  { const Descriptor writable = open_to_write(writing, target); }
  try {
    write_items(writing, snapshot, header);
    replace_file(writing, target);
  } catch (const hdf5::NoSpace&) {
    remove_remains();
    throw DiskFull(target, bytes_of(snapshot, header));
  } catch (const DiskFull&) {
    remove_remains();
    throw DiskFull(target, bytes_of(snapshot, header));
  } catch (...) {
    remove_remains();
    throw;
  }
}

SnapshotHeader read_snapshot_header(const fs::path& path) {
  const auto turn = hdf5::use_library();
  const hdf5::File file = open_own_file(path, snapshot_kind());
  try {
    return header_in(file.root());
  } catch (const hdf5::Error& error) {
    throw UserError(path.string(), "is cut off or damaged (" + error.reason() + ")");
  }
}

SnapshotFile read_snapshot(const fs::path& path) {
  const auto turn = hdf5::use_library();
  const hdf5::File file = open_own_file(path, snapshot_kind());
  try {
    const hdf5::Group root = file.root();
    SnapshotFile result;
    result.header = header_in(root);
    result.state.hash = root.value<std::uint64_t>("state_hash");
    const hdf5::Group state = root.group("state");
    const std::uint64_t file_bytes = fs::file_size(path);
    for (const std::string& name : root.dataset("items").read_texts()) {
      result.state.items.push_back(read_item(state, name, file_bytes));
    }
    return result;
  } catch (const hdf5::Error& error) {
    throw UserError(path.string(), "is cut off or damaged (" + error.reason() + ")");
  }
}

}  // namespace buurt::files
