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

namespace {

/// Shares of people at home from one age up to another who live in each way.
struct Ways {
  double with_partner = 0;
  double alone = 0;
  double with_parents = 0;
  double lone_parent = 0;
};

Ways ways_of_living(const World& world, int from, int to) {
  Ways ways;
  double people = 0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < from || world.age(person) >= to ||
        !test::in_private_household(world, person)) {
      continue;
    }
    ++people;
    const bool partner = world.people.partner[person] != no_row;
    ways.with_partner += partner;
    ways.alone += world.households.members[world.people.household[person]] == 1;
    ways.with_parents += !partner && world.lives_with_parents(person);
    ways.lone_parent += !partner && !world.dependants_of(person).empty();
  }
  for (double* share : {&ways.with_partner, &ways.alone, &ways.with_parents, &ways.lone_parent}) {
    *share /= people;
  }
  return ways;
}

}  // namespace

TEST_CASE(
    "people of each age live with partners, alone and with their parents as many did years "
    "before") {
  World world = test::small_town();
  const Ways before_young = ways_of_living(world, 20, 30);
  const Ways before_grown = ways_of_living(world, 30, 65);
  const Ways before_old = ways_of_living(world, 65, 110);
  test::live(world, 8 * weeks_per_year);
  const Ways young = ways_of_living(world, 20, 30);
  const Ways grown = ways_of_living(world, 30, 65);
  const Ways old = ways_of_living(world, 65, 110);
  // Two hundred young, nine hundred grown and four hundred old people: three standard errors of the
  // difference of two shares are up to 0.15, 0.07 and 0.1.
  CHECK(young.with_partner == Approx(before_young.with_partner).margin(0.15));
  CHECK(young.with_parents == Approx(before_young.with_parents).margin(0.15));
  CHECK(grown.with_partner == Approx(before_grown.with_partner).margin(0.07));
  CHECK(grown.alone == Approx(before_grown.alone).margin(0.07));
  CHECK(grown.lone_parent == Approx(before_grown.lone_parent).margin(0.04));
  CHECK(old.with_partner == Approx(before_old.with_partner).margin(0.1));
  CHECK(old.alone == Approx(before_old.alone).margin(0.1));
  // Nearly everybody of twenty still lives at home, and hardly anybody with a partner.
  const Ways twenty = ways_of_living(world, 18, 22);
  CHECK(twenty.with_parents > 0.75);
  CHECK(twenty.with_partner < 0.1);
}
