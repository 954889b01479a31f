#include "experiment/design/latin_hypercube.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "experiment/design/draws.hpp"

using namespace buurt::experiment;

namespace {

/// A Latin hypercube as it is drawn, without moving points apart.
Points plain_hypercube(std::size_t count, std::size_t dimensions, std::uint64_t seed) {
  Points points(count, dimensions);
  const buurt::engine::Stream draws = stream(seed, DesignDraw::dummy);
  for (std::size_t axis = 0; axis < dimensions; ++axis) {
    std::vector<std::size_t> strata(count);
    for (std::size_t i = 0; i < count; ++i) {
      strata[i] = i;
      std::swap(strata[i], strata[draws.at({i}, static_cast<std::uint32_t>(axis))
                                      .below(static_cast<std::uint32_t>(i + 1))]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      points[i][axis] = (static_cast<double>(strata[i]) + 0.5) / static_cast<double>(count);
    }
  }
  return points;
}

}  // namespace

TEST_CASE("a Latin hypercube has one point in every stratum of every dimension") {
  for (const std::size_t count : {2U, 7U, 50U, 101U}) {
    const Points points = latin_hypercube(count, 6, 3);
    REQUIRE(points.count() == count);
    for (std::size_t axis = 0; axis < 6; ++axis) {
      std::set<std::size_t> strata;
      for (std::size_t i = 0; i < count; ++i) {
        REQUIRE(points[i][axis] >= 0.0);
        REQUIRE(points[i][axis] < 1.0);
        strata.insert(static_cast<std::size_t>(points[i][axis] * static_cast<double>(count)));
      }
      CHECK(strata.size() == count);
    }
  }
}

TEST_CASE("points of a Latin hypercube keep further apart than those that are only drawn") {
  double plain = 0.0;
  double improved = 0.0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    plain += smallest_distance(plain_hypercube(40, 3, seed));
    improved += smallest_distance(latin_hypercube(40, 3, seed));
  }
  CHECK(improved > 1.5 * plain);
}

TEST_CASE("a Latin hypercube follows from its seed") {
  CHECK(latin_hypercube(30, 4, 8) == latin_hypercube(30, 4, 8));
  CHECK_FALSE(latin_hypercube(30, 4, 8) == latin_hypercube(30, 4, 9));
}
