#pragma once
// Parameter sets that a calibration accepted, to be taken forward together.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "files/parameter_catalogue.hpp"
#include "files/scenario.hpp"

namespace buurt::files {

/// Values of some parameters, by name.
using ParameterValues = std::map<std::string, double>;
/// Several of them, all of the same parameters.
using ParameterSets = std::vector<ParameterValues>;

/// Reads what `buurt calibrate --json` printed: the list `accepted`, each with its `parameters`. The
/// sets come shuffled, always alike, so that the first few are as good as any others.
/// \param call   its `set` (what the sets hold cannot be set besides) and `allow_out_of_range`
/// \throws engine::UserError with all faults
[[nodiscard]] ParameterSets read_accepted_sets(const std::filesystem::path& file,
                                               const ParameterCatalogue& catalogue,
                                               const ScenarioOptions& call = {});

}  // namespace buurt::files
