#include "care/world/desk_rules.hpp"

#include <catch2/catch.hpp>

#include "care/processes/volunteering_town.hpp"

using namespace buurt;
using namespace buurt::care;
using namespace buurt::test;

TEST_CASE("of two desks that take a need the one that more people know is asked") {
  World world = town_without_volunteers();
  const Person person = older_people(world, 1).front();
  const Row little = scheme_of(world, SchemeKind::visiting, 10.0, 0.2, 0, 1);
  const Row well = scheme_of(world, SchemeKind::broad, 10.0, 0.6, 0, 2);
  CHECK(DeskGuide(world).desk_for(world, person, NeedKind::company) == well);
  CHECK(DeskGuide(world).desk_for(world, person, NeedKind::transport) == well);
  CHECK(DeskGuide(world).desk_for(world, person, NeedKind::nursing) == no_row);
  world.volunteers.schemes.open[well] = 0;
  CHECK(DeskGuide(world).desk_for(world, person, NeedKind::company) == little);
  CHECK(DeskGuide(world).desk_for(world, person, NeedKind::transport) == no_row);
}

TEST_CASE("the share of people that it says know a desk, the same ones every week") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::visiting, 10.0, 0.5);
  const std::vector<Person> people = everybody(world);
  std::vector<bool> knew;
  double know = 0.0;
  for (const Person person : people) {
    knew.push_back(knows_desk(world, person, scheme));
    know += knew.back() ? 1.0 : 0.0;
  }
  // Two thousand draws: four standard deviations.
  CHECK(know / static_cast<double>(people.size()) == Approx(0.5).margin(0.045));
  world.week += 9;
  for (std::size_t i = 0; i < people.size(); ++i) {
    CHECK(knows_desk(world, people[i], scheme) == knew[i]);
  }
}

TEST_CASE("a need stands at one desk at a time, and arrives when the word has got there") {
  World world = town_without_volunteers();
  const Row first = scheme_of(world, SchemeKind::visiting, 10.0, 1.0, 0, 1);
  const Row second = scheme_of(world, SchemeKind::visiting, 10.0, 1.0, 0, 2);
  const Row need = open_need(world, older_people(world, 1).front(), NeedKind::company, 120);
  bring_to_desk(world, need, first, 3);
  bring_to_desk(world, need, second, 0);
  CHECK(world.care.needs.desk[need] == first);
  CHECK(world.care.needs.desk_since[need] == world.week + 3);
  CHECK(counted(world, Flow::desk_requests) == 1);
}

TEST_CASE("schemes come in order of identity, whatever their rows") {
  World world = town_without_volunteers();
  for (std::uint64_t number = 1; number <= 5; ++number) {
    scheme_of(world, SchemeKind::visiting, 10.0, 1.0, 0, number);
  }
  const std::vector<Row> schemes = schemes_by_identity(world);
  REQUIRE(schemes.size() == world.volunteers.schemes.size());
  for (std::size_t i = 1; i < schemes.size(); ++i) {
    CHECK(world.volunteers.schemes.identity[schemes[i - 1]] <
          world.volunteers.schemes.identity[schemes[i]]);
  }
}
