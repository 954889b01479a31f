#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// A person dies: ties end, a partner is widowed, children left alone go to kin, or leave the
/// municipality when none lives there. Rates: Belgian life table of the municipality file.
void die(World& world, Person person);

}  // namespace buurt::care
