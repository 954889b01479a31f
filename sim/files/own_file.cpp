#include "files/own_file.hpp"

#include "files/disk.hpp"

namespace buurt::files {

namespace fs = std::filesystem;
using engine::UserError;

FileKind results_kind() { return {"buurt results", 1, "a results file of buurt"}; }
FileKind snapshot_kind() { return {"buurt snapshot", 1, "a snapshot of buurt"}; }
FileKind sweep_kind() { return {"buurt sweep", 1, "a sweep of buurt"}; }
FileKind calibration_kind() { return {"buurt calibration", 1, "a calibration of buurt"}; }

void mark_kind(hdf5::Group& root, const FileKind& kind) {
  root.set_text("format", kind.format);
  root.set_value("format_version", kind.version);
  root.set_value("sealed", 0);
}

void mark_sealed(hdf5::Group& root) { root.set_value("sealed", 1); }

hdf5::File open_own_file(const fs::path& path, const FileKind& kind) {
  const auto wrong = [&](const std::string& what) { return UserError(path.string(), what); };
  if (!begins_as_hdf5(path)) throw wrong("is not an HDF5 file, so not " + kind.name);
  const Seal seal = check_seal(path);
  if (seal == Seal::broken) {
    throw wrong("is damaged: its bytes are not those that were written");
  }
  try {
    hdf5::File file = hdf5::File::open_to_read(path);
    const hdf5::Group root = file.root();
    if (!root.has_attribute("format") || !root.has_attribute("format_version")) {
      throw wrong("is an HDF5 file of another program, not " + kind.name);
    }
    const std::string format = root.text("format");
    if (format != kind.format) {
      for (const FileKind& other :
           {results_kind(), snapshot_kind(), sweep_kind(), calibration_kind()}) {
        if (format == other.format) throw wrong("is " + other.name + ", not " + kind.name);
      }
      throw wrong("is an HDF5 file of another program ('" + format + "'), not " + kind.name);
    }
    const int version = root.value<int>("format_version");
    if (version != kind.version) {
      throw wrong("has format version " + std::to_string(version) +
                  "; this program reads version " + std::to_string(kind.version) +
                  (version > kind.version ? ", so a newer buurt is needed"
                                          : ", so an older buurt is needed"));
    }
    if (root.value<int>("sealed") == 1 && seal == Seal::absent) {
      throw wrong("was cut off or changed after it was written");
    }
    return file;
  } catch (const hdf5::Error& error) {
    throw wrong("is cut off or damaged (" + error.reason() + ")");
  }
}

}  // namespace buurt::files
