#include "care/world/trust_rules.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/processes/wellbeing.hpp"
#include "care/world/levels.hpp"

using namespace buurt;
using namespace buurt::care;

TEST_CASE("a yes raises trust in neighbours and a no lowers it") {
  World world = test::town_without_needs();
  const Person person = test::older_people(world, 1).front();
  world.people.trust_in_neighbours[person] = coded_score(5.0);
  remember_answer(world, person, true);
  const double after_yes = score(world.people.trust_in_neighbours[person]);
  CHECK(after_yes > 5.0);
  remember_answer(world, person, false);
  remember_answer(world, person, false);
  CHECK(score(world.people.trust_in_neighbours[person]) < after_yes);
}

TEST_CASE(
    "waiting for care lowers trust in services and then in the authority, being served raises it") {
  World waits = test::town_without_needs();
  const Person person = test::older_people(waits, 1).front();
  waits.people.function[person] = Function::severe;
  World served = waits;
  test::waiting_need(waits, person, NeedKind::nursing, 120, 20);
  const Row need = test::open_need(served, person, NeedKind::nursing, 60);
  served.care.provide(need, test::organisation_of(served, OrganisationKind::home_nursing), 60,
                      served.week);
  for (int look = 0; look < 40; ++look) {
    trust_others(waits, person, 0.0, 0.2);
    trust_others(served, person, 0.0, 0.2);
  }
  CHECK(waits.people.trust_in_services[person] < served.people.trust_in_services[person]);
  CHECK(waits.people.trust_in_authority[person] < served.people.trust_in_authority[person]);
}

TEST_CASE("who comes to hospital because care was lacking trusts services less") {
  World world = test::town_without_needs();
  const Person person = test::older_people(world, 1).front();
  world.people.trust_in_services[person] = coded_score(6.0);
  lose_trust_in_services(world, person);
  CHECK(score(world.people.trust_in_services[person]) == Approx(6.0).margin(0.02));
  test::open_need(world, person, NeedKind::nursing, 120);
  lose_trust_in_services(world, person);
  CHECK(score(world.people.trust_in_services[person]) < 5.9);
}
