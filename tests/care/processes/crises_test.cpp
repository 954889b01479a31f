#include "care/processes/crises.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "care/processes/care_town.hpp"
#include "care/world/costs.hpp"
#include "care/world/helping_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// A town in which a hundred people live with severe limitations and nothing is known of it.
World frail_town() {
  World world = test::town_without_needs();
  for (const Person person : test::older_people(world, 100)) {
    world.people.function[person] = Function::severe;
    test::open_need(world, person, NeedKind::personal_care, 300);
  }
  return world;
}

void pass(World& world, int weeks) {
  for (int week = 0; week < weeks; ++week) {
    live_through_crises(world);
    ++world.week;
  }
}

}  // namespace

TEST_CASE("nobody is admitted who needs nothing") {
  World world = test::town_without_needs();
  pass(world, 52);
  CHECK(test::counted(world, Flow::hospital_admissions) == 0);
}

TEST_CASE("the less able, the ill and those without help are admitted more often") {
  World world = frail_town();
  const Person person = test::older_people(world, 2)[0];
  const Person carer = test::older_people(world, 2)[1];
  const double without_help = admission_rate(world, person);
  CHECK(unmet_share(world, person) == 1.0);
  const Row need = world.care.need_of(person, NeedKind::personal_care);
  world.care.give(need, carer, world.people.identity[carer], Source::kin, 300, world.week);
  CHECK(unmet_share(world, person) == 0.0);
  const double helped = admission_rate(world, person);
  CHECK(without_help / helped == Approx(world.parameters.formal.admission_unmet));
  world.people.illness[person] = Illness::serious;
  CHECK(admission_rate(world, person) > 2.0 * helped);
  world.people.illness[person] = Illness::none;
  world.people.function[person] = Function::light;
  CHECK(admission_rate(world, person) < helped);
}

TEST_CASE("admissions come at their rate, and every day in hospital is counted once") {
  World world = frail_town();
  pass(world, 104);
  const FormalParameters& p = world.parameters.formal;
  const auto admissions = static_cast<double>(test::counted(world, Flow::hospital_admissions));
  // 231 expected; four standard deviations.
  const double expected = 100.0 * 2.0 * p.admission_severe * p.admission_unmet;
  CHECK(admissions == Approx(expected).margin(4.0 * std::sqrt(expected)));
  const auto days = static_cast<double>(test::counted(world, Flow::hospital_days));
  CHECK(days / admissions == Approx(p.hospital_days).epsilon(0.3));
}

TEST_CASE("a crisis brings to light what was hidden") {
  World world = frail_town();
  pass(world, 52);
  int known = 0;
  for (Row need = 0; need < world.care.needs.rows(); ++need) {
    known += world.care.needs.alive(need) && world.care.needs.state[need] == NeedState::known;
  }
  CHECK(known > 20);
  CHECK(known == test::counted(world, Flow::needs_detected));
  CHECK(known <= test::counted(world, Flow::hospital_admissions));
}

TEST_CASE("some come home less able, and their needs follow") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 100);
  for (const Person person : people) {
    world.people.function[person] = Function::light;
    test::open_need(world, person, NeedKind::household, 100);
  }
  Parameters sure = world.parameters;
  sure.formal.worsens_after_stay = 1.0;
  sure.formal.admission_light = 1.5;
  world.use(sure);
  pass(world, 30);
  int worse = 0;
  for (const Person person : people) {
    if (world.people.function[person] == Function::light) continue;
    ++worse;
    CHECK(world.people.function[person] >= Function::moderate);
    CHECK(world.care.need_of(person, NeedKind::personal_care) != no_row);
  }
  CHECK(worse > 20);
  world.care.audit();
}

TEST_CASE("a stay ends with whoever leaves the municipality meanwhile") {
  World world = frail_town();
  pass(world, 10);
  REQUIRE(world.hospital.size() > 0);
  for (const Person person : test::older_people(world, 100)) world.emigrate(person);
  pass(world, 1);
  CHECK(world.hospital.size() == 0);
}

TEST_CASE("help pauses in hospital, is neither given nor unmet, and comes back afterwards") {
  World world = test::town_without_needs();
  Parameters sure = world.parameters;
  sure.formal.admission_severe = 1e6;
  sure.formal.worsens_after_stay = 0.0;
  world.use(sure);
  const std::vector<Person> people = test::older_people(world, 2);
  const Person person = people[0];
  const Person carer = people[1];
  world.people.function[person] = Function::severe;
  const Row need = test::open_need(world, person, NeedKind::personal_care, 600);
  const Row nurses = test::organisation_of(world, OrganisationKind::home_nursing);
  world.care.give(need, carer, world.people.identity[carer], Source::kin, 200, world.week);
  world.care.provide(need, nurses, 100, world.week);
  const double cost = weekly_cost(world, OrganisationKind::home_nursing);
  // People in need are looked at every four weeks.
  for (int week = 0; week < 4 && !world.care.away(person); ++week) {
    ++world.week;
    live_through_crises(world);
  }
  REQUIRE(world.care.away(person));
  world.care.audit();
  CHECK(world.care.unmet(need) == 0);
  CHECK(world.care.minutes_given_now(carer) == 0);
  CHECK(world.care.minutes_given(carer) == 200);
  CHECK(weekly_cost(world, OrganisationKind::home_nursing) == 0.0);
  CHECK(weekly_cost_of_hospital(world) > 0.0);
  // What comes up meanwhile waits too.
  const Row later = test::open_need(world, person, NeedKind::nursing, 60);
  CHECK(world.care.unmet(later) == 0);
  world.care.audit();
  sure.formal.admission_severe = 0.0;
  world.use(sure);
  world.hospital.days_left[0] = 1;
  ++world.week;
  live_through_crises(world);
  CHECK_FALSE(world.care.away(person));
  CHECK(world.care.unmet(need) == 300);
  CHECK(world.care.minutes_given_now(carer) == 200);
  CHECK(weekly_cost(world, OrganisationKind::home_nursing) == cost);
  CHECK(weekly_cost_of_hospital(world) == 0.0);
  world.care.audit();
}
