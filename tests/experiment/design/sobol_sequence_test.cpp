#include "experiment/design/sobol_sequence.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "experiment/design/draws.hpp"

using namespace buurt::experiment;

namespace {

Points random_points(std::size_t count, std::size_t dimensions, std::uint64_t seed) {
  Points points(count, dimensions);
  const buurt::engine::Stream draws = stream(seed, DesignDraw::dummy);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t axis = 0; axis < dimensions; ++axis) {
      points[i][axis] = draws.at({i}, static_cast<std::uint32_t>(axis)).uniform();
    }
  }
  return points;
}

}  // namespace

TEST_CASE("a scrambled Sobol sequence is spread more evenly than random points") {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const double sobol = centred_discrepancy(sobol_sequence(256, 5, seed));
    const double random = centred_discrepancy(random_points(256, 5, seed));
    CHECK(sobol < 0.4 * random);
  }
}

TEST_CASE("scrambling keeps one point of a Sobol sequence in every stratum") {
  const Points points = sobol_sequence(64, 12, 5);
  for (std::size_t axis = 0; axis < 12; ++axis) {
    std::set<int> strata;
    for (std::size_t i = 0; i < 64; ++i) strata.insert(static_cast<int>(points[i][axis] * 64.0));
    CHECK(strata.size() == 64);
  }
  // In the first two dimensions every eight by eight square holds one.
  std::set<std::pair<int, int>> squares;
  for (std::size_t i = 0; i < 64; ++i) {
    squares.emplace(static_cast<int>(points[i][0] * 8.0), static_cast<int>(points[i][1] * 8.0));
  }
  CHECK(squares.size() == 64);
}

TEST_CASE("a longer Sobol sequence begins with the shorter one, and seeds give others") {
  const Points shorter = sobol_sequence(20, 3, 1);
  const Points longer = sobol_sequence(40, 3, 1);
  for (std::size_t i = 0; i < 20; ++i) {
    CHECK(std::equal(shorter[i].begin(), shorter[i].end(), longer[i].begin()));
  }
  CHECK_FALSE(sobol_sequence(20, 3, 2) == shorter);
}

TEST_CASE("in Saltelli's design point k takes one coordinate from B and all others from A") {
  const Points points = saltelli_design(8, 3, 4);
  REQUIRE(points.count() == 8 * 5);
  for (std::size_t base = 0; base < 8; ++base) {
    for (std::size_t k = 0; k < 3; ++k) {
      for (std::size_t axis = 0; axis < 3; ++axis) {
        CHECK(points[base * 5 + 2 + k][axis] == points[base * 5 + (axis == k ? 1 : 0)][axis]);
      }
    }
  }
}
