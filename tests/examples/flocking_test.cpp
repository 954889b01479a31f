#include "examples/flocking.hpp"

#include <catch2/catch.hpp>

#include "engine/error.hpp"

using namespace buurt::examples;

TEST_CASE("birds that start anyhow come to fly the same way") {
  FlockingDefinition definition;
  definition.birds = 200;
  definition.width = definition.height = 106;  // as dense as 400 birds in the default sky
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    definition.seed = seed;
    Flocking flock(definition);
    // The mean of 200 random unit vectors is longer than 0.25 once in exp(200 / 16) flocks.
    REQUIRE(flock.order() < 0.25);
    const double neighbours = flock.neighbours();
    for (int step = 0; step < 800; ++step) flock.step();
    REQUIRE(flock.order() > 0.8);
    REQUIRE(flock.neighbours() > 4.0 * neighbours);
  }
}

TEST_CASE("birds that heed nobody fly straight on") {
  FlockingDefinition definition;
  definition.cohere_factor = definition.separate_factor = definition.match_factor = 0.0;
  Flocking flock(definition);
  const double before = flock.order();
  for (int step = 0; step < 50; ++step) flock.step();
  REQUIRE(flock.order() == Approx(before).margin(1e-9));
}

TEST_CASE("a sky too small for the birds' sight is refused") {
  FlockingDefinition definition;
  definition.width = 30;
  REQUIRE_THROWS_AS(Flocking(definition), buurt::engine::UserError);
  REQUIRE_THROWS_AS(Flocking({.speed = 200}), buurt::engine::UserError);
}
