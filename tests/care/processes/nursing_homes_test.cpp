#include "care/processes/nursing_homes.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/processes/formal_care.hpp"
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

TEST_CASE(
    "where more very old people live nursing homes take more, and nobody is sent away when fewer "
    "do") {
  World world = test::town_without_needs();
  const Row home = world.collective_households.front();
  world.households.beds[home] = 100;
  follow_norm(world);
  const std::uint32_t before = beds_today(world, home);
  const auto grow_older = [&](int years) {
    for (const Person person : test::everybody(world)) {
      if (world.age(person) >= 65) world.people.birth_week[person] -= years * weeks_per_year;
    }
    follow_norm(world);
  };
  grow_older(10);
  const std::uint32_t after = beds_today(world, home);
  CHECK(after > before);
  Parameters fixed = world.parameters;
  fixed.formal.follows_norm = 0.0;
  world.use(fixed);
  CHECK(beds_today(world, home) == 100);
  fixed.formal.follows_norm = 1.0;
  world.use(fixed);
  const int living_there = world.households.members[home];
  grow_older(-10);
  CHECK(beds_today(world, home) == before);
  CHECK(world.households.members[home] == living_there);
}

TEST_CASE("nursing homes stay inhabited") {
  World world = test::small_town();
  const int before = residents(world);
  REQUIRE(before > 10);
  // Who lives there stays when the norm asks for fewer beds than it did.
  std::vector<std::uint32_t> most(world.collective_households.size());
  for (int year = 0; year < 8; ++year) {
    for (std::size_t i = 0; i < most.size(); ++i) {
      most[i] = std::max(most[i], beds_today(world, world.collective_households[i]));
    }
    test::live(world, weeks_per_year);
  }
  CHECK(residents(world) > before / 2);
  for (std::size_t i = 0; i < most.size(); ++i) {
    const Row home = world.collective_households[i];
    CHECK(world.households.members[home] <= std::max(most[i], beds_today(world, home)));
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
  const experiment::ModelInput input = test::small_input(0, 8 * weeks_per_year, 8000);
  experiment::Simulation simulation(input, 0);
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
