#include "care/processes/bereavement.hpp"

#include <algorithm>

#include "care/world/grief.hpp"
#include "care/world/health_rules.hpp"
#include "care/world/need_rules.hpp"
#include "care/world/social_hours.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

using engine::Tie;

/// Grief for the one at the other end of a tie, 0 to 1.
double grief_for(const World& world, Person mourner, const Tie& tie, Person dead) {
  const GriefParameters& p = world.parameters.grief;
  const auto strength = static_cast<double>(world.rules.strength(tie.weight));
  switch (kind_of(tie.kind)) {
    case TieKind::partner: return p.partner;
    case TieKind::parent_child:
      return world.people.birth_week[mourner] < world.people.birth_week[dead] ? p.child
                                                                              : p.parent * strength;
    case TieKind::sibling: return p.sibling * strength;
    default: break;
  }
  if ((tie.kind & tie_dormant) != 0) return 0.0;
  return strength >= world.parameters.loneliness.confidant_strength ? p.close_friend * strength
                                                                    : 0.0;
}

/// Feelings and needs follow what grief there is.
void live_with(World& world, Person person) {
  world.people.social_hours[person] = social_hours(world, person);
  set_comfort(world, person);
}

}  // namespace

void lose(World& world, Person person, double grief, bool partner) {
  const GriefParameters& p = world.parameters.grief;
  People& people = world.people;
  people.grief[person] = coded_level(1.0 - (1.0 - grief_of(world, person)) * (1.0 - grief));
  const auto lonelier = static_cast<float>(p.loneliness * grief);
  people.loneliness_emotional[person] += lonelier * (1.0F - people.loneliness_emotional[person]);
  world.count(Flow::bereavements, person);
  live_with(world, person);
  if (!partner) return;
  people.partner_lost[person] = static_cast<std::uint16_t>(world.week + 1);
  hasten_death(world, person);
}

void bereave(World& world, Person dead) {
  for (const Tie& tie : world.ties.ties(dead)) {
    if (tie.outside()) continue;
    const double grief = grief_for(world, tie.other, tie, dead);
    if (grief < world.parameters.grief.least) continue;
    lose(world, tie.other, grief, kind_of(tie.kind) == TieKind::partner);
  }
}

void grieve(World& world) {
  const GriefParameters& p = world.parameters.grief;
  People& people = world.people;
  const double kept = engine::pow(0.5, weeks_between_looks / p.half_life);
  const double kept_long =
      engine::pow(0.5, weeks_between_looks / (p.half_life * p.prolonged_factor));
  for (Person person = 0; person < people.rows(); ++person) {
    if (people.grief[person] == 0) continue;
    if ((world.week + people.identity[person].value) % weeks_between_looks != 0) continue;
    const bool prolonged = grief_draw(world, person).happens(p.prolonged, 0);
    const double grief = grief_of(world, person) * (prolonged ? kept_long : kept);
    people.grief[person] =
        grief < p.least ? std::uint8_t{0} : moved_level(people.grief[person], grief);
    live_with(world, person);
  }
}

}  // namespace buurt::care
