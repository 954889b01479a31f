#pragma once
// What it is to be in the same room for a while: at a meeting place, a meal, a course.

#include "care/world/world.hpp"

namespace buurt::care {

/// Two people talk. Those who are tied share `programmes.talk_hours`, of which a part would have been
/// spent with others anyway; of those who are not, some begin a tie, by likeness and by how many ties
/// they have. \param uniform decides that \param mixing 0 to 1, how far what is done together makes up
/// for being unlike \return whether they know each other now
bool keep_company(World& world, Person a, Person b, double uniform, double mixing);

/// Takes somebody some of the way to where asking and helping is no shame, or to knowing what there
/// is: 0 to 1 of what is missing.
void put_at_ease(World& world, Person person, double share);
void inform(World& world, Person person, double share);

/// How far somebody was put at ease or informed by programmes, 0 to 1.
double ease_of(const World& world, Person person);
double informed_of(const World& world, Person person);

}  // namespace buurt::care
