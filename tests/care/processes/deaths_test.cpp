#include "care/processes/deaths.hpp"

#include <catch2/catch.hpp>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Tie;

namespace {

bool child(const World& world, Person person) { return world.age(person) < 18; }

/// Whether everybody in the household is a child.
bool children_alone(const World& world, Row household) {
  for (const Person member : test::members_of(world, household)) {
    if (!child(world, member)) return false;
  }
  return true;
}

bool has_adult_kin_elsewhere(const World& world, Person person) {
  for (const Tie& tie : world.ties.ties(person)) {
    if (!tie.outside() && !test::together(tie) && is_kin(kind_of(tie.kind)) &&
        !child(world, tie.other) && test::in_private_household(world, tie.other)) {
      return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("a death ends all ties and widows the partner") {
  World world = test::small_town();
  const double ties_lost =
      static_cast<double>(world.flows.counts[static_cast<std::size_t>(Flow::ties_lost)][0]);
  Person person = 0;
  while (!world.people.alive(person) || world.people.partner[person] == no_row) ++person;
  const Person partner = world.people.partner[person];
  std::vector<Person> friends;
  for (const Tie& tie : world.ties.ties(person)) {
    if (!tie.outside()) friends.push_back(tie.other);
  }
  REQUIRE(friends.size() > 3);
  const std::size_t population = world.people.size();
  const float confidant_at_home = world.people.home_confidant[partner];

  die(world, person);

  CHECK_FALSE(world.people.alive(person));
  CHECK(world.people.size() == population - 1);
  CHECK(world.people.partner[partner] == no_row);
  CHECK(world.people.home_confidant[partner] < confidant_at_home);
  CHECK(world.ties.degree(person) == 0);
  for (const Person other : friends) CHECK(world.ties.find(other, person) < 0);
  CHECK(static_cast<double>(world.flows.counts[static_cast<std::size_t>(Flow::ties_lost)][0]) ==
        ties_lost + static_cast<double>(friends.size()));
  world.audit();
}

TEST_CASE("the dwelling of somebody who lived and died alone stands empty") {
  World world = test::small_town();
  Person person = 0;
  while (!world.people.alive(person) || !test::in_private_household(world, person) ||
         world.households.members[world.people.household[person]] != 1) {
    ++person;
  }
  const Row household = world.people.household[person];
  const Row dwelling = world.households.dwelling[household];
  const std::uint32_t empty = world.rosters.members(world.vacant);

  die(world, person);

  CHECK_FALSE(world.households.alive(household));
  CHECK(world.dwellings.household[dwelling] == no_row);
  CHECK(world.rosters.members(world.vacant) == empty + 1);
  world.audit();
}

TEST_CASE("orphans find a home with kin, or leave when they have none here") {
  const World& town = test::small_town();
  int orphaned = 0;
  int at_home_with_kin = 0;
  for (const Person parent : test::everybody(town)) {
    const Row household = town.people.household[parent];
    if (child(town, parent) || !test::in_private_household(town, parent)) continue;
    std::vector<engine::Identity> children;
    std::vector<Person> rows;
    bool kin_here = false;
    for (const Person member : test::members_of(town, household)) {
      if (member == parent) continue;
      children.push_back(town.people.identity[member]);
      rows.push_back(member);
      kin_here = kin_here || has_adult_kin_elsewhere(town, member);
    }
    if (rows.empty() || town.households.members[household] != rows.size() + 1) continue;
    bool all_children = true;
    for (const Person member : rows) all_children = all_children && child(town, member);
    if (!all_children) continue;

    World world = town;
    die(world, parent);
    world.audit();
    ++orphaned;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool here = world.people.identity[rows[i]] == children[i];
      CHECK(here == kin_here);
      if (!here) continue;
      ++at_home_with_kin;
      CHECK_FALSE(children_alone(world, world.people.household[rows[i]]));
    }
  }
  CHECK(orphaned >= 5);
  CHECK(at_home_with_kin >= 1);
}
