#include "care/world/volunteer_rules.hpp"

#include <catch2/catch.hpp>

#include "care/processes/volunteering_town.hpp"
#include "care/world/helping_rules.hpp"

using namespace buurt;
using namespace buurt::care;
using namespace buurt::test;

TEST_CASE("who is asked as a friend as well gives that apart from the hours offered") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::visiting, 38.0);
  const Row volunteer_row = volunteers_for(world, scheme, 1, 60).front();
  requests_at(world, scheme, NeedKind::company, 1, 240);
  volunteer_for(world, 4);
  REQUIRE(minutes_as_volunteer(world, volunteer_row) == 60);
  const Person giver = world.volunteers.volunteers.person[volunteer_row];
  const Person receiver = test::older_people(world, 1).front();
  const Row need = world.care.need_of(receiver, NeedKind::company);
  REQUIRE(begin_to_help(world, need, giver, Relation::friend_or_neighbour) > 0);
  CHECK(minutes_as_volunteer(world, volunteer_row) == 60);
  CHECK(world.care.minutes_given(giver) > 60);
  stop_volunteering(world, volunteer_row);
  CHECK(world.care.gives(giver));
  world.care.audit();
  world.volunteers.audit();
}

TEST_CASE("who volunteers asks the own ties, and those say yes more often than to a call") {
  World called = town_without_volunteers();
  World asked = called;
  const Row scheme = scheme_of(called, SchemeKind::elsewhere, 0.0, 0.0, 500);
  scheme_of(asked, SchemeKind::elsewhere, 0.0, 0.0, 500);
  int yes_to_call = 0;
  int yes_to_tie = 0;
  int people = 0;
  const VolunteeringParameters& p = called.parameters.volunteering;
  for (const Person person : test::everybody(called)) {
    if (!may_volunteer(called, person)) continue;
    ++people;
    yes_to_call += ask_to_volunteer(called, person, scheme, p.says_yes_to_call) ? 1 : 0;
    yes_to_tie += ask_to_volunteer(asked, person, scheme, p.says_yes_to_tie) ? 1 : 0;
  }
  const double difference = static_cast<double>(yes_to_tie - yes_to_call) / people;
  CHECK(difference == Approx(0.21).margin(0.04));
  CHECK(called.volunteers.volunteers.size() == static_cast<std::size_t>(yes_to_call));
}

TEST_CASE("a scheme that closes leaves nobody waiting and nobody giving") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::visiting, 38.0);
  volunteers_for(world, scheme, 20);
  requests_at(world, scheme, NeedKind::company, 40);
  volunteer_for(world, 2);
  REQUIRE(helping(world) > 0);
  close_scheme(world, scheme);
  CHECK(helping(world) == 0);
  CHECK(world.volunteers.volunteers.size() == 0);
  for (Row need = 0; need < world.care.needs.rows(); ++need) {
    if (world.care.needs.alive(need)) CHECK(world.care.needs.desk[need] == no_row);
  }
  const std::int64_t requests = test::counted(world, Flow::desk_requests);
  volunteer_for(world, 26);
  CHECK(test::counted(world, Flow::desk_requests) == requests);
  world.care.audit();
  world.volunteers.audit();
}
