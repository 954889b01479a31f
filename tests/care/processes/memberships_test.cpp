#include "care/processes/memberships.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "care/processes/year_plan.hpp"
#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Tie;

TEST_CASE("who leaves an association is no longer met there") {
  World world = test::small_town();
  int left = 0;
  for (const Person person : test::everybody(world)) {
    const Row association = world.people.association[person];
    if (association == no_row || world.people.parish[person] != no_row) continue;
    leave_association(world, person);
    CHECK(world.people.association[person] == no_row);
    CHECK_FALSE(
        world.rosters.has(world.places.roster[association], person, world.people.identity[person]));
    for (const Tie& tie : world.ties.ties(person)) {
      if (tie.outside() || kind_of(tie.kind) != TieKind::fellow_member) continue;
      CHECK(world.people.association[tie.other] != association);
    }
    if (++left == 20) break;
  }
  CHECK(left == 20);
}

TEST_CASE("people join the associations of those who live around them") {
  World world = test::small_town();
  int joined = 0;
  for (const Person person : test::everybody(world)) {
    if (world.people.association[person] != no_row || world.age(person) < 18) continue;
    join_association(world, person);
    const Row association = world.people.association[person];
    if (association == no_row) continue;
    ++joined;
    bool somebody_near = false;
    for (const Person other : test::everybody(world)) {
      somebody_near =
          somebody_near || (other != person && world.people.association[other] == association &&
                            world.neighbourhood_of(other) == world.neighbourhood_of(person));
    }
    CHECK(somebody_near);
    if (joined == 20) break;
  }
  CHECK(joined == 20);
  world.audit();
}

TEST_CASE("children join with children, and adults with adults") {
  World world = test::small_town();
  int children = 0;
  for (const Person person : test::everybody(world)) {
    if (world.people.association[person] != no_row || world.age(person) < 6) continue;
    const Column<Row> before = world.people.association;
    join_association(world, person);
    const Row association = world.people.association[person];
    if (association == no_row) continue;
    bool somebody_alike = false;
    for (const Person other : test::everybody(world)) {
      somebody_alike = somebody_alike || (before[other] == association &&
                                          (world.age(other) < 18) == (world.age(person) < 18));
    }
    CHECK(somebody_alike);
    if (world.age(person) < 18 && ++children == 10) break;
  }
  CHECK(children == 10);
}

TEST_CASE("people join the parish of their own area, and stop going to it") {
  World world = test::small_town();
  int joined = 0;
  for (const Person person : test::everybody(world)) {
    if (world.people.parish[person] != no_row) continue;
    join_parish(world, person);
    const Row parish = world.people.parish[person];
    if (parish == no_row) continue;
    CHECK(world.places.kind[parish] == PlaceKind::parish);
    CHECK(world.places.area[parish] == world.places.area[world.street_of(person)]);
    if (++joined == 20) break;
    if (joined % 2 == 0) {
      leave_parish(world, person);
      CHECK(world.people.parish[person] == no_row);
    }
  }
  CHECK(joined == 20);
  world.audit();
}

TEST_CASE("nobody under the age for it joins an association or a parish") {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.life.association_joining_rate_child = 2.0;
  parameters.life.parish_joining_rate = 0.05;
  world.use(parameters);
  world.agenda = {};
  std::set<std::uint64_t> young;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) >= 18) continue;
    plan_year(world, person);
    if (world.age(person) < 6) young.insert(world.people.identity[person].value);
  }
  REQUIRE(young.size() > 50);
  int older = 0;
  for (int week = 0; week <= weeks_per_year; ++week, ++world.week) {
    for (const engine::Event& event : world.agenda.take(world.week)) {
      const auto what = static_cast<LifeEvent>(event.what);
      if (what != LifeEvent::joins_association && what != LifeEvent::joins_parish) continue;
      CHECK_FALSE(young.contains(event.who.value));
      ++older;
    }
  }
  CHECK(older > 20);
}
