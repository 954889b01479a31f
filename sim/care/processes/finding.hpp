#pragma once
// Programmes that look for who needs help, and see to what was found.

#include "care/world/world.hpp"

namespace buurt::care {

/// The weekly phase. Visitors knock at doors, see hidden needs there and tell what help there is;
/// somebody in charge brings needs that nobody took up to an organisation, or to a desk of volunteers,
/// as far as the hours reach.
void find_needs(World& world);

}  // namespace buurt::care
