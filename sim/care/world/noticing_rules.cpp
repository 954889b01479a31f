#include "care/world/noticing_rules.hpp"

#include <algorithm>
#include <limits>

#include "care/world/asking_rules.hpp"
#include "care/world/company.hpp"
#include "care/world/helping_rules.hpp"

namespace buurt::care {

double chance_to_act(const World& world, Person who, double strength) {
  const NoticingParameters& p = world.parameters.noticing;
  return chance_of_logit(p.act_stranger + p.act_tie * strength +
                         world.parameters.programmes.ease_acting * ease_of(world, who) -
                         reluctance_to_act(world, world.people.identity[who]));
}

void stand_by(World& world, Person person, double chance) {
  const engine::Stream draws = world.stream(Decision::stands_by);
  const Identity struck = world.people.identity[person];
  const Row street = world.households.dwelling[world.people.household[person]] == no_row
                         ? no_row
                         : world.street_of(person);
  const auto now = static_cast<std::uint16_t>(
      std::min<std::uint32_t>(world.week + 1, std::numeric_limits<std::uint16_t>::max()));
  for (const engine::Tie& tie : world.ties.ties(person)) {
    if (tie.outside() || (tie.kind & (tie_together | tie_dormant)) != 0) continue;
    const Person other = tie.other;
    const bool near = kind_of(tie.kind) == TieKind::neighbour ||
                      (street != no_row && !is_kin(kind_of(tie.kind)) &&
                       world.places.neighbourhood[street] == world.neighbourhood_of(other));
    if (!near || world.age(other) < adult_age || !able_to_help(world, other)) continue;
    const auto strength = static_cast<double>(world.rules.strength(tie.weight));
    const Identity both = engine::pair_identity(struck, world.people.identity[other]);
    if (draws.at(both, world.week).happens(chance * chance_to_act(world, other, strength))) {
      world.people.stood_by[other] = now;
    }
  }
}

}  // namespace buurt::care
