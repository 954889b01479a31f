#pragma once
// Life stories of a simulation in the shape in which results files hold them.

#include <string>

#include "experiment/simulation.hpp"
#include "files/traces.hpp"

namespace buurt::experiment {

/// Adds the stories of one arm.
void add_stories(files::Traces& traces, const Simulation& simulation, const std::string& arm);

}  // namespace buurt::experiment
