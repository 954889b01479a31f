#include "care/processes/couples.hpp"

#include <cstdlib>
#include <span>
#include <utility>
#include <vector>

#include "care/world/kin_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

using engine::Draw;
using engine::Tie;

bool lives_with_own_children(const World& world, Person person) {
  bool with_minor = false;
  world.each_member(world.people.household[person],
                    [&](Person member) { with_minor |= world.age(member) < adult_age; });
  return with_minor && !world.dependants_of(person).empty();
}

/// How fitting b is as a partner for a, 0 to 1, by the ages of both and by how ready b is; 0 when they
/// cannot be a couple. Whether they are kin is not looked at.
double fit(const World& world, Person a, Person b, bool same_sex) {
  const People& people = world.people;
  if (a == b || people.partner[b] != no_row) return 0.0;
  if ((people.sex[a] == people.sex[b]) != same_sex || world.age(b) < adult_age) return 0.0;
  if (people.household[a] == people.household[b] ||
      world.households.collective[people.household[b]] != 0) {
    return 0.0;
  }
  const LifeParameters& p = world.parameters.life;
  const double older =
      (people.birth_week[b] - people.birth_week[a]) / static_cast<double>(weeks_per_year);
  const double wished = same_sex                      ? 0.0
                        : people.sex[a] == Sex::woman ? -p.couple_age_gap
                                                      : p.couple_age_gap;
  return engine::exp(-std::abs(older - wished) / p.couple_age_spread) *
         readiness_for_partner(world, b);
}

/// Asks for what `fit` reads of somebody.
void prefetch(const World& world, Person person) {
  const auto ask = [person](const auto& column) { __builtin_prefetch(column.data() + person); };
  ask(world.people.partner);
  ask(world.people.sex);
  ask(world.people.birth_week);
  ask(world.people.household);
}

bool are_kin(const World& world, Person a, Person b) {
  const int slot = world.ties.find(a, b);
  return slot >= 0 && is_kin(kind_of(world.ties.ties(a)[static_cast<std::size_t>(slot)].kind));
}

Person among_own_ties(const World& world, Person person, bool same_sex, const Draw& draw) {
  std::vector<std::pair<Person, double>> fitting;
  double total = 0.0;
  for (const Tie& tie : world.ties.ties(person)) {
    if (!tie.outside()) prefetch(world, tie.other);
  }
  for (const Tie& tie : world.ties.ties(person)) {
    if (tie.outside() || is_kin(kind_of(tie.kind))) continue;
    const double weight = fit(world, person, tie.other, same_sex) *
                          static_cast<double>(world.rules.strength(tie.weight));
    if (weight <= 0.0) continue;
    total += weight;
    fitting.emplace_back(tie.other, total);
  }
  // The better the circle fits, the likelier that it holds somebody.
  const double wanted = draw.uniform(1) * (1.0 + total);
  for (const auto& [other, up_to] : fitting) {
    if (wanted < up_to) return other;
  }
  return no_row;
}

Person among_strangers(const World& world, Person person, bool same_sex) {
  const engine::Stream draws = world.stream(Decision::couple_forms);
  const Identity me = world.people.identity[person];
  const auto quarters = static_cast<std::uint32_t>(world.neighbourhoods.size());
  const auto most = static_cast<std::uint32_t>(world.parameters.life.partner_search);
  constexpr std::uint32_t first_index = 2;
  std::uint32_t met = 0;
  // Half of the seats of a neighbourhood's roster are empty, or a few more.
  for (std::uint32_t index = first_index; index < first_index + most && met < most; ++index) {
    const Draw draw = draws.at(me, world.week, index);
    const Row quarter = world.neighbourhoods[draw.below(quarters)];
    const std::span<const Row> seats = world.rosters.seats(world.places.roster[quarter]);
    if (seats.empty()) continue;
    // Each of the other words names a seat by its low bits and decides by its high ones.
    for (std::size_t word = 1; word < draw.words.size(); ++word) {
      const Row other = seats[draw.words[word] & (seats.size() - 1)];
      if (other == no_row) continue;
      ++met;
      if (draw.uniform(word) < fit(world, person, other, same_sex) &&
          !are_kin(world, person, other)) {
        return other;
      }
    }
  }
  return no_row;
}

/// Who moves to whom: to the one with a home of his or her own, with more of a family there.
bool moves_to(const World& world, Person mover, Person stayer) {
  const bool mover_at_parents = world.lives_with_parents(mover);
  const bool stayer_at_parents = world.lives_with_parents(stayer);
  if (mover_at_parents != stayer_at_parents) return mover_at_parents;
  const auto of_mover = world.households.members[world.people.household[mover]];
  const auto of_stayer = world.households.members[world.people.household[stayer]];
  if (of_mover != of_stayer) return of_mover < of_stayer;
  return world.people.identity[mover] < world.people.identity[stayer];
}

/// One person leaves a household with the minor children who live with him or her.
void move_with_children(World& world, Person person, Row home) {
  const Row old_home = world.people.household[person];
  const std::vector<Person> children = world.dependants_of(person);
  world.move_person(person, home);
  for (const Person child : children) world.move_person(child, home);
  // Somebody else's children may have lived there too.
  world.house_children(old_home);
}

void move_together(World& world, Person mover, Person stayer) {
  if (world.lives_with_parents(stayer)) {
    const Identity who = world.people.identity[stayer];
    if (const Row dwelling = world.pick_vacant(who, 0); dwelling != no_row) {
      move_with_children(
          world, stayer,
          world.add_household(
              who.caused(static_cast<std::uint64_t>(Decision::finds_dwelling), world.week),
              dwelling));
    }
  }
  move_with_children(world, mover, world.people.household[stayer]);
}

}  // namespace

double readiness_for_partner(const World& world, Person person) {
  const LifeParameters& p = world.parameters.life;
  const double as_man =
      world.age(person) + (world.people.sex[person] == Sex::woman ? p.couple_age_gap : 0.0);
  const double years = as_man - p.couple_forming_age;
  const double by_age =
      engine::exp(years < 0.0 ? p.couple_forming_rise * years : -p.couple_forming_decline * years);
  return by_age * (lives_with_own_children(world, person) ? p.couple_forming_children : 1.0);
}

void look_for_partner(World& world, Person person) {
  People& people = world.people;
  if (people.partner[person] != no_row) return;
  if (world.households.collective[people.household[person]] != 0) return;
  const Draw draw = world.stream(Decision::couple_forms).at(people.identity[person], world.week, 1);
  const bool same_sex = draw.happens(world.parameters.life.same_sex_share);
  Person partner = among_own_ties(world, person, same_sex, draw);
  if (partner == no_row) partner = among_strangers(world, person, same_sex);
  if (partner == no_row) return;

  // Before they share a home: those who do without having known each other begin with less.
  world.tie_at_home(person, partner, TieKind::partner,
                    static_cast<float>(world.parameters.life.couple_hours));
  const bool person_moves = moves_to(world, person, partner);
  move_together(world, person_moves ? person : partner, person_moves ? partner : person);
  people.partner[person] = partner;
  people.partner[partner] = person;
  join_families(world, person, partner);
  world.refresh_home(people.household[person]);
  world.count(Flow::couples_formed, person);
  world.count(Flow::couples_formed, partner);
}

void part(World& world, Person person) {
  People& people = world.people;
  const Person partner = people.partner[person];
  if (partner == no_row) return;
  const Row dwelling = world.pick_vacant(people.identity[person], 0);
  if (dwelling == no_row) return;
  const Draw draw = world.stream(Decision::couple_parts).at(people.identity[person], world.week, 1);
  const Person leaver = draw.uniform(0) < 0.5 ? person : partner;
  const Person stayer = leaver == person ? partner : person;
  const bool woman_leaves = people.sex[leaver] == Sex::woman;
  const bool with_mother = draw.uniform(1) < world.parameters.life.children_with_mother;
  const bool children_leave = with_mother == woman_leaves;

  std::vector<Person> movers;
  if (children_leave) {
    for (const Person child : world.dependants_of(leaver)) movers.push_back(child);
  }
  people.partner[person] = no_row;
  people.partner[partner] = no_row;
  const Row home =
      world.add_household(people.identity[leaver].caused(
                              static_cast<std::uint64_t>(Decision::couple_parts), world.week),
                          dwelling);
  world.move_person(leaver, home);
  for (const Person child : movers) world.move_person(child, home);
  if (const int slot = world.ties.find(leaver, stayer); slot >= 0) {
    world.change_kind(leaver, static_cast<std::uint32_t>(slot), coded(TieKind::acquaintance));
  }
  world.refresh_home(people.household[stayer]);
  world.refresh_home(home);
  world.count(Flow::couples_parted, person);
  world.count(Flow::couples_parted, partner);
}

}  // namespace buurt::care
