#pragma once
// Opening files that this program wrote, with one clear sentence for everything else that a file can
// be.

#include <filesystem>
#include <string>

#include "files/hdf5.hpp"

namespace buurt::files {

/// What a file says of itself in its root attributes `format` and `format_version`.
struct FileKind {
  std::string format;  ///< such as "buurt results"
  int version = 1;
  std::string name;  ///< for messages: "a results file of buurt"
};

FileKind results_kind();
FileKind snapshot_kind();
FileKind sweep_kind();
FileKind calibration_kind();

/// Writes format and version, and that the finished file will carry a seal.
void mark_kind(hdf5::Group& root, const FileKind& kind);
/// From now on the file counts as damaged when its seal is missing.
void mark_sealed(hdf5::Group& root);

/// Opens a file of this kind. The seal is checked before the HDF5 library sees the file, so a changed
/// byte cannot mislead it.
/// \throws UserError when the file is missing, is not HDF5, is cut off or damaged, was not made by
///   buurt, is of another kind, or has another format version.
hdf5::File open_own_file(const std::filesystem::path& path, const FileKind& kind);

}  // namespace buurt::files
