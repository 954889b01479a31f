#pragma once
// What is measured, how it is defined, and for whom. Measuring takes the world as const and draws
// nothing at random, so a run is the same with any outputs on or off.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "care/care_by_person.hpp"
#include "care/network_diagnostics.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// An outcome as users know it. Units and definitions follow the surveys it is compared with.
struct OutcomeDeclaration {
  std::string_view name;
  std::string_view long_name;
  std::string_view units;
  std::string_view definition;
  std::string_view better;  ///< "lower", "higher" or "neither"
};

struct GroupDeclaration {
  std::string_view name;
  std::string_view definition;
};

/// All outcomes that have a value for each group, in the order of `measure`.
std::span<const OutcomeDeclaration> outcome_declarations();
/// Whether an outcome counts what happened since the week recorded before, so that values of several
/// weeks are to be added up; all others are levels or rates of a week.
bool counts_happenings(const OutcomeDeclaration& outcome);
/// Outcomes that have a value for each neighbourhood.
std::span<const OutcomeDeclaration> neighbourhood_outcome_declarations();
/// All groups, in the order of `Group`.
std::span<const GroupDeclaration> group_declarations();

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
