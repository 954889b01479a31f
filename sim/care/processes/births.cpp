#include "care/processes/births.hpp"

#include <vector>

#include <boost/random/normal_distribution.hpp>

#include "care/processes/loneliness.hpp"
#include "care/processes/year_plan.hpp"
#include "engine/math.hpp"

namespace buurt::care {

using engine::Tie;

namespace {

/// The child's kin are the parent's: grandparents, uncles and aunts.
void tie_to_kin_of(World& world, Person child, Person parent) {
  const auto kin_hours = static_cast<float>(world.parameters.life.child_kin_hours);
  const auto kin_gap_weeks = static_cast<float>(world.parameters.life.child_kin_gap);
  const std::span<const Tie> now = world.ties.ties(parent);
  const std::vector<Tie> ties(now.begin(), now.end());
  for (const Tie& tie : ties) {
    const TieKind kind = kind_of(tie.kind);
    if (kind != TieKind::parent_child && kind != TieKind::sibling) continue;
    if (tie.outside()) {
      const Identity relative = world.people.identity[parent].caused(tie.outside_number(), 0);
      world.tie_outside(child, relative, TieKind::other_kin, kin_hours, kin_gap_weeks);
    } else if (tie.other != child && (tie.kind & tie_together) == 0 &&
               world.people.birth_week[tie.other] < world.people.birth_week[child]) {
      const bool brother_or_sister =
          kind == TieKind::parent_child &&
          world.people.birth_week[tie.other] > world.people.birth_week[parent];
      world.tie(child, tie.other, brother_or_sister ? TieKind::sibling : TieKind::other_kin,
                kin_hours, kin_gap_weeks);
    }
  }
}

}  // namespace

float draw_sociability(const World& world, Identity identity) {
  auto draws = world.stream(Decision::sociability).engine(identity, 0);
  const double spread = world.parameters.life.sociability_spread;
  // The sum of twelve uniforms less six is as good as normal here and needs no library logarithm,
  // whose last bit differs between machines.
  double normal = -6.0;
  for (int i = 0; i < 12; ++i) normal += static_cast<double>(draws()) * 0x1p-32;
  return static_cast<float>(engine::exp(spread * normal - 0.5 * spread * spread));
}

void give_birth(World& world, Person mother) {
  People& people = world.people;
  const Row household = people.household[mother];
  const Identity identity =
      people.identity[mother].caused(static_cast<std::uint64_t>(Decision::newborn), world.week);
  const Person child = world.add_person(identity);
  const engine::Draw draw = world.stream(Decision::newborn).at(identity, world.week);
  people.birth_week[child] = static_cast<std::int32_t>(world.week);
  people.sex[child] = draw.happens(world.parameters.life.share_of_girls) ? Sex::woman : Sex::man;
  people.origin[child] = people.origin[mother];
  people.education[child] = people.education[mother];
  people.occupation[child] = Occupation::at_home;
  people.poverty[child] = people.poverty[mother];
  people.car[child] = 0;
  people.sociability[child] = draw_sociability(world, identity);
  people.social_hours[child] = social_hours(world, child);
  people.eagerness[child] = 1.0F;

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
  tie_to_kin_of(world, child, mother);
  if (const Person other_parent = people.partner[mother]; other_parent != no_row) {
    tie_to_kin_of(world, child, other_parent);
  }
  plan_year(world, child);
  world.count(Flow::births, child);
}

}  // namespace buurt::care
