#pragma once
// What surveys and registers count, by their own definitions, so that published figures have something to
// stand beside.

#include <span>

#include "care/care_by_person.hpp"
#include "care/declared_outcomes.hpp"
#include "care/group_cells.hpp"

namespace buurt::care {

/// Outcomes that follow surveys and registers, in the order of `measure_surveys`.
std::span<const OutcomeDeclaration> survey_outcome_declarations();

/// Measures them: `values[outcome * group_count + group]`, as `measure` does.
void measure_surveys(const World& world, const GroupCells& cells, const CareByPerson& care,
                     std::span<double> values);

}  // namespace buurt::care
