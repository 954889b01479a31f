#include "care/processes/informal_care.hpp"

#include <catch2/catch.hpp>

#include "care/small_town.hpp"
#include "care/world/helping_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// A town in which everybody is well and nobody needs or gives anything.
World healthy_town() {
  World world = test::small_town();
  for (const Person person : test::everybody(world)) {
    world.care.forget(person);
    world.people.function[person] = Function::independent;
    world.people.dementia[person] = 0;
    world.people.strain[person] = 0.0F;
  }
  return world;
}

Row need_of(World& world, Person person, NeedKind kind, int hours) {
  return world.care.set_need(person, world.people.identity[person], kind,
                             static_cast<std::uint16_t>(hours * 60), world.week);
}

/// Somebody retired who lives with a retired partner and nobody else.
Person half_of_a_couple(const World& world) {
  for (const Person person : test::everybody(world)) {
    const Person partner = world.people.partner[person];
    if (partner == no_row || world.households.members[world.people.household[person]] != 2)
      continue;
    if (world.people.occupation[person] == Occupation::retired &&
        world.people.occupation[partner] == Occupation::retired) {
      return person;
    }
  }
  FAIL("no retired couple");
  return no_row;
}

/// As long as it takes for every arrangement to be looked at.
void four_weeks(World& world) {
  for (int week = 0; week < 4; ++week) {
    care_at_home(world);
    test::pass_weeks(world, 1);
  }
}

Person who_lives_alone(const World& world) {
  for (const Person person : test::everybody(world)) {
    if (test::in_private_household(world, person) &&
        world.households.members[world.people.household[person]] == 1) {
      return person;
    }
  }
  FAIL("nobody lives alone");
  return no_row;
}

}  // namespace

TEST_CASE("a partner helps at once and without being asked") {
  World world = healthy_town();
  const Person person = half_of_a_couple(world);
  const Row need = need_of(world, person, NeedKind::personal_care, 10);
  care_at_home(world);
  CHECK(world.care.unmet(need) == 0);
  CHECK(world.care.minutes_given(world.people.partner[person]) == 600);
  CHECK(world.care.needs.state[need] == NeedState::hidden);
  world.audit();
}

TEST_CASE("who lives alone gets no help at home") {
  World world = healthy_town();
  const Row need = need_of(world, who_lives_alone(world), NeedKind::household, 5);
  care_at_home(world);
  CHECK(world.care.needs.met[need] == 0);
}

TEST_CASE("nobody at home nurses, or relieves himself") {
  World world = healthy_town();
  const Person person = half_of_a_couple(world);
  const Row nursing = need_of(world, person, NeedKind::nursing, 5);
  const Row relief = need_of(world, person, NeedKind::relief, 5);
  care_at_home(world);
  CHECK(world.care.needs.met[nursing] == 0);
  CHECK(world.care.needs.met[relief] == 0);
}

TEST_CASE("a partner gives no more than time and strength allow") {
  for (const Function function :
       {Function::independent, Function::light, Function::moderate, Function::severe}) {
    World world = healthy_town();
    const Person person = half_of_a_couple(world);
    const Person partner = world.people.partner[person];
    world.people.function[partner] = function;
    const Row need = need_of(world, person, NeedKind::personal_care, 100);
    const std::uint16_t free = minutes_free(world, partner, Relation::partner);
    care_at_home(world);
    CHECK(world.care.needs.met[need] == free);
    CHECK(minutes_free(world, partner, Relation::partner) == 0);
    if (function == Function::independent) CHECK(free > 40 * 60);
    if (function == Function::severe) CHECK(free == 0);
  }
}

TEST_CASE("hours given to one are not given to another") {
  World world = healthy_town();
  const Person person = half_of_a_couple(world);
  const Person partner = world.people.partner[person];
  world.people.poverty[partner] = 0;  // poverty takes part of the time, in whole minutes
  const std::uint16_t before = minutes_free(world, partner, Relation::close_kin);
  const Row need = need_of(world, person, NeedKind::personal_care, 10);
  care_at_home(world);
  REQUIRE(world.care.unmet(need) == 0);
  CHECK(minutes_free(world, partner, Relation::close_kin) == before - 600);
}

TEST_CASE("help at home ends when the household parts") {
  World world = healthy_town();
  const Person person = half_of_a_couple(world);
  const Row need = need_of(world, person, NeedKind::household, 5);
  care_at_home(world);
  REQUIRE(world.care.unmet(need) == 0);
  const Row dwelling = world.pick_vacant(world.people.identity[person], 1);
  REQUIRE(dwelling != no_row);
  const Row household = world.add_household(world.people.identity[person].caused(1, 1), dwelling);
  world.move_person(person, household);
  four_weeks(world);
  CHECK(world.care.needs.met[need] == 0);
  CHECK_FALSE(world.care.gives(world.people.partner[person]));
  world.audit();
}

TEST_CASE("a partner who becomes severely limited, or is worn out, helps no more") {
  World world = healthy_town();
  const Person person = half_of_a_couple(world);
  const Person partner = world.people.partner[person];
  const Row need = need_of(world, person, NeedKind::household, 5);
  World worn_out = world;
  worn_out.people.strain[partner] = 0.9F;
  care_at_home(worn_out);
  CHECK(worn_out.care.needs.met[need] == 0);

  care_at_home(world);
  REQUIRE(world.care.gives(partner));
  world.people.function[partner] = Function::severe;
  four_weeks(world);
  CHECK_FALSE(world.care.gives(partner));
}

TEST_CASE("arrangements with friends lapse sooner than those with kin") {
  World world = healthy_town();
  const auto people = test::everybody(world);
  const Person giver = people[0];
  for (std::size_t i = 1; i < 1001; ++i) {
    const Row need = need_of(world, people[i], NeedKind::company, 2);
    world.care.give(need, giver, world.people.identity[giver],
                    i % 2 == 0 ? Source::kin : Source::friends, 1, world.week);
  }
  for (int week = 0; week < 52; ++week) {
    care_at_home(world);
    ++world.week;
  }
  int kin = 0;
  int friends = 0;
  world.care.each_given(
      giver, [&](Row help) { (world.care.help.source[help] == Source::kin ? kin : friends) += 1; });
  const HelpingParameters& p = world.parameters.helping;
  // Of 500 each a share of exp(−rate) is left; five standard deviations either way.
  CHECK(std::abs(kin - 500.0 * std::exp(-p.lapse_kin)) < 5.0 * 11.2);
  CHECK(std::abs(friends - 500.0 * std::exp(-p.lapse_friend)) < 5.0 * 11.2);
  CHECK(friends < kin);
}
