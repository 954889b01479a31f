#include "experiment/design/latin_hypercube.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "experiment/design/draws.hpp"

namespace buurt::experiment {
namespace {

using engine::Identity;

/// The criterion of Morris & Mitchell for one pair: distance to the power of −10.
double crowding(double squared) {
  constexpr double as_good_as_touching = 1e-12;
  const double inverse = 1.0 / std::max(squared, as_good_as_touching);
  return inverse * inverse * inverse * inverse * inverse;
}

double crowding_of(const Points& points, std::size_t point, std::size_t except) {
  double sum = 0.0;
  for (std::size_t other = 0; other < points.count(); ++other) {
    if (other == point || other == except) continue;
    sum += crowding(distance_squared(points[point], points[other]));
  }
  return sum;
}

void move_apart(Points& points, std::uint64_t seed) {
  const std::size_t count = points.count();
  if (count < 3) return;
  const engine::Stream swaps = stream(seed, DesignDraw::swap);
  // As many attempts as a second or two allow, but no more than help.
  constexpr std::size_t work = 400'000'000;
  constexpr std::size_t attempts_a_point = 200;
  const std::size_t attempts =
      std::min(attempts_a_point * count, work / (4 * count * points.dimensions()));
  for (std::size_t attempt = 0; attempt < attempts; ++attempt) {
    const engine::Draw draw = swaps.at(Identity{attempt}, 0);
    const std::size_t a = draw.below(static_cast<std::uint32_t>(count), 0);
    const std::size_t b = draw.below(static_cast<std::uint32_t>(count), 1);
    const std::size_t axis = draw.below(static_cast<std::uint32_t>(points.dimensions()), 2);
    if (a == b) continue;
    // The distance between the two themselves stays the same.
    const double before = crowding_of(points, a, b) + crowding_of(points, b, a);
    std::swap(points[a][axis], points[b][axis]);
    if (crowding_of(points, a, b) + crowding_of(points, b, a) >= before) {
      std::swap(points[a][axis], points[b][axis]);
    }
  }
}

}  // namespace

Points latin_hypercube(std::size_t count, std::size_t dimensions, std::uint64_t seed) {
  Points points(count, dimensions);
  const engine::Stream order = stream(seed, DesignDraw::stratum_order);
  const engine::Stream within = stream(seed, DesignDraw::within_stratum);
  for (std::size_t axis = 0; axis < dimensions; ++axis) {
    const auto time = static_cast<std::uint32_t>(axis);
    std::vector<std::size_t> strata(count);
    std::iota(strata.begin(), strata.end(), std::size_t{0});
    for (std::size_t i = count; i > 1; --i) {
      const engine::Draw draw = order.at(Identity{i}, time);
      std::swap(strata[i - 1], strata[draw.below(static_cast<std::uint32_t>(i))]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const double place = within.at(Identity{i}, time).uniform();
      points[i][axis] = (static_cast<double>(strata[i]) + place) / static_cast<double>(count);
    }
  }
  move_apart(points, seed);
  return points;
}

double smallest_distance(const Points& points) {
  double smallest = std::numeric_limits<double>::infinity();
  for (std::size_t a = 0; a < points.count(); ++a) {
    for (std::size_t b = a + 1; b < points.count(); ++b) {
      smallest = std::min(smallest, distance_squared(points[a], points[b]));
    }
  }
  return std::sqrt(smallest);
}

}  // namespace buurt::experiment
