#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Everything that stands on the agenda for this week, in order of identity and kind.
void live_through_events(World& world);

}  // namespace buurt::care
