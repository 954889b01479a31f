#pragma once

#include "care/world/world.hpp"
#include "engine/schedule.hpp"

namespace buurt::care {

using WeekSchedule = engine::Schedule<World>;

/// The phases of a week, in order.
WeekSchedule make_week();

/// Lives one week: runs the phases and moves on to the next week. In builds with BUURT_AUDIT the
/// world is audited after it.
void live_week(World& world, WeekSchedule& schedule);

}  // namespace buurt::care
