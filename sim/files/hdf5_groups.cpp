#include "files/hdf5.hpp"

#include <algorithm>
#include <stdexcept>

#include "files/hdf5_calls.hpp"

namespace buurt::files::hdf5 {

namespace {

constexpr std::size_t largest_chunk_bytes = std::size_t{1} << 20U;
constexpr unsigned deflate_level = 4;

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

Handle with_parents(const std::string& where) {
  Handle properties(checked(H5Pcreate(H5P_LINK_CREATE), where, "no memory"), H5Pclose);
  checked(H5Pset_create_intermediate_group(properties.id(), 1), where, "no memory");
  checked(H5Pset_char_encoding(properties.id(), H5T_CSET_UTF8), where, "no memory");
  return properties;
}

}  // namespace

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

}  // namespace buurt::files::hdf5
