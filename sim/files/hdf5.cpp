#include "files/hdf5.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <utility>

#include "files/hdf5_calls.hpp"

namespace buurt::files::hdf5 {

std::unique_lock<std::recursive_mutex> use_library() {
  static std::recursive_mutex mutex;
  return std::unique_lock(mutex);
}

Handle::Handle(Handle&& other) noexcept
    : id_(std::exchange(other.id_, -1)), closer_(std::exchange(other.closer_, nullptr)) {}

Handle& Handle::operator=(Handle&& other) noexcept {
  if (this != &other) {
    close();
    id_ = std::exchange(other.id_, -1);
    closer_ = std::exchange(other.closer_, nullptr);
  }
  return *this;
}

bool Handle::close() noexcept {
  bool closed = true;
  if (id_ >= 0 && closer_ != nullptr) closed = closer_(id_) >= 0;
  id_ = -1;
  return closed;
}

// Attributes --------------------------------------------------------------------------------------

void Object::set_text(const std::string& name, std::string_view text) {
  const Handle type = text_type(where_);
  const std::string copy(text);
  const char* pointer = copy.c_str();
  set_raw(name, type.id(), static_cast<const void*>(&pointer));
}

void Object::set_raw(const std::string& name, hid_t type, const void* value) {
  // A value that is there already is changed where it stands, so that nothing else in the file moves.
  Handle attribute;
  if (has_attribute(name)) {
    attribute = Handle(H5Aopen(id(), name.c_str(), H5P_DEFAULT), H5Aclose);
  } else {
    const Handle space(checked(H5Screate(H5S_SCALAR), where_, "no memory"), H5Sclose);
    attribute = Handle(H5Acreate2(id(), name.c_str(), type, space.id(), H5P_DEFAULT, H5P_DEFAULT),
                       H5Aclose);
  }
  checked(attribute.id(), below(where_, name), "the attribute could not be made");
  checked(H5Awrite(attribute.id(), type, value), below(where_, name),
          "the attribute could not be written");
}

bool Object::has_attribute(const std::string& name) const {
  return checked(H5Aexists(id(), name.c_str()), where_, "could not be read") > 0;
}

std::string Object::text(const std::string& name) const {
  const std::string place = below(where_, name);
  const Handle attribute(checked(H5Aopen(id(), name.c_str(), H5P_DEFAULT), place, "is missing"),
                         H5Aclose);
  const Handle space(checked(H5Aget_space(attribute.id()), place, "could not be read"), H5Sclose);
  const Handle type(checked(H5Aget_type(attribute.id()), place, "could not be read"), H5Tclose);
  if (H5Sget_simple_extent_npoints(space.id()) != 1 || H5Tget_class(type.id()) != H5T_STRING) {
    throw Error(place, "is not a text");
  }
  if (H5Tis_variable_str(type.id()) > 0) {
    const Handle memory_type = text_type(place);
    char* pointer = nullptr;
    checked(H5Aread(attribute.id(), memory_type.id(), static_cast<void*>(&pointer)), place,
            "could not be read");
    std::string result = pointer == nullptr ? "" : pointer;
    H5free_memory(pointer);
    return result;
  }
  std::string result(H5Tget_size(type.id()), '\0');
  checked(H5Aread(attribute.id(), type.id(), result.data()), place, "could not be read");
  return result.substr(0, result.find('\0'));
}

void Object::get_raw(const std::string& name, hid_t type, void* value) const {
  const std::string place = below(where_, name);
  const Handle attribute(checked(H5Aopen(id(), name.c_str(), H5P_DEFAULT), place, "is missing"),
                         H5Aclose);
  const Handle space(checked(H5Aget_space(attribute.id()), place, "could not be read"), H5Sclose);
  if (H5Sget_simple_extent_npoints(space.id()) != 1) throw Error(place, "is not one number");
  checked(H5Aread(attribute.id(), type, value), place, "is not a number");
}

// Dimensions --------------------------------------------------------------------------------------

void make_dimension(Dataset& coordinate, const std::string& name, int number) {
  checked(H5DSset_scale(coordinate.id(), name.c_str()), coordinate.where(),
          "could not become a dimension");
  // The order of dimensions, which netCDF would otherwise guess from the order of arrays.
  coordinate.set_value("_Netcdf4Dimid", number);
}

Dataset make_plain_dimension(Group& group, const std::string& name, hsize_t length, int number) {
  Dataset dimension = group.create<float>(name, {length}, Storage::in_place);
  // netCDF knows such a dimension by this very name with the length in ten places.
  const std::string digits = std::to_string(length);
  make_dimension(dimension,
                 "This is a netCDF dimension but not a netCDF variable." +
                     std::string(10 - std::min<std::size_t>(10, digits.size()), ' ') + digits,
                 number);
  return dimension;
}

void attach_dimension(Dataset& array, const Dataset& coordinate, unsigned axis) {
  checked(H5DSattach_scale(array.id(), coordinate.id(), axis), array.where(),
          "could not be tied to a dimension");
}

bool is_attached(const Dataset& array, const Dataset& coordinate, unsigned axis) {
  return checked(H5DSis_attached(array.id(), coordinate.id(), axis), array.where(),
                 "could not be read") > 0;
}

}  // namespace buurt::files::hdf5
