#include "examples/schelling.hpp"

#include <catch2/catch.hpp>

#include "engine/error.hpp"

using namespace buurt::examples;

TEST_CASE("mild wishes end in strong segregation") {
  SchellingDefinition definition;
  Schelling town(definition);
  // Mixed at random: one half, standard error below 0.003.
  REQUIRE(town.segregation() == Approx(0.5).margin(0.02));
  for (int step = 0; step < 40; ++step) town.step();
  REQUIRE(town.segregation() > 0.75);
}

TEST_CASE("at a low threshold everybody ends happy") {
  SchellingDefinition definition;
  definition.radius = 1;
  definition.wanted = 3;
  definition.agents = 7500;
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    definition.seed = seed;
    Schelling town(definition);
    for (int step = 0; step < 400 && town.share_happy() < 1.0; ++step) town.step();
    REQUIRE(town.share_happy() == 1.0);
    REQUIRE(town.segregation() > 0.6);
    // Whoever is happy stays: the town is at rest.
    const double before = town.segregation();
    town.step();
    REQUIRE(town.segregation() == before);
  }
}

TEST_CASE("who wishes nothing never moves, and a full town cannot") {
  for (const int wanted : {0, 9}) {
    SchellingDefinition definition;
    definition.width = definition.height = 20;
    definition.agents = wanted == 0 ? 300 : 400;
    definition.radius = 1;
    definition.wanted = wanted;
    Schelling town(definition);
    const double before = town.segregation();
    for (int step = 0; step < 5; ++step) town.step();
    REQUIRE(town.segregation() == before);
    REQUIRE(town.share_happy() == (wanted == 0 ? 1.0 : 0.0));
  }
}

TEST_CASE("a town with more agents than cells is refused") {
  SchellingDefinition definition;
  definition.agents = 10'001;
  REQUIRE_THROWS_AS(Schelling(definition), buurt::engine::UserError);
}
