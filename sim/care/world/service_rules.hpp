#pragma once
// How a need is known of, and which organisation may serve it, how much, and for whom.

#include <vector>

#include "care/world/world.hpp"

namespace buurt::care {

/// What a kind of organisation has of its own among the parameters.
struct KindParameters {
  double FormalParameters::*hours;
  double FormalParameters::*factor;
  double FormalParameters::*most;
  double FormalParameters::*cost;
};
const KindParameters& of_kind(OrganisationKind kind);

/// Somebody (a tie, a host, a neighbour who asks) becomes aware of a hidden need. Nothing happens when
/// it is known already. The only way in which a need stops being hidden, but for the parallel phases
/// below. \return whether it was hidden.
bool notice(World& world, Row need);

/// Who refused help, or could not have it, will be asked again after `formal.weeks_before_referral`
/// weeks, as if the need had just become known. Nothing happens to needs that an organisation helps
/// with, and to those on their way to one.
void ask_again(World& world, Row need);

/// Which kind of organisation gives what a need asks for. Only nurses nurse; family care does the
/// household; either washes and dresses.
/// \return whether there is such a kind; then `kind` holds it.
bool serving_kind(const World& world, Row need, OrganisationKind& kind);

/// The organisation of a kind in whose catchment somebody lives, or `no_row`. Neighbourhoods are
/// divided among the organisations of a kind in order.
Row organisation_for(const World& world, Person person, OrganisationKind kind);

/// The same for a neighbourhood by its place in `World::neighbourhoods`.
Row organisation_serving(const World& world, std::size_t neighbourhood, OrganisationKind kind);

/// The neighbourhoods that an organisation serves, as rows of places in order.
std::vector<Row> neighbourhoods_served(const World& world, Row organisation);

/// How badly help is needed, in steps: level of function, dementia, illness, and the unmet share of
/// the need. For relief a carer's strain stands for the first three.
double severity(const World& world, Row need);

/// What an organisation gives, as rows of `CareBook::help`, in the order in which a cut takes it back:
/// from the least severe needs on, equals by the draw of that week.
std::vector<Row> least_severe_first(const World& world, Row organisation, std::uint32_t week);

/// Whether this kind of organisation may help this person, by function and health.
bool is_eligible(const World& world, Person person, OrganisationKind kind);

/// Whether somebody would have help of this kind: co-payment keeps some away, for good unless they
/// become less able.
bool accepts(const World& world, Person person, OrganisationKind kind);

/// Minutes a week that one need is given at most by this kind of organisation.
double most_minutes(const World& world, OrganisationKind kind);

/// Minutes a week that an organisation gives to a need.
std::uint16_t minutes_from(const World& world, Row need, Row organisation);

/// Sets what the staff of every organisation can give in a week to what the parameters say:
/// `formal.*_hours` · `formal.*_factor` per inhabitant of the file, as far as the norm is larger now
/// times as much, and what programmes add. Hours given beyond it are taken
/// back in the next week.
void staff_organisations(World& world);

/// Hours a year that the programme norm of family care sets for one inhabitant of that age.
[[nodiscard]] double norm_at(const FormalParameters& parameters, int age);

/// The same for all who live here.
[[nodiscard]] double hours_by_norm(const World& world);

/// How many times what the sources say for the ages of the file an organisation, or all nursing homes, may have
/// for those who live here now: as the norm is larger now, as far as `formal.follows_norm` says.
[[nodiscard]] double growth_of_norm(const World& world, Row organisation);
[[nodiscard]] double growth_of_beds(const World& world);

}  // namespace buurt::care
