#pragma once

#include "care/synthesis/kinship.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Gives the first residents their ties: kin as planned, and friends, neighbours, colleagues, fellow
/// members and acquaintances through the places they share (foci), the more alike the likelier. Shared
/// hours start near the level at which the tie's own contacts keep it; the burn-in does the rest.
/// \param kinship   who is whose kin, and how many live elsewhere
void make_ties(World& world, const Kinship& kinship);

}  // namespace buurt::care
