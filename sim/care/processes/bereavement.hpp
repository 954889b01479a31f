#pragma once
// Grief: who loses somebody, how long it lasts, what it takes away, and the comfort it asks for.

#include "care/world/levels.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Grief of a person, 0 to 1.
inline double grief_of(const World& world, Person person) {
  return level(world.people.grief[person]);
}

/// How much help somebody needs in grief, the same at every loss (Aoun et al. 2015).
enum class GriefTier : std::uint8_t { low, moderate, high };
GriefTier grief_tier(const World& world, Person person);

/// Hours a week of comfort that grief asks for; 0 when it is slight.
double comfort_in_grief(const World& world, Person person);

/// Those whom a dying person was close to grieve from now on. Call it while the ties still stand.
/// Source: docs/odd.md#bereavement.
void bereave(World& world, Person dead);

/// Somebody loses somebody: grief comes on top of the grief there is, time for others goes down,
/// loneliness up, and a need of comfort opens. A partner's death hastens one's own.
void lose(World& world, Person person, double grief, bool partner);

/// The weekly phase: grief fades. Each who grieves is looked at every fourth week.
void grieve(World& world);

}  // namespace buurt::care
