// Sensitivity of whole distributions: PAWN.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "experiment/design/bootstrap.hpp"
#include "experiment/design/draws.hpp"
#include "experiment/design/sensitivity.hpp"

namespace buurt::experiment {
namespace {

/// The largest distance between the distribution of some of the outcomes and that of all, whose
/// number in rising order is `rank`. `slice` holds ranks and is put in order.
double largest_distance(std::vector<std::size_t>& slice, std::size_t all) {
  std::sort(slice.begin(), slice.end());
  const auto size = static_cast<double>(slice.size());
  double largest = 0.0;
  for (std::size_t i = 0; i < slice.size(); ++i) {
    const double below = static_cast<double>(slice[i]) / static_cast<double>(all);
    const double with = static_cast<double>(slice[i] + 1) / static_cast<double>(all);
    largest = std::max({largest, std::abs(static_cast<double>(i + 1) / size - with),
                        std::abs(static_cast<double>(i) / size - below)});
  }
  return largest;
}

/// The median over slices; `order` holds the points by the value of a parameter.
double index_of(const std::vector<std::size_t>& order, const std::vector<std::size_t>& rank) {
  constexpr std::size_t most_slices = 10;
  constexpr std::size_t points_a_slice = 10;
  const std::size_t count = order.size();
  const std::size_t slices = std::clamp<std::size_t>(count / points_a_slice, 2, most_slices);
  std::vector<double> distances;
  for (std::size_t s = 0; s < slices; ++s) {
    std::vector<std::size_t> slice;
    for (std::size_t i = s * count / slices; i < (s + 1) * count / slices; ++i) {
      slice.push_back(rank[order[i]]);
    }
    distances.push_back(largest_distance(slice, count));
  }
  std::sort(distances.begin(), distances.end());
  return quantile_of_sorted(distances, 0.5);
}

}  // namespace

Pawn pawn(const Points& points, std::span<const double> outcomes, std::uint64_t seed) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!std::isnan(outcomes[i])) rows.push_back(i);
  }
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  Pawn result{std::vector<double>(points.dimensions(), nan), nan};
  constexpr std::size_t fewest_points = 20;
  const std::size_t count = rows.size();
  if (count < fewest_points) return result;
  const bool constant = std::all_of(rows.begin(), rows.end(), [&](std::size_t row) {
    return outcomes[row] == outcomes[rows.front()];
  });
  if (constant) {
    // Nothing moves it; ranks by number would say otherwise.
    return {std::vector<double>(points.dimensions(), 0.0), 0.0};
  }

  const auto ordered_by = [&](const auto& value) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const double left = value(a);
      const double right = value(b);
      return left != right ? left < right : a < b;
    });
    return order;
  };
  const std::vector<std::size_t> by_outcome =
      ordered_by([&](std::size_t i) { return outcomes[rows[i]]; });
  std::vector<std::size_t> rank(count);
  for (std::size_t i = 0; i < count; ++i) rank[by_outcome[i]] = i;
  for (std::size_t axis = 0; axis < points.dimensions(); ++axis) {
    result.index[axis] =
        index_of(ordered_by([&](std::size_t i) { return points[rows[i]][axis]; }), rank);
  }
  constexpr std::uint32_t dummies = 200;
  const engine::Stream dummy = stream(seed, DesignDraw::dummy);
  std::vector<double> by_chance;
  for (std::uint32_t repetition = 0; repetition < dummies; ++repetition) {
    std::vector<double> drawn(count);
    for (std::size_t i = 0; i < count; ++i) {
      drawn[i] = dummy.at(engine::Identity{i}, repetition).uniform();
    }
    by_chance.push_back(index_of(ordered_by([&](std::size_t i) { return drawn[i]; }), rank));
  }
  std::sort(by_chance.begin(), by_chance.end());
  result.chance = quantile_of_sorted(by_chance, 0.95);
  return result;
}

}  // namespace buurt::experiment
