#include "care/world/need_rules.hpp"

#include <catch2/catch.hpp>

#include "care/processes/deaths.hpp"
#include "care/processes/needs.hpp"
#include "care/processes/nursing_homes.hpp"
#include "care/small_town.hpp"
#include "care/world/health_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

int minutes(const World& world, Person person, NeedKind kind) {
  const Row need = world.care.need_of(person, kind);
  return need == no_row ? 0 : world.care.needs.minutes[need];
}

int all_minutes(const World& world, Person person) {
  int sum = 0;
  world.care.each_need(person, [&](Row need) { sum += world.care.needs.minutes[need]; });
  return sum;
}

Person somebody_well_at_home(const World& world, std::size_t in_household) {
  for (const Person person : test::everybody(world)) {
    if (world.age(person) >= 40 && is_well(world, person) && !world.care.in_need(person) &&
        !world.care.gives(person) && test::in_private_household(world, person) &&
        world.households.members[world.people.household[person]] == in_household) {
      return person;
    }
  }
  return no_row;
}

}  // namespace

TEST_CASE(
    "the more limited somebody is, the more he or she needs, and who is well again needs nothing") {
  World world = test::small_town();
  const Person person = somebody_well_at_home(world, 2);
  int before = 0;
  for (const Function function : {Function::light, Function::moderate, Function::severe}) {
    world.people.function[person] = function;
    set_needs(world, person);
    CHECK(all_minutes(world, person) > before);
    before = all_minutes(world, person);
  }
  CHECK(minutes(world, person, NeedKind::personal_care) > 0);
  begin_dementia(world, person);
  CHECK(all_minutes(world, person) > before);
  world.people.dementia[person] = 0;
  world.people.function[person] = Function::independent;
  set_needs(world, person);
  CHECK_FALSE(world.care.in_need(person));
  world.audit();
}

TEST_CASE("somebody with light limitations needs the hours that the parameters say") {
  World world = test::small_town();
  const Person person = somebody_well_at_home(world, 2);
  world.people.function[person] = Function::light;
  set_needs(world, person);
  CHECK(minutes(world, person, NeedKind::household) == 90);
  CHECK(minutes(world, person, NeedKind::personal_care) == 0);
  CHECK(minutes(world, person, NeedKind::company) == 30);
}

TEST_CASE("who lives alone needs more, also when the housemate has just died") {
  World world = test::small_town();
  const Person person = somebody_well_at_home(world, 2);
  world.people.function[person] = Function::moderate;
  set_needs(world, person);
  const int together = minutes(world, person, NeedKind::company);
  for (const Person member : test::members_of(world, world.people.household[person])) {
    if (member != person) die(world, member);
  }
  CHECK(minutes(world, person, NeedKind::company) > together);
  world.audit();
}

TEST_CASE("people in a nursing home hold no needs, and who moves into one leaves them behind") {
  World world = test::small_town();
  for (const Row home : world.collective_households) world.households.beds[home] = 255;
  int residents = 0;
  for (const Row home : world.collective_households) {
    for (const Person person : test::members_of(world, home)) {
      CHECK_FALSE(world.care.in_need(person));
      ++residents;
    }
  }
  REQUIRE(residents > 10);
  const Person person = somebody_well_at_home(world, 1);
  decline_to(world, person, Function::severe);
  REQUIRE(world.care.in_need(person));
  REQUIRE(enter_nursing_home(world, person));
  CHECK_FALSE(world.care.in_need(person));
  begin_dementia(world, person);
  begin_small_need(world, person);
  CHECK_FALSE(world.care.in_need(person));
  world.audit();
}

TEST_CASE("everybody who is limited, ill or has dementia and lives at home has a need") {
  World world = test::small_town();
  test::live(world, weeks_per_year);
  int unwell = 0;
  for (const Person person : test::everybody(world)) {
    if (is_well(world, person) || !test::in_private_household(world, person)) continue;
    REQUIRE(world.care.in_need(person));
    ++unwell;
  }
  CHECK(unwell > 100);
}

TEST_CASE("a small need comes, takes an hour, and goes by itself") {
  World world = test::small_town();
  const Person person = somebody_well_at_home(world, 2);
  begin_small_need(world, person);
  CHECK(all_minutes(world, person) == 60);
  end_small_need(world, person);
  CHECK_FALSE(world.care.in_need(person));
}

TEST_CASE("the limited have no small needs besides, and the next one still comes") {
  World world = test::small_town();
  const Person person = somebody_well_at_home(world, 2);
  decline_to(world, person, Function::light);
  const int before = all_minutes(world, person);
  const std::size_t ahead = world.agenda.size();
  begin_small_need(world, person);
  CHECK(all_minutes(world, person) == before);
  CHECK(world.agenda.size() == ahead + 1);
}

TEST_CASE("where nobody helps, small needs are as common as their rate and length make them") {
  experiment::ModelInput input = test::small_input(0, 3 * weeks_per_year, 8000);
  input.parameters.helping.asking_rate = 0.0;
  input.parameters.formal.gp_notices = 0.0;
  experiment::Simulation simulation(input, 0);
  while (simulation.week() < 2 * weeks_per_year) simulation.live();
  const World& world = simulation.world();
  int small = 0;
  int adults = 0;
  int samples = 0;
  for (int week = 0; week < weeks_per_year; ++week) {
    simulation.live();
    if (week % 8 != 0) continue;
    ++samples;
    for (const Person person : test::everybody(world)) {
      // At home those who live together help each other, and the need is over.
      const bool alone = world.households.members[world.people.household[person]] == 1;
      if (world.age(person) < 18 || !is_well(world, person) || !alone) continue;
      // Who has slowed down has needs that last.
      if (world.age(person) >= world.parameters.needs.slower_from) continue;
      // Grief and caring bring needs that are not small.
      if (world.care.need_of(person, NeedKind::comfort) != no_row ||
          world.care.need_of(person, NeedKind::relief) != no_row) {
        continue;
      }
      ++adults;
      small += world.care.in_need(person) ? 1 : 0;
    }
  }
  const NeedsParameters& p = world.parameters.needs;
  const double expected = adults * p.small_rate * p.small_weeks / weeks_per_year;
  REQUIRE(expected > 40);
  CHECK(small == Approx(expected).epsilon(0.25));
}

TEST_CASE(
    "who is well and has slowed down wants a hand with heavy things, and small needs are gone") {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.needs.slower_from = 70;
  parameters.needs.slower_years = 15;
  parameters.needs.slower_household = 0.5;
  world.use(parameters);
  const Person person = somebody_well_at_home(world, 2);
  const auto live_to = [&](int age) {
    world.people.birth_week[person] = static_cast<std::int32_t>(world.week) - age * weeks_per_year;
    review_needs(world, person);
  };
  live_to(69);
  CHECK_FALSE(world.care.in_need(person));
  live_to(86);
  CHECK(minutes(world, person, NeedKind::household) == 30);
  CHECK(minutes(world, person, NeedKind::personal_care) == 0);
  const int standing = all_minutes(world, person);
  // The end of a small need takes nothing of it away, nor does a week in which it was met.
  end_small_need(world, person);
  begin_small_need(world, person);
  const Person helper = somebody_well_at_home(world, 1);
  const Row need = world.care.need_of(person, NeedKind::household);
  world.care.give(need, helper, world.people.identity[helper], Source::kin, 30, world.week);
  count_unmet_weeks(world);
  CHECK(all_minutes(world, person) == standing);
  // Who becomes limited needs what the limited need, and who is well again what he or she wanted.
  decline_to(world, person, Function::moderate);
  CHECK(all_minutes(world, person) > standing);
  world.people.function[person] = Function::independent;
  set_needs(world, person);
  CHECK(all_minutes(world, person) == standing);
  world.audit();
}

TEST_CASE("people slow down at ages of their own, more of them the older they are") {
  World world = test::small_town();
  const auto share = [&](int age) {
    int well = 0;
    int slow = 0;
    for (const Person person : test::everybody(world)) {
      if (world.age(person) < 30 || !test::in_private_household(world, person)) continue;
      world.people.function[person] = Function::independent;
      world.people.dementia[person] = 0;
      world.people.illness[person] = Illness::none;
      world.people.grief[person] = 0;
      world.care.forget(person);
      world.people.birth_week[person] =
          static_cast<std::int32_t>(world.week) - age * weeks_per_year;
      review_needs(world, person);
      ++well;
      slow += world.care.in_need(person) ? 1 : 0;
    }
    return static_cast<double>(slow) / well;
  };
  const NeedsParameters& p = world.parameters.needs;
  const int from = static_cast<int>(p.slower_from);
  const int years = static_cast<int>(p.slower_years);
  CHECK(share(from - 1) == 0.0);
  CHECK(share(from + years / 2) == Approx(static_cast<double>(years / 2) / years).margin(0.1));
  CHECK(share(from + years) == 1.0);
}
