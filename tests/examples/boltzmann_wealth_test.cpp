#include "examples/boltzmann_wealth.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/error.hpp"

using namespace buurt::examples;

namespace {

constexpr int agents = 10'000;
constexpr int coins = 5;

BoltzmannWealth market_after(int steps, std::uint64_t seed) {
  BoltzmannWealthDefinition definition;
  definition.agents = agents;
  definition.coins = coins;
  definition.seed = seed;
  BoltzmannWealth market(definition);
  for (int step = 0; step < steps; ++step) market.step();
  return market;
}

/// Chi-square of wealth against the geometric distribution of the same mean, over wealth 0 to 29 and
/// 30 or more: 30 degrees of freedom.
double chi_square(const BoltzmannWealth& market) {
  const double q = static_cast<double>(coins) / (coins + 1.0);
  constexpr std::size_t last = 30;
  std::vector<double> seen(last + 1, 0.0);
  for (const auto wealth : market.wealth()) seen[std::min<std::size_t>(wealth, last)] += 1.0;
  double sum = 0;
  for (std::size_t wealth = 0; wealth <= last; ++wealth) {
    const double tail = std::pow(q, static_cast<double>(wealth));
    const double expected = agents * (wealth == last ? tail : tail * (1.0 - q));
    sum += (seen[wealth] - expected) * (seen[wealth] - expected) / expected;
  }
  return sum;
}

}  // namespace

TEST_CASE("chance meetings make wealth exponential: the Boltzmann-Gibbs distribution") {
  // 59.7 is exceeded by one in a thousand samples of the distribution.
  REQUIRE(chi_square(market_after(0, 1)) > 59.7);
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    REQUIRE(chi_square(market_after(1500, seed)) < 59.7);
  }
}

TEST_CASE("inequality of wealth grows from none to that of the geometric distribution") {
  REQUIRE(market_after(0, 1).gini() == Approx(0.0).margin(1e-12));
  // 1 / (1 + q), which is one half in the limit of many coins; standard error below 0.004.
  const double q = static_cast<double>(coins) / (coins + 1.0);
  REQUIRE(market_after(1500, 4).gini() == Approx(1.0 / (1.0 + q)).margin(0.015));
}

TEST_CASE("no coin is made or lost") {
  const BoltzmannWealth market = market_after(100, 1);
  const auto wealth = market.wealth();
  REQUIRE(std::accumulate(wealth.begin(), wealth.end(), 0U) == agents * coins);
}

TEST_CASE("a market of one agent stands still, and one of none is refused") {
  BoltzmannWealth alone({.agents = 1, .coins = 3});
  alone.step();
  REQUIRE(alone.wealth()[0] == 3);
  REQUIRE_THROWS_AS(BoltzmannWealth({.agents = 0}), buurt::engine::UserError);
  REQUIRE_THROWS_AS(BoltzmannWealth({.coins = -1}), buurt::engine::UserError);
}
