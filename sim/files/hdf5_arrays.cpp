#include "files/hdf5.hpp"

#include <stdexcept>

#include "files/hdf5_calls.hpp"

namespace buurt::files::hdf5 {

Shape Dataset::shape() const {
  const Handle space(checked(H5Dget_space(id()), where_, "could not be read"), H5Sclose);
  const int rank = checked(H5Sget_simple_extent_ndims(space.id()), where_, "could not be read");
  Shape shape(static_cast<std::size_t>(rank));
  checked(H5Sget_simple_extent_dims(space.id(), shape.data(), nullptr), where_,
          "could not be read");
  return shape;
}

std::size_t Dataset::size() const {
  std::size_t size = 1;
  for (const hsize_t extent : shape()) size *= extent;
  return size;
}

std::uint64_t Dataset::stored_bytes() const { return H5Dget_storage_size(id()); }

void Dataset::require_plausible_size() const {
  // Deflate makes nothing smaller than about a thousandth.
  constexpr std::uint64_t most_elements_a_byte = 1100;
  const Shape extents = shape();
  std::uint64_t room = stored_bytes() * most_elements_a_byte;
  for (const hsize_t extent : extents) {
    if (extent == 0) return;
    room /= extent;
  }
  if (room == 0) throw Error(where_, "claims to be larger than it is");
}

std::uint64_t Dataset::address() const {
  const haddr_t address = H5Dget_offset(id());
  if (address == HADDR_UNDEF) fail(where_, "has no fixed place in the file");
  return address;
}

hid_t Dataset::type_class() const {
  const Handle type(checked(H5Dget_type(id()), where_, "could not be read"), H5Tclose);
  return H5Tget_class(type.id());
}

bool Dataset::holds_type(hid_t type) const {
  const Handle own(checked(H5Dget_type(id()), where_, "could not be read"), H5Tclose);
  return H5Tequal(own.id(), type) > 0;
}

void Dataset::write_raw(hid_t memory_type, const void* values, std::size_t count) {
  if (count != size()) throw std::logic_error(where_ + ": the number of values is wrong");
  if (count == 0) return;
  checked(H5Dwrite(id(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), where_,
          "could not be written");
}

void Dataset::read_raw(hid_t memory_type, void* values) const {
  if (size() == 0) return;
  checked(H5Dread(id(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), where_,
          "could not be read");
}

void Dataset::part_raw(Way way, hid_t memory_type, const Shape& start, const Shape& count,
                       void* values, std::size_t size) const {
  hsize_t points = 1;
  for (const hsize_t extent : count) points *= extent;
  if (points != size) throw std::logic_error(where_ + ": the number of values is wrong");
  if (points == 0) return;
  const Handle space(checked(H5Dget_space(id()), where_, "could not be read"), H5Sclose);
  checked(
      H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
      where_, "has another shape");
  const Handle memory = space_of({points}, where_);
  if (way == Way::to_file) {
    checked(H5Dwrite(id(), memory_type, memory.id(), space.id(), H5P_DEFAULT, values), where_,
            "could not be written");
  } else {
    checked(H5Dread(id(), memory_type, memory.id(), space.id(), H5P_DEFAULT, values), where_,
            "could not be read");
  }
}

void Dataset::copy_from(const Dataset& other) {
  const Handle type(checked(H5Dget_type(other.id()), where_, "could not be read"), H5Tclose);
  std::vector<std::byte> bytes(size() * H5Tget_size(type.id()));
  const Shape count = shape();
  other.part_raw(Way::to_memory, type.id(), Shape(count.size(), 0), count, bytes.data(), size());
  write_raw(type.id(), bytes.data(), size());
}

std::vector<std::string> Dataset::read_texts() const {
  const Handle type(checked(H5Dget_type(id()), where_, "could not be read"), H5Tclose);
  if (H5Tget_class(type.id()) != H5T_STRING) throw Error(where_, "does not hold texts");
  require_plausible_size();
  std::vector<std::string> texts(size());
  if (texts.empty()) return texts;
  if (H5Tis_variable_str(type.id()) <= 0) throw Error(where_, "does not hold texts of any length");
  const Handle memory_type = text_type(where_);
  const Handle space(checked(H5Dget_space(id()), where_, "could not be read"), H5Sclose);
  std::vector<char*> pointers(texts.size(), nullptr);
  read_raw(memory_type.id(), static_cast<void*>(pointers.data()));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (pointers[i] != nullptr) texts[i] = pointers[i];
  }
  H5Dvlen_reclaim(memory_type.id(), space.id(), H5P_DEFAULT, static_cast<void*>(pointers.data()));
  return texts;
}

std::vector<std::string> Dataset::read_character_texts() const {
  if (type_class() != H5T_STRING || shape().empty()) throw Error(where_, "does not hold texts");
  require_plausible_size();
  std::string all(size(), '\0');
  read_raw(H5T_C_S1, all.data());
  const auto width = static_cast<std::size_t>(shape().back());
  std::vector<std::string> texts;
  for (std::size_t at = 0; at < all.size(); at += width) {
    const std::string text = all.substr(at, width);
    texts.push_back(text.substr(0, text.find('\0')));
  }
  return texts;
}

}  // namespace buurt::files::hdf5
