#pragma once
// The life of the parts of programmes that are neither connectors nor places: they begin, live on with
// residents or end, and change the neighbourhoods where they are.

#include "care/world/world.hpp"

namespace buurt::care {

/// A part of a programme that has just begun is put down, with the week in which it is ready.
void begin_work(World& world, const ProgrammePlan& plan, Row run, std::size_t number);

/// A programme ends. Residents go on with activities and desks that they own; what a network has grown
/// fades; the rest stops.
void end_work(World& world, Row run);

/// Every week: activities of residents end when nobody goes on, members of networks get to know each
/// other or forget, and what all this changes in neighbourhoods is worked out anew.
void keep_up_work(World& world);

}  // namespace buurt::care
