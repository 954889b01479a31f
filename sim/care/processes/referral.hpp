#pragma once
// How needs become known, and how known needs find their way to an organisation.

#include "care/world/world.hpp"

namespace buurt::care {

/// Somebody (a tie, a host, a neighbour who asks) becomes aware of a hidden need. Nothing happens when
/// it is known already. The only way in which a need stops being hidden, but for the parallel phases
/// below. \return whether it was hidden.
bool notice(World& world, Row need);

/// Who refused help, or could not have it, will be asked again after `formal.weeks_before_referral`
/// weeks, as if the need had just become known. Nothing happens to needs that an organisation helps
/// with, and to those on their way to one.
void ask_again(World& world, Row need);

/// The organisation of a kind in whose catchment somebody lives, or `no_row`. Neighbourhoods are
/// divided among the organisations of a kind in order.
Row organisation_for(const World& world, Person person, OrganisationKind kind);

/// Whether somebody would have help of this kind: co-payment keeps some away, for good unless they
/// become less able.
bool accepts(const World& world, Person person, OrganisationKind kind);

/// Contacts a year with the general practitioner, by age and function.
double gp_contacts(const World& world, Person person);

/// The weekly phase: hidden needs are noticed by general practitioners, or people ask for help; known
/// needs that the own circle does not meet are referred; referrals arrive, or are lost; organisations
/// look anew at what their clients need.
void refer(World& world);

}  // namespace buurt::care
