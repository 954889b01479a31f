#pragma once
// The simulator as designs and emulators see it: parameters in, a few numbers out.

#include <atomic>

#include "experiment/design/evaluation.hpp"
#include "experiment/design/parameter_space.hpp"
#include "files/experiment.hpp"

namespace buurt::experiment {

/// The parameters that an experiment varies, with their units.
[[nodiscard]] std::vector<VariedParameter> varied_parameters(
    const files::Experiment& experiment, const files::ParameterCatalogue& catalogue);

/// Simulates the scenario of an experiment with its varied parameters set, the burn-in included, and
/// gives what the experiment keeps. A replicate has the same seed at every point. Throws
/// engine::Interrupted soon after the flag is set.
/// \throws UserError when the municipality file is wrong.
[[nodiscard]] PointModel simulated_model(const files::Experiment& experiment,
                                         const files::ParameterCatalogue& catalogue,
                                         const std::atomic<bool>* interrupted);

}  // namespace buurt::experiment
