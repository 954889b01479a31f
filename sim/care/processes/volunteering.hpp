#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// How many a month of volunteers like this one leave: `volunteering.leaving` times factors for
/// tenure, weeks without anybody to help, support by a coordinator, thanks and overload.
double leaving_rate(const World& world, Row volunteer);

/// The weekly phase: volunteers are thanked, stop helping somebody, leave or ask others to join, and
/// calls go out. Who takes them in, and whom they help: see desks.hpp.
void volunteer(World& world);

}  // namespace buurt::care
