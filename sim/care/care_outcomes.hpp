#pragma once
// What is measured of need and care: from the ledger, so that it adds up.

#include <span>

#include "care/care_by_person.hpp"
#include "care/declared_care_outcomes.hpp"
#include "care/group_cells.hpp"

namespace buurt::care {

/// Measures the outcomes of need and care: `values[outcome * group_count + group]`, as `measure` does. `cells` are those of
/// everybody today.
void measure_care(const World& world, const GroupCells& cells, const CareByPerson& care,
                  std::span<double> values);

}  // namespace buurt::care
