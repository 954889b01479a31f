#include "care/processes/births.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "care/small_town.hpp"
#include "care/world/life_events.hpp"
#include "care/world/personal_traits.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Identity;
using engine::Tie;

namespace {

Person row_of(const World& world, Identity identity) {
  for (const Person person : test::everybody(world)) {
    if (world.people.identity[person] == identity) return person;
  }
  return no_row;
}

Person newborn_of(World& world, Person mother) {
  const Identity identity = world.people.identity[mother].caused(
      static_cast<std::uint64_t>(Decision::newborn), world.week);
  give_birth(world, mother);
  return row_of(world, identity);
}

/// A woman with a partner, whose own mother or father lives elsewhere in the town.
Person daughter_of_the_town(const World& world, Person& grandparent) {
  for (const Person woman : test::everybody(world)) {
    if (world.people.sex[woman] != Sex::woman || world.people.partner[woman] == no_row) continue;
    for (const Tie& tie : world.ties.ties(woman)) {
      if (!tie.outside() && !test::together(tie) && kind_of(tie.kind) == TieKind::parent_child &&
          world.people.birth_week[tie.other] < world.people.birth_week[woman]) {
        grandparent = tie.other;
        return woman;
      }
    }
  }
  FAIL("nobody");
  return no_row;
}

}  // namespace

TEST_CASE("a newborn lives with its mother and is the child of both parents") {
  World world = test::small_town();
  Person grandparent = no_row;
  const Person mother = daughter_of_the_town(world, grandparent);
  const Person father = world.people.partner[mother];
  const std::size_t population = world.people.size();

  const Person child = newborn_of(world, mother);

  REQUIRE(child != no_row);
  CHECK(world.people.size() == population + 1);
  CHECK(world.age(child) == 0);
  CHECK(world.people.household[child] == world.people.household[mother]);
  for (const Person parent : {mother, father}) {
    const Tie* tie = test::tie_between(world, child, parent);
    REQUIRE(tie != nullptr);
    CHECK(kind_of(tie->kind) == TieKind::parent_child);
    CHECK(test::together(*tie));
  }
  CHECK(world.people.partner[child] == no_row);
  CHECK(world.people.daytime[child] == no_row);
  world.audit();
}

TEST_CASE("a newborn is kin of its parents' kin") {
  World world = test::small_town();
  Person grandparent = no_row;
  const Person mother = daughter_of_the_town(world, grandparent);

  const Person child = newborn_of(world, mother);

  const Tie* tie = test::tie_between(world, child, grandparent);
  REQUIRE(tie != nullptr);
  CHECK(kind_of(tie->kind) == TieKind::other_kin);
  CHECK_FALSE(test::together(*tie));
  for (const Tie& kin : world.ties.ties(child)) CHECK(is_kin(kind_of(kin.kind)));
}

TEST_CASE("a second child is the brother or sister of the first") {
  World world = test::small_town();
  Person grandparent = no_row;
  const Person mother = daughter_of_the_town(world, grandparent);
  const Person first = newborn_of(world, mother);
  test::pass_weeks(world, weeks_per_year);
  const Person second = newborn_of(world, mother);
  REQUIRE(second != first);
  const Tie* tie = test::tie_between(world, second, first);
  REQUIRE(tie != nullptr);
  CHECK(kind_of(tie->kind) == TieKind::sibling);
  CHECK(test::together(*tie));
  world.audit();
}

TEST_CASE("a child is the brother or sister also of those who have left home") {
  World world = test::small_town();
  Person mother = no_row;
  Person first = no_row;
  for (const Person woman : test::everybody(world)) {
    if (world.people.sex[woman] != Sex::woman || world.age(woman) > 55) continue;
    for (const Tie& tie : world.ties.ties(woman)) {
      if (!tie.outside() && !test::together(tie) && kind_of(tie.kind) == TieKind::parent_child &&
          world.people.birth_week[tie.other] > world.people.birth_week[woman]) {
        mother = woman;
        first = tie.other;
      }
    }
  }
  REQUIRE(mother != no_row);
  const Person child = newborn_of(world, mother);
  const Tie* tie = test::tie_between(world, child, first);
  REQUIRE(tie != nullptr);
  CHECK(kind_of(tie->kind) == TieKind::sibling);
  CHECK_FALSE(test::together(*tie));
}

TEST_CASE("a child is the same whatever else happened in the town") {
  World quiet = test::small_town();
  World busy = test::small_town();
  Person grandparent = no_row;
  const Person mother = daughter_of_the_town(quiet, grandparent);
  // Another birth before it, so that the child comes to another row.
  for (const Person woman : test::everybody(busy)) {
    if (woman != mother && busy.people.sex[woman] == Sex::woman && busy.age(woman) > 20) {
      give_birth(busy, woman);
      break;
    }
  }
  const Person in_quiet = newborn_of(quiet, mother);
  const Person in_busy = newborn_of(busy, mother);
  REQUIRE(in_quiet != in_busy);
  CHECK(quiet.people.identity[in_quiet] == busy.people.identity[in_busy]);
  CHECK(quiet.people.sex[in_quiet] == busy.people.sex[in_busy]);
  CHECK(quiet.people.life_left[in_quiet] == busy.people.life_left[in_busy]);
  CHECK(quiet.people.sociability[in_quiet] == busy.people.sociability[in_busy]);
}

TEST_CASE("people are on average as sociable as people are, and none of them not at all") {
  World world = test::small_town();
  constexpr int people = 20000;
  double sum = 0.0;
  for (std::uint64_t number = 1; number <= people; ++number) {
    const float talent = draw_sociability(world, Identity{engine::mix(number)});
    REQUIRE(talent > 0.0F);
    sum += static_cast<double>(talent);
  }
  // A lognormal with mean 1; five standard errors.
  const double spread = world.parameters.life.sociability_spread;
  const double error = std::sqrt((std::exp(spread * spread) - 1.0) / people);
  CHECK(sum / people == Approx(1.0).margin(5.0 * error));
}

TEST_CASE("a birth that would come within forty weeks of another waits") {
  World world = test::small_town();
  Person grandparent = no_row;
  const Person mother = daughter_of_the_town(world, grandparent);
  REQUIRE(newborn_of(world, mother) != no_row);
  world.week += 10;
  CHECK(newborn_of(world, mother) == no_row);
  const std::uint32_t due = world.week + 30;
  world.week = due;
  bool on_the_agenda = false;
  for (const engine::Event& event : world.agenda.take(due)) {
    on_the_agenda = on_the_agenda || (event.who == world.people.identity[mother] &&
                                      event.what == static_cast<std::uint32_t>(LifeEvent::birth));
  }
  CHECK(on_the_agenda);
  CHECK(newborn_of(world, mother) != no_row);
}
