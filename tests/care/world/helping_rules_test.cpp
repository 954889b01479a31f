#include "care/world/helping_rules.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"

using namespace buurt;
using namespace buurt::care;

TEST_CASE("kin begin to help for longer than friends, and the ledger holds what both give") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 3);
  const Row need = test::open_need(world, people[0], NeedKind::household, 6000);
  const HelpingParameters& p = world.parameters.helping;
  const std::uint16_t by_friend =
      begin_to_help(world, need, people[1], Relation::friend_or_neighbour);
  const std::uint16_t by_kin = begin_to_help(world, need, people[2], Relation::close_kin);
  CHECK(by_friend > 0);
  CHECK(by_friend <= p.friend_minutes);
  CHECK(by_kin > by_friend);
  CHECK(by_kin <= p.kin_minutes);
  CHECK(world.care.minutes_given(people[1]) == by_friend);
  CHECK(world.care.minutes_given(people[2]) == by_kin);
  CHECK(world.care.needs.met[need] == by_friend + by_kin);
}

TEST_CASE("who lives in a nursing home helps nobody") {
  World world = test::town_without_needs();
  int residents = 0;
  for (const Person person : test::everybody(world)) {
    if (!world.in_collective(person)) continue;
    ++residents;
    world.people.function[person] = Function::independent;
    world.people.dementia[person] = 0;
    CHECK(minutes_free(world, person, Relation::close_kin) == 0);
    CHECK(most_minutes_given(world, person) == 0);
    CHECK_FALSE(can_be_asked(world, person));
  }
  CHECK(residents > 0);
}

TEST_CASE("nobody begins to help for longer than is free or needed") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 2);
  const Row small = test::open_need(world, people[0], NeedKind::household, 10);
  CHECK(begin_to_help(world, small, people[1], Relation::close_kin) == 10);
  const Row large = test::open_need(world, people[0], NeedKind::company, 6000);
  while (minutes_free(world, people[1], Relation::close_kin) > 0) {
    const std::uint16_t free = minutes_free(world, people[1], Relation::close_kin);
    world.care.give(large, people[1], world.people.identity[people[1]], Source::kin, free,
                    world.week);
  }
  const Row other = test::open_need(world, people[0], NeedKind::guidance, 600);
  CHECK(begin_to_help(world, other, people[1], Relation::close_kin) == 0);
}
