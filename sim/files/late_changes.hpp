#pragma once
// Changes that begin when a run is over.

#include <string>
#include <vector>

#include "files/comparison.hpp"
#include "files/scenario.hpp"

namespace buurt::files {

/// One sentence for each programme, shock, payer and change of a budget of a scenario that begins in its
/// last week or later, so that nothing of it is in the results. It is no fault: a short run of a long
/// scenario is a way to try it out.
[[nodiscard]] std::vector<std::string> late_changes(const Scenario& scenario);

/// The same of the baseline and then of what each arm adds, with the name of the arm.
[[nodiscard]] std::vector<std::string> late_changes(const Comparison& comparison);

}  // namespace buurt::files
