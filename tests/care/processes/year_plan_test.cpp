#include "care/processes/year_plan.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "care/small_town.hpp"
#include "care/world/mortality.hpp"

using namespace buurt;
using namespace buurt::care;

TEST_CASE("what happens within the year happens in one of its weeks, evenly spread") {
  CHECK(week_of_year(0.0, 0.0) == -1);
  CHECK(week_of_year(0.3, 0.3) == -1);
  CHECK(week_of_year(0.3, 0.9) == -1);
  CHECK(week_of_year(0.3, 0.0) == 0);
  CHECK(week_of_year(1.0, 0.9999999) == weeks_per_year - 1);
  int in_first_half = 0;
  int happens = 0;
  for (int i = 0; i < 1000; ++i) {
    const int week = week_of_year(0.5, i / 1000.0);
    REQUIRE(week >= -1);
    REQUIRE(week < weeks_per_year);
    happens += week >= 0;
    in_first_half += week >= 0 && week < weeks_per_year / 2;
  }
  CHECK(happens == 500);
  CHECK(in_first_half == 250);
}

TEST_CASE("a likelier event comes to the same person no later") {
  for (const double uniform : {0.001, 0.05, 0.2, 0.4}) {
    int earlier = weeks_per_year;
    for (const double chance : {0.41, 0.6, 0.8, 1.0}) {
      const int week = week_of_year(chance, uniform);
      REQUIRE(week >= 0);
      CHECK(week <= earlier);
      earlier = week;
    }
  }
}

TEST_CASE("the old die more than the young, and men more than women of their age") {
  const World& world = test::small_town();
  CHECK(death_rate_of(world.municipality, Sex::woman, 85) >
        death_rate_of(world.municipality, Sex::woman, 70));
  CHECK(death_rate_of(world.municipality, Sex::woman, 70) >
        death_rate_of(world.municipality, Sex::woman, 40));
  for (const int age : {40, 70, 85}) {
    CHECK(death_rate_of(world.municipality, Sex::man, age) >
          death_rate_of(world.municipality, Sex::woman, age));
  }
}

TEST_CASE("everybody has a birthday ahead in the coming year") {
  const World& town = test::small_town();
  World world = town;
  std::vector<int> birthdays(town.people.rows());
  for (int week = 0; week < weeks_per_year; ++week) {
    for (const engine::Event& event : world.agenda.take(world.week)) {
      if (event.what != static_cast<std::uint32_t>(LifeEvent::birthday)) continue;
      if (town.people.identity[event.row] == event.who) ++birthdays[event.row];
    }
    ++world.week;
  }
  for (const Person person : test::everybody(town)) REQUIRE(birthdays[person] == 1);
}

TEST_CASE("whose span of life is lived through dies within the year of that birthday") {
  World world = test::small_town();
  Person person = 0;
  while (!world.people.alive(person) || world.age(person) < 60) ++person;
  const engine::Identity who = world.people.identity[person];
  world.people.life_left[person] = 0.0;
  plan_year(world, person);
  int deaths = 0;
  for (int week = 0; week <= weeks_per_year; ++week) {
    for (const engine::Event& event : world.agenda.take(world.week)) {
      deaths += event.who == who && event.what == static_cast<std::uint32_t>(LifeEvent::death);
    }
    ++world.week;
  }
  CHECK(deaths == 1);
}
