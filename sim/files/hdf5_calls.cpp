#include "files/hdf5_calls.hpp"

namespace buurt::files::hdf5 {

namespace {

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

}  // namespace

void fail(const std::string& where, const std::string& what) {
  const std::string reason = innermost_reason();
  if (reason.find("errno = 28") != std::string::npos ||
      reason.find("No space left") != std::string::npos) {
    throw NoSpace(where, what + ": the disk is full");
  }
  throw Error(where, what + " (HDF5: " + reason + ")");
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

}  // namespace buurt::files::hdf5
