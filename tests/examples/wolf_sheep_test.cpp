#include "examples/wolf_sheep.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <vector>

#include "engine/error.hpp"

using namespace buurt::examples;

TEST_CASE("wolves and sheep coexist and their numbers swing") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    WolfSheepDefinition definition;
    definition.seed = seed;
    WolfSheep meadow(definition);
    std::vector<double> sheep;
    for (int step = 0; step < 800; ++step) {
      meadow.step();
      REQUIRE(meadow.sheep() > 0);
      REQUIRE(meadow.wolves() > 0);
      if (step >= 100) sheep.push_back(static_cast<double>(meadow.sheep()));
    }
    const double mean =
        std::accumulate(sheep.begin(), sheep.end(), 0.0) / static_cast<double>(sheep.size());
    // A swing counts when it goes from a tenth below the mean to a tenth above and back.
    int swings = 0;
    bool high = false;
    for (const double count : sheep) {
      if (!high && count > 1.1 * mean) high = true;
      if (high && count < 0.9 * mean) {
        high = false;
        ++swings;
      }
    }
    REQUIRE(swings >= 4);
    REQUIRE(*std::max_element(sheep.begin(), sheep.end()) >
            2.0 * *std::min_element(sheep.begin(), sheep.end()));
  }
}

TEST_CASE("wolves die out without sheep") {
  WolfSheepDefinition definition;
  definition.sheep.count = 0;
  WolfSheep meadow(definition);
  // No wolf starts with more than 25 units of energy, and each step costs one.
  for (int step = 0; step < 27; ++step) meadow.step();
  REQUIRE(meadow.wolves() == 0);
}

TEST_CASE("without wolves grass alone limits the sheep") {
  WolfSheepDefinition definition;
  definition.wolves.count = 0;
  WolfSheep meadow(definition);
  for (int step = 0; step < 200; ++step) meadow.step();
  // 10,000 cells give at most one meal of 5 units each 10 steps: food for 5,000 sheep.
  REQUIRE(meadow.sheep() > 3000);
  REQUIRE(meadow.sheep() < 5500);
  REQUIRE(meadow.grass() < 4000);  // as against 10,000 that nobody eats
}

TEST_CASE("without animals all grass grows") {
  WolfSheepDefinition definition;
  definition.sheep.count = definition.wolves.count = 0;
  WolfSheep meadow(definition);
  REQUIRE(meadow.grass() == Approx(5000).margin(250));  // half, five standard errors
  for (int step = 0; step < definition.regrowth; ++step) meadow.step();
  REQUIRE(meadow.grass() == 10'000);
}

TEST_CASE("a meadow with impossible rates is refused") {
  WolfSheepDefinition definition;
  definition.sheep.reproduction = 1.2;
  REQUIRE_THROWS_AS(WolfSheep(definition), buurt::engine::UserError);
  definition = {};
  definition.wolves.count = -1;
  REQUIRE_THROWS_AS(WolfSheep(definition), buurt::engine::UserError);
  definition = {};
  definition.regrowth = 256;
  REQUIRE_THROWS_AS(WolfSheep(definition), buurt::engine::UserError);
}
