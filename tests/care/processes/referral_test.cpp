#include "care/processes/referral.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/world/service_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// Weeks in which only referral goes on.
void refer_for(World& world, int weeks) {
  for (int week = 0; week < weeks; ++week) {
    refer(world);
    ++world.week;
  }
}

int in_state(const World& world, NeedState state) {
  int count = 0;
  for (Row need = 0; need < world.care.needs.rows(); ++need) {
    count += world.care.needs.alive(need) && world.care.needs.state[need] == state ? 1 : 0;
  }
  return count;
}

}  // namespace

TEST_CASE("a tie who notices makes a hidden need known, once") {
  World world = test::town_without_needs();
  const Person person = test::older_people(world, 1).front();
  const Row need = test::open_need(world, person, NeedKind::household, 120);
  CHECK(notice(world, need));
  CHECK(world.care.needs.state[need] == NeedState::known);
  CHECK_FALSE(notice(world, need));
  CHECK(test::counted(world, Flow::needs_detected) == 1);
}

TEST_CASE("hidden needs come to light, and those that nobody meets reach a waiting list") {
  World world = test::town_without_needs();
  const auto people = test::older_people(world, 100);
  for (const Person person : people) {
    world.people.function[person] = Function::severe;
    test::open_need(world, person, NeedKind::nursing, 120);
  }
  refer_for(world, 8);
  const int hidden_early = in_state(world, NeedState::hidden);
  CHECK(hidden_early > 20);
  CHECK(hidden_early < 100);
  refer_for(world, 150);
  CHECK(in_state(world, NeedState::hidden) < 5);
  CHECK(in_state(world, NeedState::waiting) > 90);
  CHECK(test::counted(world, Flow::referrals) > test::counted(world, Flow::referrals_completed));
  CHECK(test::counted(world, Flow::referrals_completed) == in_state(world, NeedState::waiting));
  CHECK(test::counted(world, Flow::needs_detected) == 100 - in_state(world, NeedState::hidden));
}

TEST_CASE("what the own circle does is not referred") {
  World world = test::town_without_needs();
  const auto people = test::older_people(world, 40);
  for (std::size_t i = 0; i + 1 < people.size(); i += 2) {
    world.people.function[people[i]] = Function::severe;
    const Row need = test::open_need(world, people[i], NeedKind::household, 120);
    notice(world, need);
    world.care.give(need, people[i + 1], world.people.identity[people[i + 1]], Source::kin, 120,
                    world.week);
  }
  refer_for(world, 60);
  CHECK(in_state(world, NeedState::known) == 20);
  CHECK(test::counted(world, Flow::referrals) == 0);
}

TEST_CASE("co-payment keeps the poor from accepting, and who refuses goes on refusing") {
  World world = test::town_without_needs();
  int rich = 0;
  int poor = 0;
  for (const Person person : test::everybody(world)) {
    rich += accepts(world, person, OrganisationKind::family_care) ? 1 : 0;
    world.people.poverty[person] = 1;
    const bool accepted = accepts(world, person, OrganisationKind::family_care);
    poor += accepted ? 1 : 0;
    ++world.week;
    CHECK(accepts(world, person, OrganisationKind::family_care) == accepted);
    CHECK(accepts(world, person, OrganisationKind::home_nursing));
  }
  const FormalParameters& p = world.parameters.formal;
  const auto all = static_cast<double>(world.people.size());
  CHECK(rich / all == Approx(p.uptake).margin(0.04));
  CHECK(poor / all == Approx(p.uptake * p.uptake_poverty).margin(0.04));
}

TEST_CASE("family care is for people with limitations, dementia or serious illness") {
  World world = test::town_without_needs();
  const Person person = test::older_people(world, 1).front();
  CHECK_FALSE(is_eligible(world, person, OrganisationKind::family_care));
  world.people.dementia[person] = 1;
  CHECK(is_eligible(world, person, OrganisationKind::family_care));
  world.people.dementia[person] = 0;
  world.people.function[person] = Function::light;
  CHECK(is_eligible(world, person, OrganisationKind::family_care));
  CHECK_FALSE(is_eligible(world, person, OrganisationKind::day_care));
}

TEST_CASE("the old and the less able see their doctor more often") {
  World world = test::town_without_needs();
  Person young = no_row;
  Person old = no_row;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) == 40) young = person;
    if (world.age(person) == 85) old = person;
  }
  REQUIRE(young != no_row);
  REQUIRE(old != no_row);
  CHECK(gp_contacts(world, old) > gp_contacts(world, young));
  const double before = gp_contacts(world, young);
  world.people.function[young] = Function::severe;
  CHECK(gp_contacts(world, young) > before);
}
