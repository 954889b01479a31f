#pragma once
// Grief: who loses somebody, how long it lasts, what it takes away, and the comfort it asks for.

#include "care/world/levels.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Those whom a dying person was close to grieve from now on. Call it while the ties still stand.
/// Source: docs/odd.md#bereavement.
void bereave(World& world, Person dead);

/// Somebody loses somebody: grief comes on top of the grief there is, time for others goes down,
/// loneliness up, and a need of comfort opens. A partner's death hastens one's own.
void lose(World& world, Person person, double grief, bool partner);

/// The weekly phase: grief fades. Each who grieves is looked at every fourth week.
void grieve(World& world);

}  // namespace buurt::care
