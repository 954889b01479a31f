#pragma once
// How readily somebody asks for help: reluctance by nature, what is expected of others, and what a
// yes or a no teaches. The same rule holds for a friend, a neighbour and the desk of a stranger.

#include "care/world/world.hpp"

namespace buurt::care {

/// Reluctance to ask (vraagverlegenheid) by nature: a logit around 0, the same all life long.
double reluctance_to_ask(const World& world, Identity person);
/// Reluctance to act (handelingsverlegenheid) on what one notices of others: the same, drawn apart.
double reluctance_to_act(const World& world, Identity person);

/// 1 / (1 + exp(−logit)).
double chance_of_logit(double logit);

/// The part of others' true willingness that somebody believes in, `people.faith` as a share.
double faith_in_others(const World& world, Person person);
/// What somebody new believes: uniform from 1 − 2 · `helping.pessimism` to 1.
std::uint8_t draw_faith(const World& world, Identity person);
/// Somebody who asked was told yes or no.
void learn_from_answer(World& world, Person person, bool yes);

/// Who is asked, as the one in need sees it.
struct Asked {
  double strength = 0;  ///< of the tie, 0 to 1; 0 is a stranger
  double yes = 0;       ///< true chance of a yes
  double balance = 0;  ///< −1 who asks is in the other's debt, 0 even, 1 the other in his or hers
};

/// The logit of asking at a moment when one thinks of it. Source: docs/odd.md#asking.
double logit_of_asking(const World& world, Person person, double urgency, const Asked& asked);

/// Who owes whom: 1 when the person gives to the other and gets nothing, −1 the other way round.
double balance_of_favours(const World& world, Person person, Person other);

/// A stranger, or a desk, asked for an errand.
Asked stranger(const World& world);

/// Shares, in %, of people aged 70 and over at home, by the rule itself with no urgency, for an
/// errand: the questions of the survey that the parameters are set against.
struct AskingPattern {
  double readily_a_stranger = 0;
  double never_a_stranger = 0;
  double hesitates_even_so = 0;  ///< to ask the one of the own network most likely to be asked
  double at_ease_with_own = 0;
  bool known = false;
};
AskingPattern asking_pattern(const World& world);

}  // namespace buurt::care
