#include "care/processes/noticing.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/processes/deaths.hpp"
#include "care/world/asking_rules.hpp"
#include "care/world/service_rules.hpp"
#include "engine/parallel.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// Weeks in which people only look.
void look_for(World& world, int weeks) {
  for (int week = 0; week < weeks; ++week) {
    see_hidden_needs(world);
    ++world.week;
  }
}

void change(World& world, double NoticingParameters::*which, double value) {
  Parameters parameters = world.parameters;
  parameters.noticing.*which = value;
  world.use(parameters);
}

void only_ties(World& world) {
  change(world, &NoticingParameters::street, 0.0);
  change(world, &NoticingParameters::shop, 0.0);
  change(world, &NoticingParameters::professional, 0.0);
  change(world, &NoticingParameters::volunteer, 0.0);
}

void isolate(World& world, Person person) { world.end_ties(person, false); }

int hidden(const World& world) {
  int count = 0;
  for (Row need = 0; need < world.care.needs.rows(); ++need) {
    count += world.care.needs.alive(need) && world.care.needs.state[need] == NeedState::hidden;
  }
  return count;
}

World town_with_hidden_needs(std::size_t count) {
  World world = test::town_without_needs();
  const auto people = test::older_people(world, count);
  REQUIRE(people.size() == count);
  for (const Person person : people) {
    test::open_need(world, person, NeedKind::household, 120);
  }
  return world;
}

}  // namespace

TEST_CASE(
    "ties who meet somebody see what is the matter, and nobody sees it of one who meets nobody") {
  World world = town_with_hidden_needs(100);
  only_ties(world);
  const auto people = test::older_people(world, 100);
  for (std::size_t i = 0; i < people.size(); i += 2) isolate(world, people[i]);
  look_for(world, 104);
  int seen_of_met = 0;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const Row need = world.care.need_of(people[i], NeedKind::household);
    const bool seen = need == no_row || world.care.needs.state[need] != NeedState::hidden;
    if (i % 2 == 0) {
      CHECK_FALSE(seen);
    } else {
      seen_of_met += seen ? 1 : 0;
    }
  }
  CHECK(seen_of_met > 10);
  CHECK(test::counted(world, Flow::seen_by_ties) == seen_of_met);
}

TEST_CASE("each way of seeing a need has a reach of its own") {
  const auto detections = [](Flow flow, double NoticingParameters::*which, double value) {
    World world = town_with_hidden_needs(120);
    for (const Person person : test::older_people(world, 120)) isolate(world, person);
    only_ties(world);
    change(world, which, value);
    look_for(world, 52);
    CHECK(test::counted(world, Flow::needs_detected) == test::counted(world, flow));
    return test::counted(world, flow);
  };
  CHECK(detections(Flow::seen_in_street, &NoticingParameters::street, 0.0) == 0);
  CHECK(detections(Flow::seen_in_street, &NoticingParameters::street, 1.0) > 2);
  CHECK(detections(Flow::seen_in_shops, &NoticingParameters::shop, 0.0) == 0);
  CHECK(detections(Flow::seen_in_shops, &NoticingParameters::shop, 1.0) > 5);
  // Nobody comes to the house for another need.
  CHECK(detections(Flow::seen_by_helpers, &NoticingParameters::professional, 12.0) == 0);
}

TEST_CASE("who comes for one need sees another") {
  World world = town_with_hidden_needs(60);
  for (const Person person : test::older_people(world, 60)) {
    isolate(world, person);
    const Row nursing = test::open_need(world, person, NeedKind::nursing, 30);
    const Row organisation = test::organisation_of(world, OrganisationKind::home_nursing);
    world.care.set_capacity(organisation, 60000);
    world.care.provide(nursing, organisation, 30, world.week);
    notice(world, nursing);
  }
  only_ties(world);
  change(world, &NoticingParameters::professional, 3.0);
  world.flows = {};
  look_for(world, 52);
  CHECK(test::counted(world, Flow::seen_by_helpers) > 40);
  CHECK(hidden(world) == 60 - test::counted(world, Flow::seen_by_helpers));
}

TEST_CASE("somebody who cannot get to a shop is not seen there") {
  World world = town_with_hidden_needs(120);
  for (const Person person : test::older_people(world, 120)) {
    isolate(world, person);
    world.people.function[person] = Function::severe;
  }
  only_ties(world);
  change(world, &NoticingParameters::shop, 1.0);
  look_for(world, 52);
  CHECK(test::counted(world, Flow::seen_in_shops) == 0);
}

TEST_CASE("the more reluctant people are to act, the longer needs stay hidden") {
  int last = -1;
  for (const double acts : {2.0, -1.0, -4.0}) {
    World world = town_with_hidden_needs(150);
    only_ties(world);
    change(world, &NoticingParameters::act_stranger, acts);
    look_for(world, 40);
    CHECK(hidden(world) > last);
    last = hidden(world);
  }
}

TEST_CASE("some who see a need offer help themselves, and the ledger holds what they give") {
  World world = town_with_hidden_needs(150);
  only_ties(world);
  change(world, &NoticingParameters::accepts_offer, 3.0);
  change(world, &NoticingParameters::per_contact, 0.02);
  look_for(world, 52);
  CHECK(test::counted(world, Flow::help_offers) > 10);
  CHECK(test::counted(world, Flow::help_given) > 5);
  CHECK(test::counted(world, Flow::help_given) <= test::counted(world, Flow::help_offers));
  world.care.audit();
  world.volunteers.audit();
}

TEST_CASE("weeks to detection are those since the need arose") {
  World world = town_with_hidden_needs(1);
  world.week += 9;
  const Row need = world.care.need_of(test::older_people(world, 1).front(), NeedKind::household);
  REQUIRE(notice(world, need));
  CHECK(test::counted(world, Flow::weeks_hidden) == 9);
}

TEST_CASE("reluctance to act is drawn once, and apart from reluctance to ask") {
  const World& world = test::small_town();
  double sum = 0.0;
  double product = 0.0;
  int people = 0;
  for (const Person person : test::everybody(world)) {
    const Identity who = world.people.identity[person];
    CHECK(reluctance_to_act(world, who) == reluctance_to_act(world, who));
    sum += reluctance_to_act(world, who);
    product += reluctance_to_act(world, who) * reluctance_to_ask(world, who);
    ++people;
  }
  const double spread =
      world.parameters.noticing.reluctance_spread * world.parameters.helping.reluctance_spread;
  CHECK(sum / people == Approx(0.0).margin(0.15));
  CHECK(product / people == Approx(0.0).margin(0.1 * spread));
}

TEST_CASE("neighbours who know help around a death, and are remembered for a year") {
  World world = test::town_without_needs();
  const auto before = [](const World& town) {
    int count = 0;
    for (const Person person : test::everybody(town)) count += town.people.stood_by[person] != 0;
    return count;
  };
  for (const Person person : test::everybody(world)) world.people.stood_by[person] = 0;
  change(world, &NoticingParameters::around_death, 1.0);
  for (const Person person : test::older_people(world, 20)) die(world, person);
  CHECK(before(world) > 10);
  for (const Person person : test::everybody(world)) {
    if (world.people.stood_by[person] == 0) continue;
    CHECK(world.people.stood_by[person] == world.week + 1);
    CHECK(world.age(person) >= adult_age);
  }
}

TEST_CASE("noticing comes out the same on any number of threads") {
  std::uint64_t first = 0;
  for (const int threads : {1, 2, 7}) {
    World world = town_with_hidden_needs(150);
    change(world, &NoticingParameters::per_contact, 0.02);
    engine::with_threads(threads, [&] {
      look_for(world, 26);
      return 0;
    });
    if (threads == 1) first = world.hash();
    CHECK(world.hash() == first);
  }
}
