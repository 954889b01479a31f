#include "care/processes/births.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "care/world/health_rules.hpp"
#include "care/world/kin_rules.hpp"
#include "care/world/life_events.hpp"
#include "care/world/need_rules.hpp"
#include "care/world/personal_traits.hpp"
#include "care/world/social_hours.hpp"

namespace buurt::care {

using engine::Tie;

namespace {

/// The week in which the youngest child of a mother was born, or one long ago.
std::int32_t latest_birth(const World& world, Person mother) {
  std::int32_t latest = std::numeric_limits<std::int32_t>::min() / 2;
  for (const Tie& tie : world.ties.ties(mother)) {
    if (tie.outside() || kind_of(tie.kind) != TieKind::parent_child) continue;
    latest = std::max(latest, world.people.birth_week[tie.other]);
  }
  return latest > world.people.birth_week[mother] ? latest
                                                  : std::numeric_limits<std::int32_t>::min() / 2;
}

}  // namespace

void give_birth(World& world, Person mother) {
  People& people = world.people;
  const std::int32_t earliest =
      latest_birth(world, mother) + static_cast<std::int32_t>(world.parameters.life.birth_spacing);
  if (static_cast<std::int32_t>(world.week) < earliest) {
    put_on_agenda(world, mother, LifeEvent::birth, static_cast<std::uint32_t>(earliest));
    return;
  }
  const Row household = people.household[mother];
  const Identity identity =
      people.identity[mother].caused(static_cast<std::uint64_t>(Decision::newborn), world.week);
  const Person child = world.add_person(identity);
  const engine::Draw draw = world.stream(Decision::newborn).at(identity, world.week);
  people.birth_week[child] = static_cast<std::int32_t>(world.week);
  people.sex[child] = draw.happens(world.parameters.life.share_of_girls) ? Sex::woman : Sex::man;
  people.origin[child] = people.origin[mother];
  people.education[child] = Education::low;
  people.occupation[child] = Occupation::at_home;
  people.poverty[child] = people.poverty[mother];
  people.car[child] = 0;
  people.sociability[child] = draw_sociability(world, identity);
  people.social_hours[child] = social_hours(world, child);
  people.eagerness[child] = 1.0F;
  draw_health(world, child);

  const auto home_hours = static_cast<float>(world.parameters.life.home_hours);
  std::vector<Person> housemates;
  world.each_member(household, [&](Person p) { housemates.push_back(p); });
  world.join_household(child, household);
  for (const Person other : housemates) {
    const int slot = world.ties.find(mother, other);
    const TieKind to_mother =
        other == mother || slot < 0
            ? TieKind::partner
            : kind_of(world.ties.ties(mother)[static_cast<std::size_t>(slot)].kind);
    const bool parent = other == mother || other == people.partner[mother];
    const bool sibling = !parent && to_mother == TieKind::parent_child &&
                         people.birth_week[other] > people.birth_week[mother];
    world.tie_at_home(child, other,
                      parent    ? TieKind::parent_child
                      : sibling ? TieKind::sibling
                                : TieKind::other_kin,
                      home_hours);
  }
  meet_kin_of_parent(world, child, mother);
  if (const Person other_parent = people.partner[mother]; other_parent != no_row) {
    meet_kin_of_parent(world, child, other_parent);
  }
  begin_agenda(world, child, world.week + 1);
  set_needs(world, child);
  world.count(Flow::births, child);
}

}  // namespace buurt::care
