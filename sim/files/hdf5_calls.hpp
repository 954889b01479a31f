#pragma once
// What every call of the HDF5 library needs: its failures as exceptions, and small things it is given.
// For the files of `hdf5.hpp` only.

#include <string>

#include "files/hdf5.hpp"

namespace buurt::files::hdf5 {

/// \throws NoSpace when the disk is full, else Error, with what the library noted.
[[noreturn]] void fail(const std::string& where, const std::string& what);

/// Passes a result of the library on, or throws when it is negative.
template <class T>
T checked(T result, const std::string& where, const char* what) {
  if (result < 0) fail(where, what);
  return result;
}

/// Texts of any length, UTF-8.
Handle text_type(const std::string& where);
Handle space_of(const Shape& shape, const std::string& where);
/// Links and attributes remember the order in which they were made, which netCDF shows them in.
Handle ordered(hid_t kind, const std::string& where);

inline std::string below(const std::string& where, const std::string& path) {
  return where + ": " + path;
}

}  // namespace buurt::files::hdf5
