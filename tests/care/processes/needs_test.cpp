#include "care/processes/needs.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/world/health_rules.hpp"
#include "care/world/need_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// Somebody who lives with one other, and somebody who lives alone; both well.
struct Two {
  Person small;
  Person helper;
};

Two two_who_are_well(const World& world) {
  Two two{no_row, no_row};
  for (const Person person : test::older_people(world, 200)) {
    const std::uint32_t members = world.households.members[world.people.household[person]];
    if (members == 2) two.small = person;
    if (members == 1) two.helper = person;
  }
  REQUIRE(two.small != no_row);
  REQUIRE(two.helper != no_row);
  return two;
}

}  // namespace

TEST_CASE("a small need that was met is over after a week, and a lasting one goes on") {
  World world = test::town_without_needs();
  const auto [small, helper] = two_who_are_well(world);
  // Not of an age at which somebody well has needs that last.
  world.people.birth_week[small] = static_cast<std::int32_t>(world.week) - 50 * weeks_per_year;
  begin_small_need(world, small);
  const auto meet_all = [&world, giver = helper](Person person) {
    world.care.each_need(person, [&](Row need) {
      world.care.give(need, giver, world.people.identity[giver], Source::friends,
                      world.care.needs.minutes[need], world.week);
    });
  };
  meet_all(small);
  count_unmet_weeks(world);
  CHECK_FALSE(world.care.in_need(small));
  CHECK_FALSE(world.care.gives(helper));

  decline_to(world, small, Function::light);
  meet_all(small);
  count_unmet_weeks(world);
  CHECK(world.care.in_need(small));
  CHECK(world.care.gives(helper));
  world.audit();
}

TEST_CASE("who falls ill or begins to suffer from dementia still wants a hand with heavy things") {
  World world = test::town_without_needs();
  int compared = 0;
  for (const Person person : test::older_people(world, 200)) {
    world.people.birth_week[person] = static_cast<std::int32_t>(world.week) - 95 * weeks_per_year;
    set_needs(world, person);
    const auto minutes = [&](NeedKind kind) {
      const Row need = world.care.need_of(person, kind);
      return need == no_row ? 0 : static_cast<int>(world.care.needs.minutes[need]);
    };
    const int household = minutes(NeedKind::household);
    const int transport = minutes(NeedKind::transport);
    if (household == 0) continue;
    ++compared;
    world.people.dementia[person] = 1;
    set_needs(world, person);
    CHECK(minutes(NeedKind::household) >= household);
    CHECK(minutes(NeedKind::transport) >= transport);
    world.people.dementia[person] = 0;
    world.people.illness[person] = Illness::serious;
    set_needs(world, person);
    CHECK(minutes(NeedKind::household) > household);
  }
  CHECK(compared > 20);
}

TEST_CASE("weeks without help count up, and begin anew once all is met") {
  World world = test::town_without_needs();
  const auto [person, helper] = two_who_are_well(world);
  decline_to(world, person, Function::light);
  const Row need = world.care.need_of(person, NeedKind::household);
  for (int week = 1; week <= 3; ++week) {
    count_unmet_weeks(world);
    CHECK(world.care.needs.unmet_weeks[need] == week);
  }
  world.care.give(need, helper, world.people.identity[helper], Source::friends, 50, world.week);
  count_unmet_weeks(world);
  CHECK(world.care.needs.unmet_weeks[need] == 4);
  world.care.give(need, helper, world.people.identity[helper], Source::friends, 1000, world.week);
  count_unmet_weeks(world);
  CHECK(world.care.needs.unmet_weeks[need] == 0);
}
