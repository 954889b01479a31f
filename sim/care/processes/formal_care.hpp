#pragma once
// Professional help: who is served first, how much one client gets, what is taken back after a cut,
// and what it costs.

#include <array>

#include "care/world/world.hpp"

namespace buurt::care {

/// The weekly phase. After a cut, hours are taken back from those with the least severe needs, who
/// wait again. Then free staff minutes are handed out along the waiting lists, and of those that a cut
/// which was told will take none.
void give_formal_care(World& world);

/// Once a year organisations get as many more or fewer staff as the programme norm sets for those who
/// live here now, against those who lived here at the start.
void follow_norm(World& world);

}  // namespace buurt::care
