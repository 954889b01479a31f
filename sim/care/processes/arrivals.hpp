#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Households arrive from elsewhere, as many as the municipality file says, each with ties that
/// stayed behind. Those for whom no dwelling stands empty do not come.
void arrive(World& world);

}  // namespace buurt::care
