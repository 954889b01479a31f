#include "files/hdf5.hpp"

#include "files/hdf5_calls.hpp"

namespace buurt::files::hdf5 {

namespace {

/// Before the first use of the library: it prints its errors unless told not to (ours are
/// exceptions), and when a file could not be closed for want of room it would try again, and crash,
/// at the end of the program. All that is open here closes itself.
void prepare_library() {
  static const bool prepared =
      H5dont_atexit() >= 0 && H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr) >= 0;
  static_cast<void>(prepared);
}

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

}  // namespace buurt::files::hdf5
