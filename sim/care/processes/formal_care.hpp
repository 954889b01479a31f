#pragma once
// Professional help: who is served first, how much one client gets, what is taken back after a cut,
// and what it costs.

#include <array>

#include "care/world/world.hpp"

namespace buurt::care {

/// Sets what the staff of every organisation can give in a week to what the parameters say:
/// `formal.*_hours` · `formal.*_factor` per inhabitant at the start. Hours given beyond it are taken
/// back in the next week.
void staff_organisations(World& world);

/// Which kind of organisation gives what a need asks for. Only nurses nurse; family care does the
/// household; either washes and dresses.
/// \return whether there is such a kind; then `kind` holds it.
bool serving_kind(const World& world, Row need, OrganisationKind& kind);

/// Whether this kind of organisation may help this person, by function and health.
bool is_eligible(const World& world, Person person, OrganisationKind kind);

/// Minutes a week that one need is given at most by this kind of organisation.
double most_minutes(const World& world, OrganisationKind kind);

/// Minutes a week that an organisation gives to a need.
std::uint16_t minutes_from(const World& world, Row need, Row organisation);

/// How badly help is needed, in steps: level of function, dementia, illness, and the unmet share of
/// the need. For relief a carer's strain stands for the first three.
double severity(const World& world, Row need);

/// The weekly phase. After a cut, hours are taken back from those with the least severe needs, who
/// wait again. Then free staff minutes are handed out along the waiting lists.
void give_formal_care(World& world);

/// Euro that the organisations of a kind cost in a week, by the hours that they give.
double weekly_cost(const World& world, OrganisationKind kind);
/// Euro that nursing homes cost in a week, by their residents.
double weekly_cost_of_homes(const World& world);
/// Euro that the hospital costs in a week, by the days of those who are in it.
double weekly_cost_of_hospital(const World& world);

}  // namespace buurt::care
