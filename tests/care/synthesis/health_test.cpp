#include "care/synthesis/health.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "care/synthesis/made_world.hpp"
#include "care/world/health_rules.hpp"
#include "care/world/need_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

struct Count {
  double people = 0;
  double limited = 0;
  double dementia = 0;
  double expected_dementia = 0;
};

Count count(const World& world, int from_age, int to_age) {
  Count all;
  for (const Person person : test::everybody(world)) {
    const int age = world.age(person);
    if (age < from_age || age >= to_age) continue;
    all.people += 1;
    all.limited += world.people.function[person] != Function::independent;
    all.dementia += world.people.dementia[person];
    const Sex sex = world.people.sex[person];
    for (HealthState s = function_levels; s < health_states; ++s) {
      all.expected_dementia +=
          0.5 * (world.health.shares(sex, age)[s] + world.health.shares(sex, age + 1)[s]);
    }
  }
  return all;
}

bool heavy(const World& world, Person person) {
  return world.people.function[person] >= Function::moderate;
}

}  // namespace

TEST_CASE("a town starts with as many people with dementia as its ages make it expect") {
  const World& world = test::made("herzele").world;
  const Count old = count(world, 60, 120);
  CHECK(std::abs(old.dementia - old.expected_dementia) < 4.0 * std::sqrt(old.expected_dementia));
  CHECK(old.dementia > 250);
  CHECK(count(world, 0, 60).dementia == 0);
}

TEST_CASE("function at the start declines with age, and few of the young are limited") {
  const World& world = test::made("herzele").world;
  double before = 0.0;
  for (const int age : {0, 40, 65, 75, 85}) {
    const Count all = count(world, age, age == 0 ? 40 : age + 10);
    const double share = all.limited / all.people;
    CHECK(share > before);
    before = share;
  }
  const Count young = count(world, 0, 40);
  CHECK(young.limited / young.people < 0.1);
}

TEST_CASE("most nursing-home residents need heavy care, and few others of their age") {
  const World& world = test::made("herzele").world;
  double residents = 0;
  double heavy_residents = 0;
  double others = 0;
  double heavy_others = 0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 75) continue;
    if (test::in_private_household(world, person)) {
      others += 1;
      heavy_others += heavy(world, person);
    } else {
      residents += 1;
      heavy_residents += heavy(world, person);
    }
  }
  CHECK(heavy_residents / residents > 0.75);
  CHECK(heavy_others / others < 0.35);
}

TEST_CASE("who needs something at the start lives at home, and is not well or has slowed down") {
  const World& world = test::made("herzele").world;
  int in_need = 0;
  for (const Person person : test::everybody(world)) {
    const bool needs = world.care.in_need(person);
    const bool at_home = test::in_private_household(world, person);
    if (!is_well(world, person)) REQUIRE(needs == at_home);
    if (needs && is_well(world, person)) {
      REQUIRE(at_home);
      REQUIRE(world.age(person) >= world.parameters.needs.slower_from);
    }
    in_need += needs;
  }
  CHECK(in_need > 1000);
  world.care.audit();
}

TEST_CASE("health neither improves nor declines over ten years") {
  test::Made made = test::make(test::small_municipality(6000), 5);
  World& world = made.world;
  world.index_places();
  make_ties(world, made.kin);
  const auto years = [&](int count_of) {
    WeekSchedule schedule = make_week();
    for (int week = 0; week < count_of * weeks_per_year; ++week) live_week(world, schedule);
  };
  years(1);
  const Count first = count(world, 65, 120);
  const double first_share = first.limited / first.people;
  years(10);
  const Count last = count(world, 65, 120);
  const double last_share = last.limited / last.people;
  const double error =
      std::sqrt(first_share * (1.0 - first_share) * (1.0 / first.people + 1.0 / last.people));
  CHECK(std::abs(last_share - first_share) < 4.0 * error + 0.02);
  CHECK(std::abs(last.dementia - last.expected_dementia) < 4.0 * std::sqrt(last.expected_dementia));
}

TEST_CASE("as many are limited at each age as say so: a tenth of the young, a third of the old") {
  const World& world = test::made("herzele").world;
  const auto limited = [&](int from, int to) {
    const Count all = count(world, from, to);
    return all.limited / all.people;
  };
  // Health Interview Survey 2018, Flemish Region; serious illness is not among these.
  CHECK(limited(25, 35) == Approx(0.10).margin(0.02));
  CHECK(limited(65, 120) == Approx(0.34).margin(0.035));
  CHECK(limited(75, 120) < 0.5);
}
