#pragma once
// The few numbers that an experiment keeps of a whole run.

#include <string>
#include <vector>

#include "experiment/simulation.hpp"
#include "files/experiment.hpp"

namespace buurt::experiment {

/// What an experiment keeps, made of the record of a run: one number each, in the order of the
/// experiment. Weeks without a value are left out of means; not-a-number when no week has one.
[[nodiscard]] std::vector<double> kept_values(const std::vector<files::KeptOutcome>& kept,
                                              const Record& record,
                                              const std::vector<int>& recorded_weeks);

/// The unit of what is kept.
[[nodiscard]] std::string units_of(const files::KeptOutcome& kept);

/// What is kept, as a sentence: "Lonely people as a share of People aged 16 and over, …".
[[nodiscard]] std::string in_words(const files::KeptOutcome& kept);

}  // namespace buurt::experiment
