#include "care/processes/living_standard.hpp"

#include <catch2/catch.hpp>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// Share of poor people among those who live alone, and among all at home.
struct Poor {
  double alone = 0;
  double all = 0;
};

Poor poor_in(const World& world) {
  double people = 0.0;
  double poor = 0.0;
  double alone = 0.0;
  double poor_alone = 0.0;
  for (const Person person : test::everybody(world)) {
    if (!test::in_private_household(world, person)) continue;
    const double is_poor = world.people.poverty[person];
    people += 1.0;
    poor += is_poor;
    if (world.households.members[world.people.household[person]] != 1) continue;
    alone += 1.0;
    poor_alone += is_poor;
  }
  return {poor_alone / alone, poor / people};
}

World town_in_which_nobody_is_poor() {
  World world = test::small_town();
  for (const Person person : test::everybody(world)) world.people.poverty[person] = 0;
  return world;
}

}  // namespace

TEST_CASE("who comes to live alone comes to be poor as often as those who live alone are") {
  World world = town_in_which_nobody_is_poor();
  for (int year = 0; year < 25; ++year) {
    change_living_standards(world);
    world.week += weeks_per_year;
  }
  // Some three hundred live alone; three standard errors.
  CHECK(poor_in(world).alone == Approx(world.municipality.poverty_one_person).margin(0.065));
  CHECK(poor_in(world).all == Approx(world.municipality.poverty_all).margin(0.035));
}

TEST_CASE("members of a household are poor together, and most stay what they are for a year") {
  World world = town_in_which_nobody_is_poor();
  change_living_standards(world);
  const Poor after = poor_in(world);
  CHECK(after.all > 0.0);
  CHECK(after.all < 0.5 * world.municipality.poverty_all);
  for (const Person person : test::everybody(world)) {
    if (!test::in_private_household(world, person)) continue;
    for (const Person other : test::members_of(world, world.people.household[person])) {
      CHECK(world.people.poverty[other] == world.people.poverty[person]);
    }
  }
  Parameters fixed = world.parameters;
  fixed.life.poverty_changes = 0.0;
  world.use(fixed);
  world.week += weeks_per_year;
  change_living_standards(world);
  CHECK(poor_in(world).all == after.all);
}
