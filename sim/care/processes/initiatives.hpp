#pragma once
// Self-started initiatives: residents begin something with a few others, keep it going as long as they
// have the energy, and leave behind who has got to know whom.

#include "care/world/world.hpp"

namespace buurt::care {

/// The weekly phase. What is due takes place; every few weeks those who carry it go on or stop, and in
/// each neighbourhood somebody may mean to begin something.
void live_initiatives(World& world);

}  // namespace buurt::care
