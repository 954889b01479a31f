#pragma once
// Professional help: who is served first, how much one client gets, what is taken back after a cut,
// and what it costs.

#include <array>

#include "care/world/world.hpp"

namespace buurt::care {

/// How badly help is needed, in steps: level of function, dementia, illness, and the unmet share of
/// the need. For relief a carer's strain stands for the first three.
double severity(const World& world, Row need);

/// The weekly phase. After a cut, hours are taken back from those with the least severe needs, who
/// wait again. Then free staff minutes are handed out along the waiting lists.
void give_formal_care(World& world);

}  // namespace buurt::care
