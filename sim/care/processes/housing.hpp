#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Dwellings are built in existing streets so that a share of all stands empty, as builders follow
/// demand; without it nobody could move in a growing town.
void build_dwellings(World& world);

}  // namespace buurt::care
