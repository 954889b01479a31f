#include "care/world/noticing_rules.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/world/asking_rules.hpp"

using namespace buurt;
using namespace buurt::care;

TEST_CASE("the better one knows somebody and the less reluctant one is, the sooner one acts") {
  const World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 50);
  Person bold = people.front();
  Person shy = people.front();
  const auto reluctance = [&](Person person) {
    return reluctance_to_act(world, world.people.identity[person]);
  };
  for (const Person person : people) {
    if (reluctance(person) < reluctance(bold)) bold = person;
    if (reluctance(person) > reluctance(shy)) shy = person;
  }
  CHECK(chance_to_act(world, bold, 0.3) > chance_to_act(world, shy, 0.3));
  CHECK(chance_to_act(world, shy, 0.8) > chance_to_act(world, shy, 0.0));
  CHECK(chance_to_act(world, bold, 1.0) < 1.0);
}

TEST_CASE("who stands by is somebody of age whom the one who is struck knows") {
  World world = test::town_without_needs();
  const std::vector<Person> everybody = test::everybody(world);
  for (const Person person : everybody) world.people.stood_by[person] = 0;
  const Person struck = test::older_people(world, 1).front();
  for (int week = 0; week < 20; ++week) {
    stand_by(world, struck, 1.0);
    ++world.week;
  }
  int helpers = 0;
  for (const Person person : everybody) {
    if (world.people.stood_by[person] == 0) continue;
    ++helpers;
    CHECK(world.ties.find(struck, person) >= 0);
    CHECK(world.age(person) >= adult_age);
    CHECK(world.people.household[person] != world.people.household[struck]);
  }
  CHECK(helpers > 0);
}
