// What always holds while a town lives, whatever happens in it.

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Tie;

TEST_CASE("whatever happens in two years, no child is left to live without an adult") {
  World world = test::small_town();
  WeekSchedule schedule = make_week();
  for (int week = 0; week < 2 * weeks_per_year; ++week) {
    live_week(world, schedule);
    for (Row household = 0; household < world.households.rows(); ++household) {
      if (!world.households.alive(household)) continue;
      int oldest = 0;
      world.each_member(household,
                        [&](Person person) { oldest = std::max(oldest, world.age(person)); });
      INFO("week " << world.week << ", household " << household);
      REQUIRE(oldest >= 18);
    }
  }
}

TEST_CASE("couples live together, and both are grown up") {
  World world = test::small_town();
  WeekSchedule schedule = make_week();
  for (int week = 0; week < weeks_per_year; ++week) {
    live_week(world, schedule);
    for (const Person person : test::everybody(world)) {
      const Person partner = world.people.partner[person];
      if (partner == no_row) continue;
      REQUIRE(world.people.household[person] == world.people.household[partner]);
      REQUIRE(world.age(person) >= 18);
    }
  }
}

TEST_CASE("housemates are tied, and nobody else is tied as one") {
  World world = test::small_town();
  test::live(world, 2 * weeks_per_year);
  int pairs = 0;
  for (const Person person : test::everybody(world)) {
    if (!test::in_private_household(world, person)) continue;
    int at_home = 0;
    for (const Tie& tie : world.ties.ties(person)) {
      if (tie.outside()) {
        REQUIRE_FALSE(test::together(tie));
        continue;
      }
      const bool housemates = world.people.household[person] == world.people.household[tie.other];
      REQUIRE(test::together(tie) == housemates);
      pairs += housemates;
      at_home += housemates;
    }
    REQUIRE(at_home == world.households.members[world.people.household[person]] - 1);
  }
  CHECK(pairs > 1000);
}

TEST_CASE("a town is born, dies, comes and goes about as its margins say") {
  World world = test::small_town();
  world.flows = {};
  const auto before = static_cast<std::int64_t>(world.people.size());
  test::live(world, 4 * weeks_per_year);
  const auto flow = [&](Flow what) {
    return world.flows.counts[static_cast<std::size_t>(what)][0];
  };
  // Every person who came or went was counted, once.
  CHECK(static_cast<std::int64_t>(world.people.size()) ==
        before + flow(Flow::births) - flow(Flow::deaths) + flow(Flow::moved_in) -
            flow(Flow::moved_out));
  for (const Flow what :
       {Flow::births, Flow::deaths, Flow::moved_in, Flow::moved_out, Flow::moved_within,
        Flow::couples_formed, Flow::couples_parted, Flow::ties_formed, Flow::ties_lost}) {
    CHECK(flow(what) > 0);
  }
  CHECK(flow(Flow::couples_formed) % 2 == 0);
  CHECK(flow(Flow::couples_parted) % 2 == 0);
  // Some ten deaths a thousand a year in a Flemish town: 80 here, within six standard errors.
  CHECK(std::abs(static_cast<double>(flow(Flow::deaths)) - 80.0) < 54.0);
}

TEST_CASE("identities are of one person each, also of those who came later") {
  World world = test::small_town();
  test::live(world, weeks_per_year);
  std::set<std::uint64_t> seen;
  for (const Person person : test::everybody(world)) {
    REQUIRE(seen.insert(world.people.identity[person].value).second);
  }
}
