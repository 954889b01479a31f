#include "care/processes/nursing_homes.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/nursing_home_rules.hpp"

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

TEST_CASE("a free bed goes to the most urgent on the list, and what was needed at home ends") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 6);
  Parameters sure = world.parameters;
  sure.formal.home_rate = 1000.0;
  world.use(sure);
  for (const Row home : world.collective_households) world.households.beds[home] = 0;
  for (const Person person : people) {
    REQUIRE(consider_nursing_home(world, person));
    CHECK_FALSE(consider_nursing_home(world, person));
  }
  world.people.function[people[3]] = Function::severe;
  world.people.dementia[people[3]] = 1;
  const Row need = test::open_need(world, people[3], NeedKind::nursing, 100);
  world.care.give(need, people[0], world.people.identity[people[0]], Source::friends, 50,
                  world.week);
  admit_to_nursing_homes(world);
  CHECK(test::counted(world, Flow::nursing_home_entries) == 0);
  const Row home = world.collective_households.front();
  world.households.beds[home] = static_cast<std::uint8_t>(world.households.members[home] + 1);
  admit_to_nursing_homes(world);
  CHECK(test::counted(world, Flow::nursing_home_entries) == 1);
  CHECK(world.people.household[people[3]] == home);
  CHECK_FALSE(world.care.in_need(people[3]));
  CHECK_FALSE(world.care.gives(people[0]));
  CHECK(world.home_requests.size() == 5);
  CHECK_FALSE(consider_nursing_home(world, people[3]));
  world.emigrate(people[4]);
  admit_to_nursing_homes(world);
  CHECK(world.home_requests.size() == 4);
  world.audit();
}

TEST_CASE("over eight years residents stay as many, and mostly need care") {
  // Large enough for a list of those who want a place.
  experiment::Simulation simulation(test::small_input(0, 8 * weeks_per_year, 8000), 0);
  while (simulation.week() < 2 * weeks_per_year) simulation.live();
  const int before = residents(simulation.world());
  while (!simulation.done()) simulation.live();
  const World& world = simulation.world();
  CHECK(residents(world) > 0.8 * before);
  int heavy = 0;
  for (const Row home : world.collective_households) {
    for (const Person person : test::members_of(world, home)) {
      heavy +=
          world.people.function[person] >= Function::moderate || world.people.dementia[person] != 0;
    }
  }
  CHECK(heavy > 0.6 * residents(world));
}
