#include "care/processes/finding.hpp"

#include <catch2/catch.hpp>

#include "care/processes/programme_town.hpp"

using namespace buurt;
using namespace buurt::care;

TEST_CASE("visitors see hidden needs of those of the age they look for", "[programmes][finding]") {
  World world = test::town_with(test::one_part(
      "finding", {{"visits_week", 200}, {"age_from", 80}, {"skill", 1}, {"dispatch_hours", 0}}));
  World without = test::small_town();
  test::live(world, 1);
  test::live(without, 1);
  const auto hidden = [](const World& town, int from, int to) {
    int count = 0;
    for (Row need = 0; need < town.care.needs.rows(); ++need) {
      if (!town.care.needs.alive(need) || town.care.needs.state[need] != NeedState::hidden)
        continue;
      const int age = town.age(town.care.needs.person[need]);
      count += age >= from && age < to ? 1 : 0;
    }
    return count;
  };
  CHECK(hidden(world, 80, 130) < hidden(without, 80, 130));
  CHECK(hidden(world, 0, 80) == hidden(without, 0, 80));
  CHECK(world.programme_book.works.times[0] == 200);
  CHECK(world.programme_book.works.people[0] > 30);
  CHECK(world.programme_book.works.people[0] < 200);
}

TEST_CASE("whoever is in charge brings on what nobody took up, as far as the hours reach",
          "[programmes][finding]") {
  const auto brought = [](double hours) {
    World world = test::town_with(
        test::one_part("finding", {{"visits_week", 0}, {"dispatch_hours", hours}, {"warm", 1}}));
    test::live(world, 4);
    return world.programme_book.works.times[0];
  };
  CHECK(brought(0) == 0);
  CHECK(brought(3) > 0);
  CHECK(brought(3) <= 3 * 4);
  CHECK(brought(1000) > 2 * brought(3));
}

TEST_CASE("where shopkeepers and practices watch, hidden needs come out sooner",
          "[programmes][finding]") {
  const auto detected = [](double eyes) {
    World world = test::town_with(
        test::one_part("finding", {{"visits_week", 0}, {"dispatch_hours", 0}, {"eyes", eyes}}));
    world.flows = {};
    test::live(world, 30);
    return static_cast<double>(
        world.flows.counts[static_cast<std::size_t>(Flow::seen_in_shops)][0]);
  };
  CHECK(detected(1.0) > 1.5 * detected(0.0));
}
