#include "care/world/nursing_home_rules.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/world/helping_rules.hpp"

using namespace buurt;
using namespace buurt::care;

TEST_CASE("who is less able, alone, demented or poor in help asks for a place sooner") {
  World world = test::town_without_needs();
  Person person = no_row;
  for (const Person each : test::older_people(world, 1000)) {
    if (world.households.members[world.people.household[each]] > 1) person = each;
  }
  REQUIRE(person != no_row);
  double rate = home_request_rate(world, person);
  const auto rises = [&] {
    const double before = rate;
    rate = home_request_rate(world, person);
    return rate > before;
  };
  for (const Function function : {Function::light, Function::moderate, Function::severe}) {
    world.people.function[person] = function;
    CHECK(rises());
  }
  world.people.dementia[person] = 1;
  CHECK(rises());
  const Row need = test::open_need(world, person, NeedKind::personal_care, 600);
  CHECK(rises());
  const Person carer = test::members_of(world, world.people.household[person]).front() == person
                           ? test::members_of(world, world.people.household[person]).back()
                           : test::members_of(world, world.people.household[person]).front();
  world.care.give(need, carer, world.people.identity[carer], Source::household, 600, world.week);
  CHECK(main_carer(world, person) == carer);
  CHECK_FALSE(rises());
  world.people.wish[carer] = 255;
  CHECK(rises());
  world.people.poverty[person] = 1;
  CHECK_FALSE(rises());
}
