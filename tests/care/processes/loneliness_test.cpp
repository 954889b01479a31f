#include "care/processes/loneliness.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "care/small_town.hpp"
#include "care/world/personal_traits.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// Somebody who lives alone, in a private household.
Person somebody_alone(const World& world) {
  for (const Person person : test::everybody(world)) {
    if (test::in_private_household(world, person) &&
        world.households.members[world.people.household[person]] == 1) {
      return person;
    }
  }
  FAIL("nobody");
  return no_row;
}

/// Weeks in which this person has so many hours with others, some of them with confidants.
void weeks_of(World& world, Person person, int weeks, double hours, double with_confidants) {
  for (int week = 0; week < weeks; ++week) {
    world.people.week_contact[person] = static_cast<float>(hours);
    world.people.week_confidant[person] = static_cast<float>(with_confidants);
    feel_lonely(world);
  }
}

}  // namespace

TEST_CASE("a person without contact grows lonely, and contact takes it away") {
  World world = test::small_town();
  const Person person = somebody_alone(world);
  world.people.ease_alone[person] = 1.0F;
  const LonelinessParameters& p = world.parameters.loneliness;
  float social = 0.0F;
  float emotional = 0.0F;
  world.people.loneliness_social[person] = 0.0F;
  world.people.loneliness_emotional[person] = 0.0F;
  world.people.contact[person] = 0.0F;
  world.people.confidant[person] = 0.0F;
  for (int month = 0; month < 12; ++month) {
    weeks_of(world, person, 4, 0.0, 0.0);
    CHECK(world.people.loneliness_social[person] > social);
    CHECK(world.people.loneliness_emotional[person] > emotional);
    social = world.people.loneliness_social[person];
    emotional = world.people.loneliness_emotional[person];
  }
  weeks_of(world, person, 400, 0.0, 0.0);
  CHECK(world.people.loneliness_social[person] > 0.95F);
  CHECK(world.people.loneliness_emotional[person] > 0.95F);
  CHECK(world.people.loneliness_social[person] <= 1.0F);

  weeks_of(world, person, 600, 1.5 * p.wished_hours, 1.5 * p.wished_confidant_hours);
  CHECK(world.people.loneliness_social[person] < 0.05F);
  CHECK(world.people.loneliness_emotional[person] < 0.05F);
  CHECK(world.people.loneliness_social[person] >= 0.0F);
}

TEST_CASE("company takes social loneliness away but not the want of somebody to confide in") {
  World world = test::small_town();
  const Person person = somebody_alone(world);
  world.people.ease_alone[person] = 1.0F;
  weeks_of(world, person, 600, 2.0 * world.parameters.loneliness.wished_hours, 0.0);
  CHECK(world.people.loneliness_social[person] < 0.05F);
  CHECK(world.people.loneliness_emotional[person] > 0.95F);
}

TEST_CASE("a partner at home keeps emotional loneliness away") {
  World world = test::small_town();
  Person person = 0;
  while (!world.people.alive(person) || world.people.partner[person] == no_row) ++person;
  const Person single = somebody_alone(world);
  world.people.ease_alone[person] = world.people.ease_alone[single] = 1.0F;
  for (int week = 0; week < 300; ++week) {
    for (const Person each : {person, single}) {
      world.people.week_contact[each] = 0.0F;
      world.people.week_confidant[each] = 0.0F;
    }
    feel_lonely(world);
  }
  CHECK(world.people.loneliness_emotional[person] < world.people.loneliness_emotional[single]);
}

TEST_CASE("people whose ties ask for more time than they have follow each of them up less") {
  World world = test::small_town();
  const Person person = somebody_alone(world);
  world.people.social_hours[person] = 10.0F;
  world.people.pull[person] = 10.0F;
  feel_lonely(world);
  const float at_ease = world.people.eagerness[person];
  world.people.pull[person] = 20.0F;
  feel_lonely(world);
  const float pressed = world.people.eagerness[person];
  world.people.pull[person] = 1e6F;
  feel_lonely(world);
  const float overwhelmed = world.people.eagerness[person];
  CHECK(pressed < at_ease);
  CHECK(overwhelmed < pressed);
  CHECK(static_cast<double>(overwhelmed) == Approx(world.parameters.time.least_eagerness));
}

TEST_CASE("the last four weeks of contact are remembered, family, friends and neighbours apart") {
  World world = test::small_town();
  const Person person = somebody_alone(world);
  constexpr std::uint8_t family = 1;
  constexpr std::uint8_t neighbours = 4;
  world.people.contact_weeks[person] = 0;
  for (const std::uint8_t met :
       {family, std::uint8_t{0}, static_cast<std::uint8_t>(family | neighbours)}) {
    world.people.contact_now[person] = met;
    feel_lonely(world);
  }
  CHECK(world.people.contact_weeks[person] == ((1U << 8U) | 0b101U));
  for (int week = 0; week < 4; ++week) feel_lonely(world);
  CHECK(world.people.contact_weeks[person] == 0);
}

TEST_CASE("with the same contact, who wishes for more of it is lonelier") {
  World world = test::small_town();
  const Person person = somebody_alone(world);
  const LonelinessParameters& p = world.parameters.loneliness;
  float before = -1.0F;
  for (const float wishes : {0.4F, 1.0F, 2.0F}) {
    world.people.ease_alone[person] = 1.0F / wishes;
    weeks_of(world, person, 600, 0.5 * p.wished_hours, 0.5 * p.wished_confidant_hours);
    CHECK(world.people.loneliness_social[person] > before);
    before = world.people.loneliness_social[person];
  }
}

TEST_CASE("people wish for different amounts of contact, on average the usual one, all life long") {
  World world = test::small_town();
  const double spread = world.parameters.loneliness.wish_spread;
  REQUIRE(spread > 0.1);
  double sum = 0.0;
  double squares = 0.0;
  int people = 0;
  for (const Person person : test::everybody(world)) {
    const double wish = 1.0 / static_cast<double>(world.people.ease_alone[person]);
    CHECK(world.people.ease_alone[person] == draw_ease_alone(world, world.people.identity[person]));
    sum += wish;
    squares += std::log(wish) * std::log(wish);
    ++people;
  }
  CHECK(sum / people == Approx(1.0).margin(0.05));
  CHECK(std::sqrt(squares / people - spread * spread * spread * spread / 4.0) ==
        Approx(spread).margin(0.03));
}
