#include "care/world/asking_rules.hpp"

#include <algorithm>

#include "care/world/company.hpp"
#include "care/world/helping_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// Faith and encouragement are kept in a byte, from 0 to this for 1.
constexpr double steps_of_byte = 255.0;
/// What is as good as never and as good as sure: the logit of 0 and 1 has no end.
constexpr double as_good_as_never = 1e-6;
constexpr double as_good_as_sure = 0.999;

/// A logistic variable around 0 with this standard deviation, drawn once in a life.
double drawn_for_life(const World& world, Decision decision, Identity person, double spread) {
  // The standard deviation of the logistic distribution is π / √3 of its scale.
  constexpr double scale_of_spread = 0.5513288954217921;
  const engine::Draw draw = world.stream(decision).at(person, 0);
  const double u = (draw.words[0] + 0.5) * 0x1p-32;
  return spread * scale_of_spread * engine::log(u / (1.0 - u));
}

double logit(double chance) {
  const double inside = std::clamp(chance, as_good_as_never, as_good_as_sure);
  return engine::log(inside / (1.0 - inside));
}

}  // namespace

double reluctance_to_ask(const World& world, Identity person) {
  return drawn_for_life(world, Decision::reluctance_to_ask, person,
                        world.parameters.helping.reluctance_spread);
}

double reluctance_to_act(const World& world, Identity person) {
  return drawn_for_life(world, Decision::reluctance_to_act, person,
                        world.parameters.noticing.reluctance_spread);
}

double chance_of_logit(double logit) { return 1.0 / (1.0 + engine::exp(-logit)); }

double faith_in_others(const World& world, Person person) {
  return world.people.faith[person] / steps_of_byte;
}

std::uint8_t draw_faith(const World& world, Identity person) {
  const double lowest = 1.0 - 2.0 * world.parameters.helping.pessimism;
  const double u = world.stream(Decision::faith_in_others).at(person, 0).uniform();
  return static_cast<std::uint8_t>((lowest + (1.0 - lowest) * u) * steps_of_byte + 0.5);
}

void learn_from_answer(World& world, Person person, bool yes) {
  const HelpingParameters& p = world.parameters.helping;
  const double before = faith_in_others(world, person);
  const double lowest = 1.0 - 2.0 * p.pessimism;
  const double after = yes ? before + p.learns_from_yes * (1.0 - before)
                           : before + p.learns_from_no * (std::min(lowest, before) - before);
  world.people.faith[person] = static_cast<std::uint8_t>(after * steps_of_byte + 0.5);
}

double logit_of_asking(const World& world, Person person, double urgency, const Asked& asked) {
  const HelpingParameters& p = world.parameters.helping;
  return p.ask_own + p.ask_urgency * urgency - p.ask_distance * (1.0 - asked.strength) +
         logit(asked.yes * faith_in_others(world, person)) + p.ask_reciprocity * asked.balance +
         world.parameters.programmes.encouragement *
             static_cast<double>(world.people.encouraged[person]) / steps_of_byte +
         world.parameters.programmes.ease_asking * ease_of(world, person) -
         reluctance_to_ask(world, world.people.identity[person]) +
         (world.levers.pulled(Lever::asking)
              ? engine::log(world.levers.of(Lever::asking, world, person))
              : 0.0);
}

double balance_of_favours(const World& world, Person person, Person other) {
  const bool gives = helps(world, person, other);
  const bool gets = helps(world, other, person);
  return gives == gets ? 0.0 : gives ? 1.0 : -1.0;
}

Asked stranger(const World& world) {
  return {0.0, willingness(world, NeedKind::transport, Relation::friend_or_neighbour, 0.0), 0.0};
}

AskingPattern asking_pattern(const World& world) {
  constexpr int survey_from = 70;
  const HelpingParameters& p = world.parameters.helping;
  std::int64_t all = 0;
  std::int64_t readily = 0;
  std::int64_t never = 0;
  std::int64_t hesitates = 0;
  std::int64_t at_ease = 0;
  for (Person person = 0; person < world.people.rows(); ++person) {
    if (!world.people.alive(person) || world.age(person) < survey_from) continue;
    if (world.in_collective(person)) continue;
    Asked own = stranger(world);
    double best = 0.0;
    for (const engine::Tie& tie : world.ties.ties(person)) {
      if ((tie.kind & (tie_together | tie_dormant)) != 0) continue;
      const auto strength = static_cast<double>(world.rules.strength(tie.weight));
      const double yes = willingness(world, NeedKind::transport, relation_of(tie), strength);
      if (strength * yes <= best) continue;
      best = strength * yes;
      own = {strength, yes, 0.0};
    }
    const double to_own = logit_of_asking(world, person, 0.0, own);
    const double to_stranger = logit_of_asking(world, person, 0.0, stranger(world));
    ++all;
    readily += to_stranger >= 0.0 ? 1 : 0;
    never += to_stranger < p.never_below ? 1 : 0;
    hesitates += to_own < p.hesitates_below ? 1 : 0;
    at_ease += to_own >= 0.0 ? 1 : 0;
  }
  if (all == 0) return {};
  const auto share = [all](std::int64_t count) {
    return 100.0 * static_cast<double>(count) / static_cast<double>(all);
  };
  return {share(readily), share(never), share(hesitates), share(at_ease), true};
}

}  // namespace buurt::care
