#pragma once
// Engine snapshots on disk: all state of one week, to go on from there another day. Several threads
// may write and read snapshots at once.

#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/snapshot.hpp"

namespace buurt::files {

/// What a snapshot says of the run it was taken from.
struct SnapshotHeader {
  std::string scenario_json;
  std::string parameters_json;
  std::string buurt_version;
  std::uint64_t seed = 0;
  int replicate = 0;
  int week = 0;  ///< the snapshot holds the state at the end of this week; negative in burn-in

  friend bool operator==(const SnapshotHeader&, const SnapshotHeader&) = default;
};

/// A snapshot as read.
struct SnapshotFile {
  SnapshotHeader header;
  engine::Snapshot state;
};

/// Writes all items in their order. The file takes its name only when it is whole and sealed; an
/// older file of that name stays until then.
/// \throws UserError when the folder is missing or cannot be written, DiskFull, RunError.
void write_snapshot(const std::filesystem::path& path, const engine::Snapshot& snapshot,
                    const SnapshotHeader& header);

/// Reads what a snapshot says of its run; that its bytes are whole is looked at too.
/// \throws UserError as `read_snapshot` does, but for state that is missing.
SnapshotHeader read_snapshot_header(const std::filesystem::path& path);

/// Reads the whole snapshot or nothing.
/// \throws UserError when the file is missing, is not HDF5, is cut off or damaged in any bit, was not
///   made by buurt, is not a snapshot, or has another format version.
SnapshotFile read_snapshot(const std::filesystem::path& path);

}  // namespace buurt::files
