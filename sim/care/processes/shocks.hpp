#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Sets the levers of the week, staffs organisations when their hours are other than before, and lets
/// happen what a shock brings besides what people had ahead of them: illness, decline, death, moves.
/// Without a shock nothing is looked at.
void feel_shocks(World& world);

}  // namespace buurt::care
