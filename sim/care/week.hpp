#pragma once

#include "care/world/world.hpp"
#include "engine/schedule.hpp"

namespace buurt::care {

using WeekSchedule = engine::Schedule<World>;

/// The phases of a week, in order.
/// \param school_year_starts the first week in which classes move up, below 52; the default is September in
///   a world whose week 0 begins on the 1st of January
WeekSchedule make_week(std::uint32_t school_year_starts = 35);

/// Lives one week: runs the phases and moves on to the next week. In builds with BUURT_AUDIT the
/// world is audited after it.
void live_week(World& world, WeekSchedule& schedule);

}  // namespace buurt::care
