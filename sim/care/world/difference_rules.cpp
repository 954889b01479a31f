#include "care/world/difference_rules.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "care/world/levels.hpp"
#include "care/world/shock_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

constexpr double openness_steps = std::numeric_limits<std::uint16_t>::max();

std::uint16_t coded_openness(double share) {
  return static_cast<std::uint16_t>(std::clamp(share, 0.0, 1.0) * openness_steps + 0.5);
}

const DifferenceParameters& parameters_of(const World& world) {
  return world.parameters.difference;
}

bool of_other_origin(const World& world, Person a, Person b) {
  return world.people.origin[a] != world.people.origin[b];
}

bool of_other_ability(const World& world, Person a, Person b) {
  return visibly_limited(world, a) != visibly_limited(world, b);
}

/// What `share` of the way to full openness becomes when it is learnt from this person.
double taught_by(const World& world, Person other, double share) {
  const bool has_role = world.volunteers.of(other) != no_row;
  return std::min(1.0, share * (has_role ? parameters_of(world).role_counts : 1.0));
}

void learn(World& world, Person person, Person other, double share) {
  const double now = openness_of(world, person);
  world.people.openness[person] =
      coded_openness(now + taught_by(world, other, share) * (1.0 - now));
}

/// Whether a tie is one by which people unlike oneself are got to know: no kin, in use, and met at
/// least once in so many weeks.
bool in_touch(const engine::Tie& tie, double weeks) {
  if (tie.outside() || is_kin(kind_of(tie.kind))) return false;
  if ((tie.kind & (tie_together | tie_dormant | tie_fading)) != 0) return false;
  return static_cast<double>(gap_weeks(static_cast<float>(tie.usual_gap))) <= weeks;
}

}  // namespace

std::uint16_t draw_openness(const World& world, Identity person) {
  const DifferenceParameters& p = parameters_of(world);
  const double u = world.stream(Decision::open_by_nature).at(person, 0).uniform();
  return coded_openness(p.openness_mean + p.openness_spread * (2.0 * u - 1.0));
}

double openness_of(const World& world, Person person) {
  return world.people.openness[person] / openness_steps;
}

bool visibly_limited(const World& world, Person person) {
  return world.people.function[person] >= Function::moderate ||
         world.people.dementia[person] != 0 || world.people.illness[person] != Illness::none;
}

bool unlike(const World& world, Person a, Person b) {
  if (of_other_origin(world, a, b) || of_other_ability(world, a, b)) return true;
  const int weeks = std::abs(world.people.birth_week[a] - world.people.birth_week[b]);
  return weeks >= parameters_of(world).age_years * weeks_per_year;
}

void learn_from_meeting(World& world, Person a, Person b) {
  if (!unlike(world, a, b)) return;
  const double share = parameters_of(world).contact_learns;
  learn(world, a, b, share);
  learn(world, b, a, share);
}

double openness_kept(const World& world, double weeks) {
  return engine::pow(0.5, weeks / parameters_of(world).fade_weeks);
}

void remember_difference(World& world, Person person, double weeks, double kept) {
  const DifferenceParameters& p = parameters_of(world);
  const Identity who = world.people.identity[person];
  const double nature = draw_openness(world, who) / openness_steps;
  world.people.openness[person] =
      coded_openness(nature + kept * (openness_of(world, person) - nature));
  const std::uint32_t degree = world.ties.degree(person);
  if (degree == 0) return;
  const engine::Draw draw = world.stream(Decision::unlike_contact).at(who, world.week);
  const engine::Tie tie = world.ties.ties(person)[draw.below(degree)];
  if (in_touch(tie, weeks) && unlike(world, person, tie.other)) {
    learn(world, person, tie.other, p.tie_learns);
  }
}

float softened(const World& world, double factor, double openness) {
  const double exponent = 1.0 - parameters_of(world).meeting_effect * (2.0 * openness - 1.0);
  return engine::exp_single(static_cast<float>(exponent) *
                            engine::log_single(static_cast<float>(factor)));
}

double chance_to_help_unlike(const World& world, Person helper, Person other, double chance) {
  if (!of_other_origin(world, helper, other) && !of_other_ability(world, helper, other)) {
    return chance;
  }
  const double beyond_usual = 2.0 * openness_of(world, helper) - 1.0;
  return with_odds(chance, engine::exp(parameters_of(world).helping_effect * beyond_usual));
}

double despite_label(const World& world, const ProgrammePlan& plan, Person person) {
  if (plan.labelled <= 0.0) return 1.0;
  if (!visibly_limited(world, person) && !lives_in_poverty(world, person)) return 1.0;
  const std::uint8_t trust = world.people.trust_in_services[person];
  const double trusting =
      (trust == 0 ? world.parameters.trust.services_base : score(trust)) / highest_score;
  return 1.0 - parameters_of(world).label_effect * plan.labelled * (1.0 - trusting);
}

bool shares_language(const World& world, Person person) {
  if (world.people.origin[person] == Origin::belgian) return true;
  return !world.stream(Decision::shares_language)
              .at(world.people.identity[person], 0)
              .happens(parameters_of(world).no_language);
}

void greet(World& world, Person person) {
  std::uint8_t& greetings = world.people.greetings[person];
  if (greetings < std::numeric_limits<std::uint8_t>::max()) ++greetings;
}

}  // namespace buurt::care
