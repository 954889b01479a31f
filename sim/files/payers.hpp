#pragma once
// The payers of a scenario: authorities with a budget by year, grants, sponsors.

#include <nlohmann/json.hpp>
#include <vector>

#include "care/world/programmes.hpp"
#include "files/fault_list.hpp"

namespace buurt::files {

/// The list `payers` of a scenario; those in which the schema found a fault are left out. Faults are
/// added for two of one name, a grant that nobody gives, an end before the start, a match that nobody
/// pays, and money that pays nobody: no programme names it, nor a grant to be matched.
/// \param programmes of the scenario; null when these are not all known, so that nobody can tell whom a
///   payer pays
[[nodiscard]] std::vector<care::PayerPlan> read_payers(
    const nlohmann::json& list, const std::vector<care::ProgrammePlan>* programmes,
    FaultList& faults);

}  // namespace buurt::files
