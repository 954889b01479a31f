#include "care/processes/living_standard.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace buurt::care {
namespace {

// As the published shares define their kinds of household.
constexpr int older_from = 65;
constexpr int children_of_large_family = 3;

enum Kind : std::size_t { one_person, older_couple, lone_parent, large_family, rest, kinds };

struct Home {
  Kind kind = rest;
  double persons = 0;
  double weight = 1;  ///< how often at risk, against others of the same kind
};

Home home_of(const World& world, Row household) {
  const LifeParameters& p = world.parameters.life;
  int adults = 0;
  int minors = 0;
  int eldest_age = -1;
  bool couple = false;
  bool foreign = false;
  world.each_member(household, [&](Person person) {
    const int age = world.age(person);
    ++(age < adult_age ? minors : adults);
    if (age > eldest_age) {
      eldest_age = age;
      foreign = world.people.origin[person] == Origin::foreign;
    }
    const Person partner = world.people.partner[person];
    couple = couple || (partner != no_row && world.people.household[partner] == household);
  });
  Home home;
  home.persons = adults + minors;
  home.weight = foreign ? p.poverty_origin : 1.0;
  if (adults + minors == 1) {
    home.kind = one_person;
  } else if (!couple && adults == 1) {
    home.kind = lone_parent;
  } else if (couple && adults == 2 && minors == 0 && eldest_age >= older_from) {
    home.kind = older_couple;
  } else if (couple && minors >= children_of_large_family) {
    home.kind = large_family;
  }
  return home;
}

/// Shares at risk by kind of household, for a weight of 1.
std::array<double, kinds> shares_now(const World& world) {
  const Municipality& m = world.municipality;
  std::array<double, kinds> share = {m.poverty_one_person, m.poverty_older_couple,
                                     m.poverty_lone_parent, m.poverty_large_family, 0.0};
  std::array<double, kinds> persons{};
  std::array<double, kinds> weighted{};
  double all = 0.0;
  for (Row household = 0; household < world.households.rows(); ++household) {
    if (!world.households.alive(household) || world.households.collective[household] != 0) continue;
    const Home home = home_of(world, household);
    persons[home.kind] += home.persons;
    weighted[home.kind] += home.persons * home.weight;
    all += home.persons;
  }
  double left = m.poverty_all * all;
  for (std::size_t kind = 0; kind < rest; ++kind) left -= share[kind] * persons[kind];
  share[rest] = persons[rest] > 0.0 ? std::max(0.0, left / persons[rest]) : 0.0;
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    if (weighted[kind] > 0.0) share[kind] *= persons[kind] / weighted[kind];
  }
  return share;
}

}  // namespace

void change_living_standards(World& world) {
  const std::array<double, kinds> share = shares_now(world);
  const engine::Stream draws = world.stream(Decision::living_standard);
  for (Row household = 0; household < world.households.rows(); ++household) {
    if (!world.households.alive(household) || world.households.collective[household] != 0) continue;
    const engine::Draw draw = draws.at(world.households.identity[household], world.week);
    if (!draw.happens(world.parameters.life.poverty_changes, 0)) continue;
    const Home home = home_of(world, household);
    const bool poor = draw.happens(std::min(1.0, share[home.kind] * home.weight), 1);
    world.each_member(household,
                      [&](Person person) { world.people.poverty[person] = poor ? 1 : 0; });
  }
}

}  // namespace buurt::care
