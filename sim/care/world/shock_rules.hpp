#pragma once
// What several processes ask about shocks.

#include "care/world/world.hpp"

namespace buurt::care {

/// Whether somebody lives in poverty: by nature of the household, or by a shock for as long as it
/// lasts. Households become poor in an order that is theirs, so that the same ones do in every arm.
[[nodiscard]] bool lives_in_poverty(const World& world, Person person);

/// Odds times a factor, as a chance.
[[nodiscard]] double with_odds(double chance, double factor);

/// What of a programme's face-to-face work goes on where so much of it is allowed: a programme that
/// adapts goes on with part of the rest by telephone, at the door or outdoors.
[[nodiscard]] double goes_on(const World& world, const ProgrammePlan& plan, double allowed);

/// Which bits of contacts, weeks `last_week` − 31 to `last_week`, a tie has really had, of those it had
/// settled. The same from both ends.
[[nodiscard]] std::uint32_t contacts_had(const World& world, Person person, const engine::Tie& tie,
                                         Identity pair, std::uint32_t settled,
                                         std::uint32_t last_week);

/// A shock stops part of what a person had settled for this week.
void stop_contacts(World& world, Person person, std::uint64_t sums);

/// Whether a move that stood on somebody's agenda for this week is off because of a shock: `moves` or
/// `departures`.
[[nodiscard]] bool move_is_off(const World& world, Person person, Lever lever);

}  // namespace buurt::care
