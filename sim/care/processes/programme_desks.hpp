#pragma once
// Desks of volunteers that programmes open, and desks that are there already and that they strengthen.

#include "care/world/world.hpp"

namespace buurt::care {

/// A part of a programme begins: it opens a desk for each stretch of neighbourhoods, closed until its
/// preparation is over, or is put down to strengthen those that are there.
void open_desks(World& world, const ProgrammePlan& plan, Row run, std::size_t number,
                const VolunteerSchemePart& part);

/// Its programme ends. What was added to other desks is taken back. A desk of its own lives on without
/// coordinator, calls and thanks when volunteers keep it, or closes.
void end_desk(World& world, Row work, bool lives_on);

/// The weekly phase: preparation ends, desks become known by those helped, volunteers are trained.
void run_programme_desks(World& world);

}  // namespace buurt::care
