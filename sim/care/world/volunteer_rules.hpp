#pragma once
// Who may volunteer and says yes, what volunteers give, and how schemes of volunteers open and close.

#include "care/world/world.hpp"

namespace buurt::care {

/// Whether somebody may begin to volunteer: old and able enough, at home, and no volunteer yet. Where
/// `inclusive`, people with moderate limitations or an illness may too, with somebody at their side.
bool may_volunteer(const World& world, Person person, bool inclusive = false);

/// How ready somebody is to say yes, 1 for most; by education and age.
double readiness(const World& world, Person person);

/// Minutes a week that somebody would offer: half of all only now and then.
std::uint16_t drawn_offer(const World& world, Identity person);

/// Somebody is asked to volunteer for a scheme, and says yes with chance `chance` · readiness.
/// \return whether he or she did; a candidate then, or at once a volunteer where there is no desk.
bool ask_to_volunteer(World& world, Person person, Row scheme, double chance);

/// Minutes a week that a volunteer gives by the ledger as one.
std::uint32_t minutes_as_volunteer(const World& world, Row volunteer);

/// A volunteer stops; help given as one ends.
void stop_volunteering(World& world, Row volunteer);

// What programmes may do to schemes. Nothing of this happens by itself.

/// Opens a scheme for neighbourhoods from … to − 1 that looks for so many volunteers.
/// `known` is the share of people who know its desk.
Row open_scheme(World& world, Identity identity, SchemeKind kind, std::uint16_t from,
                std::uint16_t to, std::uint32_t wanted, double coordinator_hours, double known);
/// Closes it: volunteers stop, requests are dropped.
void close_scheme(World& world, Row scheme);
/// Changes the paid hours of its coordinator.
void set_coordinator(World& world, Row scheme, double hours);
/// From now on its call reaches so many people a week.
void set_calls(World& world, Row scheme, double people_a_week);

}  // namespace buurt::care
