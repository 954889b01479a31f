#include "care/processes/volunteering.hpp"

#include <catch2/catch.hpp>

#include "care/processes/volunteering_town.hpp"
#include "engine/parallel.hpp"

using namespace buurt;
using namespace buurt::care;
using namespace buurt::test;

namespace {

void thank(World& world, Row volunteer) {
  world.volunteers.volunteers.thanked[volunteer] = static_cast<std::int32_t>(world.week);
}

}  // namespace

TEST_CASE("idle volunteers leave sooner than those who help") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::visiting, 38.0);
  const Row idle = volunteers_for(world, scheme, 1).front();
  world.volunteers.volunteers.idle_since[idle] = not_idle;
  const double busy = leaving_rate(world, idle);
  world.volunteers.volunteers.idle_since[idle] = world.week - 4;
  const double after_four_weeks = leaving_rate(world, idle);
  world.volunteers.volunteers.idle_since[idle] = world.week - 26;
  const double after_half_a_year = leaving_rate(world, idle);
  CHECK(busy < after_four_weeks);
  CHECK(after_four_weeks < after_half_a_year);
  CHECK(after_half_a_year > 2.0 * busy);
}

TEST_CASE("thanks and a coordinator's support keep volunteers, tenure and no strain too") {
  World world = town_without_volunteers();
  const Row with = scheme_of(world, SchemeKind::visiting, 38.0, 1.0, 0, 1);
  const Row without = scheme_of(world, SchemeKind::visiting, 0.0, 1.0, 0, 2);
  const Row supported = volunteers_for(world, with, 20).front();
  const Row alone = volunteers_for(world, without, 20).front();
  CHECK(leaving_rate(world, supported) < leaving_rate(world, alone));
  const double unthanked = leaving_rate(world, supported);
  thank(world, supported);
  const double thanked = leaving_rate(world, supported);
  CHECK(thanked == Approx(unthanked * world.parameters.volunteering.thanked_factor));
  world.week += 52;
  world.volunteers.volunteers.since[supported] += 52;
  world.volunteers.volunteers.idle_since[supported] += 52;
  CHECK(leaving_rate(world, supported) > thanked);
  const double longer_there = leaving_rate(world, supported);
  world.volunteers.volunteers.since[supported] -= 208;
  CHECK(leaving_rate(world, supported) < longer_there);
  const double rested = leaving_rate(world, supported);
  world.people.strain[world.volunteers.volunteers.person[supported]] = 0.9F;
  CHECK(leaving_rate(world, supported) > rested);
}

TEST_CASE("thanked and coordinated volunteers stay in numbers, idle ones without do not") {
  World world = town_without_volunteers();
  const Row good = scheme_of(world, SchemeKind::visiting, 20.0, 0.0, 0, 1);
  const Row poor = scheme_of(world, SchemeKind::errands, 0.0, 0.0, 0, 2);
  const std::vector<Row> thanked = volunteers_for(world, good, 150);
  volunteers_for(world, poor, 150);
  // Those of the one have somebody to visit, those of the other have not.
  for (int week = 0; week < 52; ++week) {
    for (Row row = 0; row < world.volunteers.volunteers.rows(); ++row) {
      if (!world.volunteers.volunteers.alive(row)) continue;
      if (world.volunteers.volunteers.scheme[row] != good) continue;
      world.volunteers.volunteers.idle_since[row] = world.week;
    }
    if (week % 13 == 0) {
      for (const Row row : thanked) {
        if (world.volunteers.volunteers.alive(row)) thank(world, row);
      }
    }
    volunteer_for(world, 1);
  }
  CHECK(world.volunteers.schemes.volunteers[good] > 85);
  CHECK(world.volunteers.schemes.volunteers[poor] < 70);
  CHECK(test::counted(world, Flow::volunteers_left) ==
        300 - static_cast<std::int64_t>(world.volunteers.volunteers.size()));
  world.care.audit();
  world.volunteers.audit();
}

TEST_CASE(
    "an organisation that lacks volunteers grows, one that has too many does not look for any") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::elsewhere, 0.0, 0.0, 150);
  volunteers_for(world, scheme, 75);
  volunteer_for(world, 104);
  CHECK(world.volunteers.schemes.volunteers[scheme] > 100);
  world.volunteers.schemes.wanted[scheme] = 20;
  const auto before = world.volunteers.schemes.volunteers[scheme];
  const std::int64_t joined = test::counted(world, Flow::volunteers_joined);
  volunteer_for(world, 26);
  CHECK(test::counted(world, Flow::volunteers_joined) == joined);
  CHECK(world.volunteers.schemes.volunteers[scheme] < before);
}

TEST_CASE("who dies or moves to a nursing home no longer volunteers") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::elsewhere, 0.0);
  const auto joined = volunteers_for(world, scheme, 2);
  const Person gone = world.volunteers.volunteers.person[joined[0]];
  const Person ill = world.volunteers.volunteers.person[joined[1]];
  world.emigrate(gone);
  CHECK(world.volunteers.volunteers.size() == 1);
  world.people.dementia[ill] = 1;
  volunteer_for(world, 4);
  CHECK(world.volunteers.volunteers.size() == 0);
  world.care.audit();
  world.volunteers.audit();
}

TEST_CASE("volunteers come out the same on any number of threads") {
  std::uint64_t first = 0;
  for (const int threads : {1, 2, 7}) {
    World world = test::small_town();
    engine::with_threads(threads, [&] {
      test::live(world, 12);
      return 0;
    });
    if (threads == 1) first = world.hash();
    CHECK(world.hash() == first);
    CHECK(world.volunteers.volunteers.size() > 50);
  }
}
