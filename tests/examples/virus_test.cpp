#include "examples/virus.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/error.hpp"

using namespace buurt::examples;

namespace {

VirusDefinition outbreak(double reproduction_number, std::uint64_t seed) {
  VirusDefinition definition;
  definition.agents = 20'000;
  definition.mean_degree = 10;
  definition.infected = 0.01;
  definition.recovery = 0.2;
  definition.seed = seed;
  // An infected agent is so for a geometric number of steps, so the probability that it ever passes
  // the virus to a given neighbour is T = 1 − γ(1 − β) / (1 − (1 − γ)(1 − β)); solved for β.
  const double ever = reproduction_number / definition.mean_degree;
  const double escapes =
      (1.0 - ever) / (definition.recovery + (1.0 - ever) * (1.0 - definition.recovery));
  definition.transmission = 1.0 - escapes;
  return definition;
}

double share_ever_infected(const VirusDefinition& definition) {
  Virus virus(definition);
  while (virus.count(Health::infected) > 0) virus.step();
  return static_cast<double>(virus.count(Health::resistant)) / definition.agents;
}

}  // namespace

TEST_CASE("the final size of an epidemic on a random graph is that of theory") {
  // Newman 2002, doi 10.1103/PhysRevE.66.016128: with Poisson degrees, share R ever infected of whom
  // s were at the start solves R = 1 − (1 − s) exp(−R₀ R). At 20,000 agents the standard error is
  // about 0.006 at R₀ = 2 and less above.
  for (const double reproduction_number : {2.0, 3.0}) {
    double theory = 0.5;
    for (int i = 0; i < 200; ++i) theory = 1.0 - 0.99 * std::exp(-reproduction_number * theory);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
      REQUIRE(share_ever_infected(outbreak(reproduction_number, seed)) ==
              Approx(theory).margin(0.02));
    }
  }
}

TEST_CASE("a virus that each passes to fewer than one other dies out") {
  // 1 % at the start and as many again through chains of R₀ = 1/2: 2 %, standard error 0.2 %.
  REQUIRE(share_ever_infected(outbreak(0.5, 1)) == Approx(0.02).margin(0.008));
}

TEST_CASE("where nobody becomes resistant the virus stays") {
  VirusDefinition definition = outbreak(3.0, 1);
  definition.resistance = 0.0;
  Virus virus(definition);
  for (int step = 0; step < 300; ++step) virus.step();
  REQUIRE(virus.count(Health::infected) > 6000);
  REQUIRE(virus.count(Health::resistant) == 0);
}

TEST_CASE("nobody falls ill without ties to the infected") {
  VirusDefinition definition = outbreak(2.0, 1);
  definition.mean_degree = 0.0;
  Virus virus(definition);
  const std::size_t infected = virus.count(Health::infected);
  for (int step = 0; step < 20; ++step) virus.step();
  REQUIRE(virus.count(Health::infected) + virus.count(Health::resistant) == infected);
}

TEST_CASE("a virus with probabilities that are none is refused") {
  REQUIRE_THROWS_AS(Virus({.infected = 1.5}), buurt::engine::UserError);
  REQUIRE_THROWS_AS(Virus({.transmission = -0.1}), buurt::engine::UserError);
  REQUIRE_THROWS_AS(Virus({.recovery = std::nan("")}), buurt::engine::UserError);
  REQUIRE_THROWS_AS(Virus({.agents = -5}), buurt::engine::UserError);
}
