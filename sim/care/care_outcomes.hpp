#pragma once
// What is measured of need and care: from the ledger, so that it adds up.

#include <span>

#include "care/care_by_person.hpp"
#include "care/declared_outcomes.hpp"
#include "care/group_cells.hpp"

namespace buurt::care {

/// Outcomes of need and care that have a value for each group, in the order of `measure_care`.
std::span<const OutcomeDeclaration> care_outcome_declarations();

/// Measures them: `values[outcome * group_count + group]`, as `measure` does. `cells` are those of
/// everybody today.
void measure_care(const World& world, const GroupCells& cells, const CareByPerson& care,
                  std::span<double> values);

}  // namespace buurt::care
