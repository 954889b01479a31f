#include "care/processes/arrivals.hpp"

#include <catch2/catch.hpp>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Identity;
using engine::Tie;

namespace {

/// People who came in so many weeks of arrivals alone.
std::vector<Person> newcomers(World& world, int weeks) {
  std::vector<std::uint64_t> before(world.people.rows());
  for (Person person = 0; person < world.people.rows(); ++person) {
    before[person] = world.people.identity[person].value;
  }
  for (int week = 0; week < weeks; ++week) {
    arrive(world);
    test::pass_weeks(world, 1);
  }
  std::vector<Person> came;
  for (const Person person : test::everybody(world)) {
    if (person >= before.size() || before[person] != world.people.identity[person].value) {
      came.push_back(person);
    }
  }
  return came;
}

}  // namespace

TEST_CASE("newcomers move into dwellings that stood empty, with an adult in every household") {
  World world = test::small_town();
  const std::uint32_t empty = world.rosters.members(world.vacant);
  const auto came = newcomers(world, 26);
  world.audit();
  REQUIRE(came.size() >= 5);
  CHECK(world.rosters.members(world.vacant) < empty);
  for (const Person person : came) {
    CHECK(world.households.dwelling[world.people.household[person]] != no_row);
    int oldest = 0;
    world.each_member(world.people.household[person],
                      [&](Person member) { oldest = std::max(oldest, world.age(member)); });
    CHECK(oldest >= 18);
  }
  CHECK(world.flows.counts[static_cast<std::size_t>(Flow::moved_in)][0] >=
        static_cast<std::int64_t>(came.size()));
}

TEST_CASE("grown-up newcomers keep ties to where they came from and have none here yet") {
  World world = test::small_town();
  int adults = 0;
  for (const Person person : newcomers(world, 26)) {
    for (const Tie& tie : world.ties.ties(person)) {
      CHECK(tie.outside() != test::together(tie));
    }
    if (world.age(person) < 18) continue;
    ++adults;
    const LifeParameters& p = world.parameters.life;
    std::uint32_t outside = 0;
    for (const Tie& tie : world.ties.ties(person)) outside += tie.outside() ? 1U : 0U;
    CHECK(outside == static_cast<std::uint32_t>(p.newcomer_kin) +
                         static_cast<std::uint32_t>(p.newcomer_friends));
  }
  CHECK(adults >= 3);
}

TEST_CASE("nobody comes when no dwelling stands empty") {
  World world = test::small_town();
  for (Row dwelling = 0; dwelling < world.dwellings.rows(); ++dwelling) {
    if (world.dwellings.household[dwelling] == no_row) {
      world.rosters.leave(world.vacant, dwelling, world.dwellings.identity[dwelling]);
    }
  }
  CHECK(newcomers(world, 26).empty());
}

TEST_CASE("nobody comes to a town that nobody moves to") {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.life.arrivals_factor = 0.0;
  world.use(parameters);
  CHECK(newcomers(world, 52).empty());
}
