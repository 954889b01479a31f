// Who counts as what, by the definitions of surveys and registers.

#include <catch2/catch.hpp>
#include <string_view>
#include <vector>

#include "care/network_diagnostics.hpp"
#include "care/outcomes.hpp"
#include "care/processes/care_town.hpp"

using namespace buurt;
using care::Function;
using care::NeedKind;
using care::Person;
using care::Source;
using care::World;
using engine::Row;

namespace {

double measured(const World& world, std::string_view outcome) {
  std::vector<double> values(care::outcome_declarations().size() * care::group_count);
  care::measure(world, care::NetworkDiagnostics{}, values);
  for (std::size_t i = 0; i < care::outcome_declarations().size(); ++i) {
    if (care::outcome_declarations()[i].name == outcome) return values[i * care::group_count];
  }
  FAIL("no outcome is called " << outcome);
  return 0.0;
}

/// A need of company for so many minutes that this person meets.
Row helped(World& world, Person person, Person giver, Source source, std::uint16_t minutes) {
  const Row need = test::open_need(world, person, NeedKind::company, minutes);
  world.care.give(need, giver, world.people.identity[giver], source, minutes, world.week);
  return need;
}

}  // namespace

TEST_CASE("a register counts the one who gives most to each heavily dependent person", "[survey]") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 5);
  REQUIRE(people.size() == 5);
  const Person severe = people[0], light = people[1], most = people[2], less = people[3],
               other = people[4];
  world.people.function[severe] = Function::severe;
  world.people.function[light] = Function::light;
  const Row need = helped(world, severe, most, Source::kin, 300);
  CHECK(measured(world, "registered_carers") == 1.0);
  // Who gives less beside somebody who gives more is not named.
  world.care.set_need(severe, world.people.identity[severe], NeedKind::company, 400, world.week);
  world.care.give(need, less, world.people.identity[less], Source::friends, 100, world.week);
  helped(world, light, other, Source::kin, 300);
  CHECK(measured(world, "registered_carers") == 1.0);
  CHECK(measured(world, "people_with_carer") == 1.0);
  CHECK(measured(world, "informal_carers") == 3.0);
  // With dementia the second receiver counts too.
  world.people.dementia[light] = 1;
  CHECK(measured(world, "registered_carers") == 2.0);
  CHECK(measured(world, "people_with_carer") == 2.0);
}

TEST_CASE("somebody who cares for two is one registered carer", "[survey]") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 3);
  world.people.function[people[0]] = Function::severe;
  world.people.function[people[1]] = Function::severe;
  helped(world, people[0], people[2], Source::kin, 120);
  helped(world, people[1], people[2], Source::kin, 120);
  CHECK(measured(world, "registered_carers") == 1.0);
  CHECK(measured(world, "people_with_carer") == 2.0);
}

TEST_CASE("registered carers who are kin or housemates are counted apart from friends",
          "[survey]") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 6);
  REQUIRE(people.size() == 6);
  for (const std::size_t receiver : {0U, 2U, 4U}) {
    world.people.function[people[receiver]] = Function::severe;
  }
  helped(world, people[0], people[1], Source::kin, 120);
  helped(world, people[2], people[3], Source::friends, 120);
  CHECK(measured(world, "registered_carers") == 2.0);
  CHECK(measured(world, "registered_carers_kin") == 1.0);
  helped(world, people[4], people[5], Source::household, 120);
  CHECK(measured(world, "registered_carers_kin") == 2.0);
  // Who cares for a friend and for kin is one carer, and kin.
  world.care.give(helped(world, people[4], people[3], Source::household, 600), people[3],
                  world.people.identity[people[3]], Source::household, 600, world.week);
  CHECK(measured(world, "registered_carers") == 2.0);
  CHECK(measured(world, "registered_carers_kin") == 2.0);
}

TEST_CASE("hours of weekly carers leave out those who help less, and light help at home",
          "[survey]") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 5);
  helped(world, people[0], people[1], Source::kin, 119);
  CHECK(measured(world, "carer_hours_weekly") == 0.0);
  helped(world, people[2], people[3], Source::kin, 180);
  CHECK(measured(world, "carer_hours_weekly") == 3.0);
  world.people.function[people[4]] = Function::light;
  helped(world, people[4], people[3], Source::household, 60);
  CHECK(measured(world, "carer_hours_weekly") == 3.0);
  CHECK(measured(world, "carer_hours") == Approx((119.0 + 180.0 + 60.0) / 60.0));
}

TEST_CASE("weekly care is two hours, and a household's help for light limitations is none",
          "[survey]") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 4);
  world.people.function[people[0]] = Function::light;
  helped(world, people[0], people[1], Source::household, 600);
  CHECK(measured(world, "informal_carers_weekly") == 0.0);
  CHECK(measured(world, "informal_carers") == 1.0);
  world.people.function[people[0]] = Function::moderate;
  CHECK(measured(world, "informal_carers_weekly") == 1.0);
  helped(world, people[2], people[3], Source::friends, 119);
  CHECK(measured(world, "informal_carers_weekly") == 1.0);
  world.care.set_need(people[2], world.people.identity[people[2]], NeedKind::company, 120,
                      world.week);
  world.care.give(world.care.need_of(people[2], NeedKind::company), people[3],
                  world.people.identity[people[3]], Source::friends, 1, world.week);
  CHECK(measured(world, "informal_carers_weekly") == 2.0);
}

TEST_CASE("eleven hours a week are intensive care, not those of a volunteer", "[survey]") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 6);
  helped(world, people[0], people[1], Source::kin, 660);
  helped(world, people[2], people[3], Source::kin, 659);
  helped(world, people[4], people[5], Source::volunteers, 900);
  CHECK(measured(world, "informal_carers_intensive") == 1.0);
}

TEST_CASE("family care and home nursing are counted apart, while somebody is at home", "[survey]") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 2);
  const Row house = test::open_need(world, people[0], NeedKind::household, 180);
  const Row nursing = test::open_need(world, people[1], NeedKind::nursing, 60);
  world.care.provide(house, test::organisation_of(world, care::OrganisationKind::family_care), 150,
                     world.week);
  world.care.provide(nursing, test::organisation_of(world, care::OrganisationKind::home_nursing),
                     60, world.week);
  CHECK(measured(world, "family_care_clients") == 1.0);
  CHECK(measured(world, "hours_family_care") == 2.5);
  CHECK(measured(world, "home_nursing_clients") == 1.0);
  world.care.pause(people[0]);
  CHECK(measured(world, "family_care_clients") == 0.0);
  CHECK(measured(world, "hours_family_care") == 0.0);
}

TEST_CASE("limited are people of any degree of limitation, dementia or serious illness, from 16 on",
          "[survey]") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 3);
  CHECK(measured(world, "people_limited") == 0.0);
  world.people.function[people[0]] = Function::light;
  world.people.dementia[people[1]] = 1;
  world.people.illness[people[2]] = care::Illness::serious;
  CHECK(measured(world, "people_limited") == 3.0);
  for (const Person person : test::everybody(world)) {
    if (world.age(person) >= 16) continue;
    world.people.function[person] = Function::light;
    break;
  }
  CHECK(measured(world, "people_limited") == 3.0);
}
