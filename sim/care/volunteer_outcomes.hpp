#pragma once
// What is measured of volunteers, of needs that others see, and of how readily people ask.

#include <span>

#include "care/care_by_person.hpp"
#include "care/declared_outcomes.hpp"
#include "care/group_cells.hpp"
#include "care/network_diagnostics.hpp"

namespace buurt::care {

/// Outcomes of volunteering, noticing and asking, in the order of `measure_volunteers`.
std::span<const OutcomeDeclaration> volunteer_outcome_declarations();

/// Measures them: `values[outcome * group_count + group]`, as `measure` does. `cells` are those of
/// everybody today.
void measure_volunteers(const World& world, const GroupCells& cells, const CareByPerson& care,
                        const NetworkDiagnostics& diagnostics, std::span<double> values);

}  // namespace buurt::care
