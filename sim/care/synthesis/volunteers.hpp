#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Founds the schemes that match volunteers with people, by the parameters, and one for all other
/// organisations; and draws who volunteers for which of them at the start, and since when.
void found_schemes(World& world);

}  // namespace buurt::care
