#pragma once
// Openness to people who are unlike oneself: what it is by nature, what contact teaches, what it does.

#include "care/world/world.hpp"

namespace buurt::care {

/// Openness of somebody new, by nature: uniform around `difference.openness_mean`.
[[nodiscard]] std::uint16_t draw_openness(const World& world, Identity person);

/// Openness of somebody now, 0 to 1; one half is usual.
[[nodiscard]] double openness_of(const World& world, Person person);

/// Limitations, dementia or illness that others see.
[[nodiscard]] bool visibly_limited(const World& world, Person person);

/// Whether two people are of other origin, of other ability, or `difference.age_years` apart.
[[nodiscard]] bool unlike(const World& world, Person a, Person b);

/// Two people talked. When they are unlike, both learn; more from somebody who has a role there or
/// elsewhere, as a volunteer.
void learn_from_meeting(World& world, Person a, Person b);

/// The part of learnt openness that is left after so many weeks.
[[nodiscard]] double openness_kept(const World& world, double weeks);

/// At somebody's look, `weeks` after the last: of what was learnt the part `kept` is left, and one of the
/// ties, drawn, teaches when it is with somebody unlike who was met since. Writes the person's own row
/// alone.
void remember_difference(World& world, Person person, double weeks, double kept);

/// What openness leaves of a factor under 1 for being unlike: the same factor for the usual openness,
/// one half; more for who is more open. \param openness 0 to 1
[[nodiscard]] float softened(const World& world, double factor, double openness);

/// The chance that somebody helps somebody else, who may be unlike.
[[nodiscard]] double chance_to_help_unlike(const World& world, Person helper, Person other,
                                           double chance);

/// What is left of an inclination to use a programme that is called one for vulnerable people: 1 for
/// who would not feel meant, and for who trusts services fully.
[[nodiscard]] double despite_label(const World& world, const ProgrammePlan& plan, Person person);

/// Whether somebody speaks the language that is spoken here: drawn once for those of foreign origin.
[[nodiscard]] bool shares_language(const World& world, Person person);

/// A fleeting contact: a greeting, a chat at the till, a card.
void greet(World& world, Person person);

}  // namespace buurt::care
