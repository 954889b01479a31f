#include "experiment/matching/space_sampler.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "engine/parallel.hpp"
#include "experiment/design/latin_hypercube.hpp"

using namespace buurt::experiment;

namespace {

/// The largest distance of a coordinate to 0.4, so that what is at most r is a cube of side 2 r.
SpaceMeasure box() {
  const auto value = [](std::span<const double> x) {
    double largest = 0.0;
    for (const double coordinate : x) largest = std::max(largest, std::abs(coordinate - 0.4));
    return largest;
  };
  return {value, [value](std::span<const double> x, double level) { return value(x) <= level; }};
}

}  // namespace

TEST_CASE("the share of a part of space is found, be it large or a millionth") {
  CHECK(sample_space(box(), 3, 1000, 0.2, 1).share == Approx(0.064).epsilon(0.25));
  CHECK(sample_space(box(), 3, 1000, 2.0, 1).share == 1.0);
  const double millionth = sample_space(box(), 6, 1000, 0.05, 1).share;
  CHECK(std::log10(millionth) == Approx(-6.0).margin(0.35));
}

TEST_CASE("the points found lie in that part and are spread evenly over it") {
  const SpaceSample sample = sample_space(box(), 5, 1000, 0.1, 2);
  REQUIRE(sample.points.count() == 1000);
  for (std::size_t axis = 0; axis < 5; ++axis) {
    double mean = 0.0;
    double square = 0.0;
    for (std::size_t i = 0; i < 1000; ++i) {
      const double x = sample.points[i][axis];
      REQUIRE(std::abs(x - 0.4) <= 0.1);
      mean += x / 1000.0;
      square += (x - 0.4) * (x - 0.4) / 1000.0;
    }
    // Of an even spread over 0.2: a mean of 0.4 and a variance of 0.2² / 12.
    CHECK(mean == Approx(0.4).margin(0.01));
    CHECK(square == Approx(0.04 / 12.0).epsilon(0.15));
  }
}

TEST_CASE("where nothing is low enough, nothing is found and the nearest is told") {
  const SpaceSample sample = sample_space(box(), 2, 500, -1.0, 1);
  CHECK(sample.share == 0.0);
  CHECK(sample.points.count() == 0);
  CHECK(sample.lowest < 0.01);
  REQUIRE(sample.nearest.size() == 2);
  CHECK(sample.nearest[0] == Approx(0.4).margin(0.01));
}

TEST_CASE("points are drawn down to a level, or as low as it goes, and stay where they may be") {
  const Points from = sample_space(box(), 4, 200, 0.3, 5).points;
  SpaceMeasure right = box();
  right.value = [](std::span<const double> x) {
    return x[0] < 0.2 ? std::numeric_limits<double>::infinity() : x[0];
  };
  right.at_most = [right](std::span<const double> x, double level) {
    return right.value(x) <= level;
  };
  for (const double level : {0.25, -1.0}) {
    const Points down = drawn_down(right, from, level, 3);
    REQUIRE(down.count() == 200);
    for (std::size_t i = 0; i < 200; ++i) {
      CHECK(down[i][0] >= 0.2);
      CHECK(down[i][0] <= 0.25);
    }
  }
}

TEST_CASE("what is found does not depend on threads") {
  const auto at = [](int threads) {
    return buurt::engine::with_threads(threads, [] { return sample_space(box(), 4, 300, 0.1, 7); });
  };
  const SpaceSample one = at(1);
  const SpaceSample seven = at(7);
  CHECK(one.points == seven.points);
  CHECK(one.share == seven.share);
}

TEST_CASE("points chosen apart are some of those given, further apart than the first of them") {
  const Points points = sample_space(box(), 2, 400, 0.3, 3).points;
  const Points chosen = chosen_apart(points, 20, 1);
  REQUIRE(chosen.count() == 20);
  Points first(20, 2);
  for (std::size_t i = 0; i < 20; ++i) {
    std::copy(points[i].begin(), points[i].end(), first[i].begin());
  }
  CHECK(smallest_distance(chosen) > smallest_distance(first));
  CHECK(chosen_apart(points, 400, 1) == points);
}
