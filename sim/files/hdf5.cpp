#include "files/hdf5.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace buurt::files::hdf5 {

namespace {

constexpr std::size_t largest_chunk_bytes = std::size_t{1} << 20U;
constexpr unsigned deflate_level = 4;

/// What the library noted at the innermost place where something failed.
std::string innermost_reason() {
  std::string text;
  const auto visit = [](unsigned, const H5E_error2_t* error, void* data) -> herr_t {
    *static_cast<std::string*>(data) = error->desc == nullptr ? "" : error->desc;
    return 1;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, visit, &text);
  return text.empty() ? "no reason given" : text;
}

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  const std::string reason = innermost_reason();
  if (reason.find("errno = 28") != std::string::npos ||
      reason.find("No space left") != std::string::npos) {
    throw NoSpace(where, what + ": the disk is full");
  }
  throw Error(where, what + " (HDF5: " + reason + ")");
}

/// Passes a result of the library on, or throws when it is negative.
template <class T>
T checked(T result, const std::string& where, const char* what) {
  if (result < 0) fail(where, what);
  return result;
}

/// Before the first use of the library: it prints its errors unless told not to (ours are
/// exceptions), and when a file could not be closed for want of room it would try again, and crash,
/// at the end of the program. All that is open here closes itself.
void prepare_library() {
  static const bool prepared =
      H5dont_atexit() >= 0 && H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr) >= 0;
  static_cast<void>(prepared);
}

Handle text_type(const std::string& where) {
  Handle type(checked(H5Tcopy(H5T_C_S1), where, "no memory for a type"), H5Tclose);
  checked(H5Tset_size(type.id(), H5T_VARIABLE), where, "no text type");
  checked(H5Tset_cset(type.id(), H5T_CSET_UTF8), where, "no text type");
  return type;
}

Handle space_of(const Shape& shape, const std::string& where) {
  return {checked(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), where,
                  "the shape of an array is not possible"),
          H5Sclose};
}

/// Whole trailing dimensions as long as they fit: one variable is then read in a few large pieces.
Shape chunk_shape(const Shape& shape, std::size_t element_bytes) {
  Shape chunk(shape.size(), 1);
  std::size_t room = std::max<std::size_t>(1, largest_chunk_bytes / element_bytes);
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    chunk[axis] = std::clamp<hsize_t>(shape[axis], 1, room);
    room /= chunk[axis];
    if (chunk[axis] < shape[axis]) break;
  }
  return chunk;
}

std::string below(const std::string& where, const std::string& path) { return where + ": " + path; }

}  // namespace

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

// Arrays ------------------------------------------------------------------------------------------

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

// Groups ------------------------------------------------------------------------------------------

bool Group::has(const std::string& path) const {
  // The library wants every step of a path to exist before it looks at the next.
  for (std::size_t end = 0; end != std::string::npos;) {
    end = path.find('/', end + 1);
    if (H5Lexists(id(), path.substr(0, end).c_str(), H5P_DEFAULT) <= 0) return false;
  }
  return true;
}

std::vector<std::string> Group::names() const {
  std::vector<std::string> names;
  const auto visit = [](hid_t, const char* name, const H5L_info_t*, void* data) -> herr_t {
    static_cast<std::vector<std::string>*>(data)->emplace_back(name);
    return 0;
  };
  checked(H5Literate(id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, visit, &names), where_,
          "could not be listed");
  return names;
}

bool Group::is_array(const std::string& path) const {
  const Handle object(H5Oopen(id(), path.c_str(), H5P_DEFAULT), H5Oclose);
  return object.id() >= 0 && H5Iget_type(object.id()) == H5I_DATASET;
}

namespace {

/// Links and attributes remember the order in which they were made, which netCDF shows them in.
Handle ordered(hid_t kind, const std::string& where) {
  Handle properties(checked(H5Pcreate(kind), where, "no memory"), H5Pclose);
  constexpr unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  if (kind != H5P_DATASET_CREATE) {
    checked(H5Pset_link_creation_order(properties.id(), order), where, "no memory");
  }
  checked(H5Pset_attr_creation_order(properties.id(), order), where, "no memory");
  // No times of day inside: the same run gives the same bytes.
  checked(H5Pset_obj_track_times(properties.id(), false), where, "no memory");
  return properties;
}

Handle with_parents(const std::string& where) {
  Handle properties(checked(H5Pcreate(H5P_LINK_CREATE), where, "no memory"), H5Pclose);
  checked(H5Pset_create_intermediate_group(properties.id(), 1), where, "no memory");
  checked(H5Pset_char_encoding(properties.id(), H5T_CSET_UTF8), where, "no memory");
  return properties;
}

}  // namespace

Group Group::create_group(const std::string& path) {
  const Handle creation = ordered(H5P_GROUP_CREATE, where_);
  const Handle links = with_parents(where_);
  return {Handle(checked(H5Gcreate2(id(), path.c_str(), links.id(), creation.id(), H5P_DEFAULT),
                         below(where_, path), "the group could not be made"),
                 H5Gclose),
          below(where_, path)};
}

Group Group::group(const std::string& path) const {
  return {Handle(checked(H5Gopen2(id(), path.c_str(), H5P_DEFAULT), below(where_, path),
                         "is missing or cannot be read"),
                 H5Gclose),
          below(where_, path)};
}

Dataset Group::create_raw(const std::string& path, hid_t type, std::size_t element_bytes,
                          const Shape& shape, Storage storage, const void* fill) {
  const std::string place = below(where_, path);
  const Handle creation = ordered(H5P_DATASET_CREATE, place);
  if (fill != nullptr) {
    checked(H5Pset_fill_value(creation.id(), type, fill), place, "no fill value");
  }
  const bool empty = std::find(shape.begin(), shape.end(), 0U) != shape.end();
  if (storage == Storage::in_place || shape.empty() || empty) {
    checked(H5Pset_alloc_time(creation.id(), H5D_ALLOC_TIME_EARLY), place, "no room");
  } else {
    const Shape chunk = chunk_shape(shape, element_bytes);
    checked(H5Pset_chunk(creation.id(), static_cast<int>(chunk.size()), chunk.data()), place,
            "no chunks");
    checked(H5Pset_shuffle(creation.id()), place, "cannot be shuffled");
    checked(H5Pset_deflate(creation.id(), deflate_level), place, "cannot be compressed");
  }
  const Handle space = space_of(shape, place);
  const Handle links = with_parents(place);
  return {Handle(checked(H5Dcreate2(id(), path.c_str(), type, space.id(), links.id(), creation.id(),
                                    H5P_DEFAULT),
                         place, "the array could not be made"),
                 H5Dclose),
          place};
}

Dataset Group::create_texts(const std::string& path, const std::vector<std::string>& texts) {
  const std::string place = below(where_, path);
  const Handle type = text_type(place);
  Dataset dataset =
      create_raw(path, type.id(), sizeof(char*), {texts.size()}, Storage::in_place, nullptr);
  std::vector<const char*> pointers;
  pointers.reserve(texts.size());
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  if (!pointers.empty()) {
    checked(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT,
                     static_cast<const void*>(pointers.data())),
            place, "could not be written");
  }
  return dataset;
}

Dataset Group::create_characters(const std::string& path, const Shape& shape, Storage storage) {
  constexpr char zero = '\0';
  return create_raw(path, H5T_C_S1, 1, shape, storage, &zero);
}

Dataset Group::create_bytes(const std::string& path, hid_t type, std::span<const std::byte> bytes,
                            std::size_t count) {
  if (bytes.size() != count * H5Tget_size(type)) {
    throw std::logic_error(below(where_, path) + ": the number of bytes is wrong");
  }
  Dataset dataset = create_raw(path, type, H5Tget_size(type), {count}, Storage::in_place, nullptr);
  if (count > 0) {
    checked(H5Dwrite(dataset.id(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()),
            below(where_, path), "could not be written");
  }
  return dataset;
}

Dataset Group::dataset(const std::string& path) const {
  return {Handle(checked(H5Dopen2(id(), path.c_str(), H5P_DEFAULT), below(where_, path),
                         "is missing or cannot be read"),
                 H5Dclose),
          below(where_, path)};
}

// Files -------------------------------------------------------------------------------------------

namespace {

Handle file_access(const std::string& where) {
  prepare_library();
  Handle properties(checked(H5Pcreate(H5P_FILE_ACCESS), where, "no memory"), H5Pclose);
  checked(H5Pset_libver_bounds(properties.id(), H5F_LIBVER_V18, H5F_LIBVER_V18), where,
          "this HDF5 library is too old");
  checked(H5Pset_file_locking(properties.id(), false, true), where, "no memory");
  return properties;
}

}  // namespace

File File::create(const std::filesystem::path& path) {
  const std::string where = path.string();
  const Handle access = file_access(where);
  const Handle creation = ordered(H5P_FILE_CREATE, where);
  return {Handle(checked(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), where,
                         "could not be made"),
                 H5Fclose),
          path};
}

File File::create_in_memory(const std::filesystem::path& path) {
  constexpr std::size_t growth = std::size_t{4} << 20U;
  const std::string where = path.string();
  const Handle access = file_access(where);
  checked(H5Pset_fapl_core(access.id(), growth, false), where, "no memory");
  const Handle creation = ordered(H5P_FILE_CREATE, where);
  return {Handle(checked(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), where,
                         "could not be made in memory"),
                 H5Fclose),
          path};
}

std::vector<std::byte> File::image() const {
  const std::string where = path_.string();
  checked(H5Fflush(handle_.id(), H5F_SCOPE_GLOBAL), where, "could not be brought together");
  const auto size = checked(H5Fget_file_image(handle_.id(), nullptr, 0), where, "has no image");
  // The bytes themselves not by H5Fget_file_image: it spoils the checksum of the first block in files
  // of HDF5 1.8's format.
  void* start = nullptr;
  checked(H5Fget_vfd_handle(handle_.id(), H5P_DEFAULT, &start), where, "has no image");
  const auto* bytes = *static_cast<const std::byte* const*>(start);
  return {bytes, bytes + size};
}

File File::open_to_read(const std::filesystem::path& path) {
  prepare_library();
  const Handle access(checked(H5Pcreate(H5P_FILE_ACCESS), path.string(), "no memory"), H5Pclose);
  checked(H5Pset_file_locking(access.id(), false, true), path.string(), "no memory");
  return {Handle(checked(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.id()), path.string(),
                         "could not be opened"),
                 H5Fclose),
          path};
}

File File::open_to_change(const std::filesystem::path& path) {
  const Handle access = file_access(path.string());
  return {Handle(checked(H5Fopen(path.c_str(), H5F_ACC_RDWR, access.id()), path.string(),
                         "could not be opened"),
                 H5Fclose),
          path};
}

Group File::root() const {
  return {
      Handle(checked(H5Gopen2(handle_.id(), "/", H5P_DEFAULT), path_.string(), "could not be read"),
             H5Gclose),
      path_.string()};
}

void File::close() {
  if (!handle_.close()) fail(path_.string(), "could not be written to its end");
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
