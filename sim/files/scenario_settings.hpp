#pragma once
// The `--set path=value` of a call, written into a scenario before it is checked.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "files/fault_list.hpp"
#include "files/parameter_catalogue.hpp"

namespace buurt::files {

/// The paths of a scenario that hold one value each (`weeks`, `output.every_weeks`), by its schema.
[[nodiscard]] std::vector<std::string> settable_paths(const nlohmann::json& scenario_schema);

/// Writes each setting into `document` and names it as the origin of what stands there. A value is
/// JSON, or else a text: `weeks=52`, `municipality=bruges`. Adds a fault for what is no setting or
/// names neither a path nor a parameter.
void apply_settings(const std::vector<std::string>& settings, const nlohmann::json& scenario_schema,
                    const ParameterCatalogue& catalogue, nlohmann::json& document,
                    FaultList& faults);

}  // namespace buurt::files
