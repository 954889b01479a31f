#pragma once
// The norm of helping in a neighbourhood.

#include "care/world/world.hpp"

namespace buurt::care {

/// The phase of every fourth week: the norm of helping in each neighbourhood goes towards what help
/// between neighbours, friends and by volunteers is seen there.
void see_help(World& world);

}  // namespace buurt::care
