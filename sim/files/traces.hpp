#pragma once
// Life stories in a results file: group `/traces`, one element a line told.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "files/hdf5.hpp"

namespace buurt::files {

/// Somebody whose story is told, with what is said of him or her at the start.
struct TracedPerson {
  std::string arm;
  std::uint64_t person = 0;  ///< identity
  std::string introduction;
};

/// One line of a story.
struct TraceLine {
  std::string arm;
  std::uint64_t person = 0;
  int week = 0;
  std::string event;  ///< name of the kind of event
  std::string sentence;
};

/// Stories of one replicate, the first, of every arm.
struct Traces {
  std::vector<TracedPerson> people;
  std::vector<TraceLine> lines;
};

/// Makes `/traces`: `arm`, `person`, `week`, `event`, `sentence` along `line`, and `/traces/people`.
void write_traces(hdf5::File& file, const Traces& traces);

/// \throws UserError when the file is not whole, not results of buurt, or holds no stories.
Traces read_traces(const std::filesystem::path& path);

}  // namespace buurt::files
