#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Who has a need that is not met at home may ask somebody of the own network. People hesitate: more
/// with somebody barely known, less when the need presses, and they think too little of others'
/// willingness (Flynn & Lake 2008). Those asked say yes by what is asked, how well they know the other
/// and what they give already. Source: docs/odd.md#asking; M23 to M30 in docs/coverage.csv.
void ask_for_help(World& world);

}  // namespace buurt::care
