#pragma once
// One time that an initiative takes place.

#include "care/world/world.hpp"

namespace buurt::care {

/// Guests come, get to know each other, are seen in their needs, and some go on to share the work; the
/// energy of those who carry it and the spirit of the neighbourhood follow from how many came.
void get_together(World& world, Row initiative);

}  // namespace buurt::care
