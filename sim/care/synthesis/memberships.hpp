#pragma once
// Who belongs where at the start: pupils to classes, workers to workplaces, members to associations
// and parishes.

#include "care/synthesis/places.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Pupils of one year of age in a class, at most about this many.
inline constexpr std::uint32_t pupils_per_class = 22;

/// Fills the columns `daytime`, `association` and `parish` and the rosters of the places. Classes
/// are made here, as many as there are pupils for.
void give_memberships(World& world, const Institutions& institutions);

}  // namespace buurt::care
