#include "care/processes/wellbeing.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/world/levels.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

void feel(World& world, int weeks) {
  for (int week = 0; week < weeks; ++week) {
    feel_well(world);
    ++world.week;
  }
}

/// Life satisfaction of a person after a year in circumstances that do not change.
template <class Change>
double satisfaction_after(const World& town, Person person, Change&& change) {
  World world = town;
  change(world);
  feel(world, 104);
  return score(world.people.life_satisfaction[person]);
}

}  // namespace

TEST_CASE(
    "life satisfaction is lower with unmet need, illness, limitations, loneliness and grief") {
  World town = test::town_without_needs();
  const Person person = test::older_people(town, 1).front();
  town.people.loneliness_emotional[person] = 0.0F;
  town.people.loneliness_social[person] = 0.0F;
  town.people.grief[person] = 0;
  const double before = satisfaction_after(town, person, [](World&) {});
  const auto lower = [&](auto&& change) {
    CHECK(satisfaction_after(town, person, change) < before - 0.2);
  };
  lower([&](World& world) { world.people.illness[person] = Illness::serious; });
  lower([&](World& world) { world.people.function[person] = Function::severe; });
  lower([&](World& world) { test::open_need(world, person, NeedKind::household, 300); });
  lower([&](World& world) { world.people.loneliness_emotional[person] = 0.9F; });
  lower([&](World& world) { world.people.grief[person] = coded_level(0.9); });
  lower([&](World& world) { world.people.strain[person] = 0.8F; });
}

TEST_CASE("a role lifts meaning, and belonging lifts inclusion") {
  const World world = test::town_without_needs();
  Circumstances without;
  Circumstances with;
  with.roles = 0.5;
  with.belonging = 0.5;
  CHECK(wellbeing_in(world, with, 0.0).meaning > wellbeing_in(world, without, 0.0).meaning);
  CHECK(wellbeing_in(world, with, 0.0).inclusion > wellbeing_in(world, without, 0.0).inclusion);
  Circumstances unmet;
  unmet.unmet = 1.0;
  CHECK(wellbeing_in(world, unmet, 0.0).mastery < wellbeing_in(world, without, 0.0).mastery);
}

TEST_CASE("wellbeing moves slowly, and everybody of age is asked within sixteen weeks") {
  World world = test::town_without_needs();
  std::vector<Person> adults;
  for (const Person person : test::everybody(world)) {
    world.people.life_satisfaction[person] = 0;
    if (world.age(person) >= adult_age) adults.push_back(person);
  }
  feel(world, static_cast<int>(weeks_between_feelings));
  for (const Person person : adults) CHECK(world.people.life_satisfaction[person] != 0);
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < adult_age) CHECK(world.people.life_satisfaction[person] == 0);
  }
  const Person person = test::older_people(world, 1).front();
  const double before = score(world.people.life_satisfaction[person]);
  world.people.illness[person] = Illness::serious;
  world.people.function[person] = Function::severe;
  feel(world, static_cast<int>(weeks_between_feelings));
  const double soon = score(world.people.life_satisfaction[person]);
  feel(world, 104);
  const double later = score(world.people.life_satisfaction[person]);
  CHECK(soon < before);
  CHECK(later < soon - 0.2);
}

TEST_CASE("people differ by nature, about a mean of none, and each stays the same") {
  const World world = test::town_without_needs();
  double sum = 0.0;
  double squares = 0.0;
  double count = 0.0;
  for (const Person person : test::everybody(world)) {
    const double nature = disposition_of(world, person).wellbeing;
    sum += nature;
    squares += nature * nature;
    count += 1.0;
  }
  CHECK(sum / count == Approx(0.0).margin(0.1));
  CHECK(squares / count == Approx(1.0).margin(0.1));
}

TEST_CASE("a score kept in a byte gets to where it goes, and never beyond") {
  std::uint8_t byte = 0;
  byte = moved_score(byte, 7.0, 0.1);
  CHECK(score(byte) == Approx(7.0).margin(0.02));
  for (int i = 0; i < 200; ++i) byte = moved_score(byte, 3.0, 0.1);
  CHECK(score(byte) == Approx(3.0).margin(0.02));
  CHECK(score(moved_score(byte, 99.0, 1.0)) == 10.0);
  CHECK(score(moved_score(byte, -99.0, 1.0)) == 0.0);
  std::uint8_t level_byte = coded_level(1.0);
  for (int i = 0; i < 2000; ++i) level_byte = moved_level(level_byte, 0.99 * level(level_byte));
  CHECK(level_byte == 0);
}
