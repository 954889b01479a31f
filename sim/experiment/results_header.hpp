#pragma once
// What a results file says of the run that it holds.

#include <string>

#include "experiment/simulation.hpp"
#include "files/parameter_catalogue.hpp"
#include "files/results_layout.hpp"
#include "files/scenario.hpp"

namespace buurt::experiment {

/// All parameters with value, default, range, unit, source and grade, as JSON.
[[nodiscard]] std::string parameters_json(const files::Scenario& scenario,
                                          const files::ParameterCatalogue& catalogue);

/// Everything about a run that is known before it starts; its one arm is the baseline.
/// \param world   any replicate's, for the names of neighbourhoods
[[nodiscard]] files::ResultsHeader results_header(const files::Scenario& scenario,
                                                  const files::ParameterCatalogue& catalogue,
                                                  const ModelInput& input,
                                                  const std::string& command_line,
                                                  const care::World& world);

}  // namespace buurt::experiment
