#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// A grown child leaves the parents' home for a dwelling of his or her own.
void leave_home(World& world, Person person);

/// A household moves to another dwelling in the municipality.
void move_within(World& world, Person head);

/// A household leaves the municipality. Kin and friends keep in touch from afar.
void move_out(World& world, Person head);

}  // namespace buurt::care
