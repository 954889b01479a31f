#pragma once
// Who lives with whom: couples by age, children with parents of a plausible age, nursing homes.

#include "care/synthesis/household_positions.hpp"
#include "care/synthesis/plan.hpp"

namespace buurt::care {

/// Youngest and oldest age in weeks of a mother at a birth that the synthesis allows.
inline constexpr std::int32_t youngest_mother_weeks = 18 * 52;
inline constexpr std::int32_t oldest_mother_weeks = 46 * 52;

/// Residents of one nursing home at most.
inline constexpr std::uint32_t nursing_home_beds = 100;

/// Puts residents, whose positions are given, into households.
void form_households(const World& world, const HouseholdCounts& counts, Plan& plan);

}  // namespace buurt::care
