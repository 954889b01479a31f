#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "files/programmes.hpp"

namespace buurt::files {

/// A programme before its defaults are filled in, and where it stands.
struct ProgrammeReader::Entry {
  nlohmann::json document;
  std::string path;
  /// Where each part stands; for one that is taken in by name, where the name stands.
  std::vector<std::string> part_paths;
  bool repaired = false;  ///< what was faulty is left out, so that the rest can be looked at too
};

}  // namespace buurt::files
