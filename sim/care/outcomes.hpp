#pragma once
// How outcomes are measured. Measuring takes the world as const and draws nothing at random, so a run
// is the same with any outputs on or off.

#include <span>
#include <string>
#include <vector>

#include "care/care_by_person.hpp"
#include "care/declared_outcomes.hpp"
#include "care/network_diagnostics.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Measures every outcome for every group: `values[outcome * group_count + group]`. Not-a-number
/// where an outcome has no meaning for a group or the group is empty. Flows are those since they
/// were last set to zero.
void measure(const World& world, const NetworkDiagnostics& diagnostics, std::span<double> values);
/// The same when what people need, get and give has been worked out already.
void measure(const World& world, const NetworkDiagnostics& diagnostics, const CareByPerson& care,
             std::span<double> values);

/// Names of the neighbourhoods in the order of `World::neighbourhoods`: the area, and a number in it.
std::vector<std::string> neighbourhood_names(const World& world);

/// Where the middle of a neighbourhood lies, in metres.
struct NeighbourhoodPosition {
  double x = 0.0;
  double y = 0.0;
};
/// Positions of the neighbourhoods in the order of `World::neighbourhoods`. The municipality is made
/// up: so is the plane.
std::vector<NeighbourhoodPosition> neighbourhood_positions(const World& world);

/// Measures outcomes by neighbourhood: `values[outcome * neighbourhoods + neighbourhood]`.
void measure_neighbourhoods(const World& world, std::span<double> values);
void measure_neighbourhoods(const World& world, const CareByPerson& care, std::span<double> values);

}  // namespace buurt::care
