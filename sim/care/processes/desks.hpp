#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// The weekly phase of the desks of schemes of volunteers. People with a need ask at a desk they know,
/// though it is a stranger's, and professionals tell others of it; each need is looked at every fourth
/// week. What waits at each desk is put before volunteers, the most pressing need first, as far as the
/// coordinator's time reaches; then candidates are taken in. Source: docs/odd.md#volunteering.
void run_desks(World& world);

}  // namespace buurt::care
