#pragma once
// Who lives at risk of poverty, as households change.

#include "care/world/world.hpp"

namespace buurt::care {

/// Once a year a share of private households finds itself in another position: at risk of poverty as
/// often as households of its kind are (`Municipality`: one person, older couple, lone parent, large
/// family; the others so often that the share of all inhabitants stays that of the municipality).
void change_living_standards(World& world);

}  // namespace buurt::care
