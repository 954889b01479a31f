#include "examples/forest_fire.hpp"

#include <catch2/catch.hpp>

#include "engine/error.hpp"

using namespace buurt::examples;

namespace {

constexpr int forests = 40;

/// In how many of 40 forests of 200 × 200 cells the fire reaches the far edge.
int crossings(double density) {
  int crossed = 0;
  for (std::uint64_t seed = 1; seed <= forests; ++seed) {
    ForestFire forest({.width = 200, .height = 200, .density = density, .seed = seed});
    while (forest.burns()) forest.step();
    crossed += forest.crossed() ? 1 : 0;
  }
  return crossed;
}

}  // namespace

TEST_CASE("fire crosses the forest above the percolation threshold of 0.593 and not below") {
  REQUIRE(crossings(0.55) <= 1);
  REQUIRE(crossings(0.64) >= forests - 1);
  // At the threshold about half of the forests; five standard errors are 0.4.
  const int at_threshold = crossings(0.5927);
  REQUIRE(at_threshold >= 4);
  REQUIRE(at_threshold <= forests - 4);
}

TEST_CASE("a forest without gaps burns down, a column a step, and then the fire is out") {
  ForestFire forest({.width = 30, .height = 10, .density = 1.0});
  for (int step = 0; step < 29; ++step) {
    REQUIRE_FALSE(forest.crossed());
    REQUIRE(forest.burning() == 10);
    forest.step();
  }
  REQUIRE(forest.crossed());
  REQUIRE(forest.share_burnt() == 1.0);
  forest.step();
  REQUIRE_FALSE(forest.burns());
}

TEST_CASE("where no tree stands only the edge burns") {
  ForestFire forest({.width = 30, .height = 10, .density = 0.0});
  forest.step();
  REQUIRE_FALSE(forest.burns());
  REQUIRE(forest.share_burnt() == 0.0);
  REQUIRE_THROWS_AS(ForestFire({.density = 1.01}), buurt::engine::UserError);
}
