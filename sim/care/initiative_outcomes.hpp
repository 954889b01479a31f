#pragma once
// What is measured of initiatives that residents have begun by themselves.

#include <span>

#include "care/declared_outcomes.hpp"
#include "care/group_cells.hpp"

namespace buurt::care {

/// Outcomes of initiatives, in the order of `measure_initiatives`.
std::span<const OutcomeDeclaration> initiative_outcome_declarations();

/// Measures them: `values[outcome * group_count + group]`, as `measure` does. `cells` are those of
/// everybody today.
void measure_initiatives(const World& world, const GroupCells& cells, std::span<double> values);

}  // namespace buurt::care
