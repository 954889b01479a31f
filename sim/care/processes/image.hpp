#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// The image of each neighbourhood goes towards what happened there since the last look: gatherings and
/// good news do it good, empty dwellings and nuisance harm it. Once in `weeks_between_looks` weeks.
void look_at_neighbourhoods(World& world);

}  // namespace buurt::care
