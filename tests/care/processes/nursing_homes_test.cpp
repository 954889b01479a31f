#include "care/processes/nursing_homes.hpp"

#include <catch2/catch.hpp>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Tie;

namespace {

int residents(const World& world) {
  int count = 0;
  for (const Row home : world.collective_households) count += world.households.members[home];
  return count;
}

}  // namespace

TEST_CASE("who moves into a nursing home leaves a home and a partner, and keeps the ties to them") {
  World world = test::small_town();
  for (const Row home : world.collective_households) world.households.beds[home] = 255;
  int moved = 0;
  for (const Person person : test::everybody(world)) {
    const Person partner = world.people.partner[person];
    if (world.age(person) < 75 || partner == no_row) continue;
    REQUIRE(enter_nursing_home(world, person));
    CHECK(world.households.collective[world.people.household[person]] != 0);
    CHECK(world.people.partner[partner] == no_row);
    const Tie* tie = test::tie_between(world, person, partner);
    REQUIRE(tie != nullptr);
    CHECK(kind_of(tie->kind) == TieKind::partner);
    for (const Tie& each : world.ties.ties(person)) CHECK_FALSE(test::together(each));
    CHECK_FALSE(enter_nursing_home(world, person));
    if (++moved == 10) break;
  }
  CHECK(moved == 10);
  world.audit();
}

TEST_CASE("nobody moves into a nursing home without a free bed") {
  World world = test::small_town();
  for (const Row home : world.collective_households) {
    world.households.beds[home] = world.households.members[home];
  }
  Person person = 0;
  while (!world.people.alive(person) || world.age(person) < 75 ||
         !test::in_private_household(world, person)) {
    ++person;
  }
  const Row household = world.people.household[person];
  CHECK_FALSE(enter_nursing_home(world, person));
  CHECK(world.people.household[person] == household);
}

TEST_CASE("nursing homes stay inhabited") {
  World world = test::small_town();
  const int before = residents(world);
  REQUIRE(before > 10);
  test::live(world, 8 * weeks_per_year);
  CHECK(residents(world) > before / 2);
  for (const Row home : world.collective_households) {
    CHECK(world.households.members[home] <= world.households.beds[home]);
  }
  world.audit();
}

TEST_CASE("a nursing home without residents takes new ones") {
  World world = test::small_town();
  for (const Row home : world.collective_households) {
    for (const Person person : test::members_of(world, home)) world.emigrate(person);
    CHECK(world.households.alive(home));
  }
  world.audit();
  Person person = 0;
  while (!world.people.alive(person) || world.age(person) < 75) ++person;
  CHECK(enter_nursing_home(world, person));
  CHECK(residents(world) == 1);
  world.audit();
}
