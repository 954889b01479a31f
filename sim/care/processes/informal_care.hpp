#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Those who live with somebody in need help without being asked: the partner first, then the others,
/// with what time and strength they have. Arrangements with kin and friends lapse now and then.
/// Source: docs/odd.md#helping; M77 to M79 in docs/coverage.csv.
void care_at_home(World& world);

}  // namespace buurt::care
