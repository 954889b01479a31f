#pragma once
// The meeting places of programmes: how they open, move, change hands and close.

#include <cstddef>

#include "care/world/world.hpp"

namespace buurt::care {

/// A part that is a meeting place begins: it opens one, or goes on with one that residents kept open. A
/// place that it takes over from a programme still running waits for the end of that one.
void open_place(World& world, const ProgrammePlan& plan, Row run, std::size_t number,
                const MeetingPlacePart& part);

/// The programme of these places ends: each is taken over by another programme, lived on by residents,
/// the likelier the more they own it, or closed.
void give_up_places(World& world, Row run);

/// Places that residents keep open close when nobody goes on.
void keep_up_places(World& world);

/// A place whose location changes: some of those who came do not find it again.
void move_places(World& world, const ProgrammePlan& plan, Row run);

/// Books what the place of a part costs in this week, in EUR.
void pay_for_place(World& world, Row run, std::size_t number, double euro);

}  // namespace buurt::care
