// Linear regression of the ranks of an outcome on the ranks of the parameters.

#include <Eigen/Dense>
#include <cmath>
#include <limits>
#include <numeric>

#include "experiment/design/bootstrap.hpp"
#include "experiment/design/sensitivity.hpp"

namespace buurt::experiment {
namespace {

/// Ranks from 1, less their mean, over their standard deviation; equal values share a rank. Zero
/// everywhere when all values are equal.
Eigen::VectorXd standardised_ranks(const std::vector<double>& values) {
  const std::size_t count = values.size();
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return values[a] != values[b] ? values[a] < values[b] : a < b;
  });
  Eigen::VectorXd ranks(static_cast<Eigen::Index>(count));
  for (std::size_t begin = 0; begin < count;) {
    std::size_t end = begin + 1;
    while (end < count && values[order[end]] == values[order[begin]]) ++end;
    for (std::size_t i = begin; i < end; ++i) {
      ranks[static_cast<Eigen::Index>(order[i])] = 0.5 * static_cast<double>(begin + end + 1);
    }
    begin = end;
  }
  ranks.array() -= ranks.mean();
  const double deviation = std::sqrt(ranks.squaredNorm() / static_cast<double>(count));
  if (deviation > 0.0) ranks /= deviation;
  return ranks;
}

struct Fit {
  Eigen::VectorXd coefficients;
  double explained;
};

Fit regressed(const Points& points, std::span<const double> outcomes,
              const std::vector<std::size_t>& rows) {
  const auto count = static_cast<Eigen::Index>(rows.size());
  const auto dimensions = static_cast<Eigen::Index>(points.dimensions());
  Eigen::MatrixXd x(count, dimensions);
  std::vector<double> column(rows.size());
  for (Eigen::Index axis = 0; axis < dimensions; ++axis) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      column[i] = points[rows[i]][static_cast<std::size_t>(axis)];
    }
    x.col(axis) = standardised_ranks(column);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) column[i] = outcomes[rows[i]];
  const Eigen::VectorXd y = standardised_ranks(column);
  Fit fit;
  fit.coefficients = x.colPivHouseholderQr().solve(y);
  fit.explained = 1.0 - (y - x * fit.coefficients).squaredNorm() / y.squaredNorm();
  return fit;
}

}  // namespace

RankRegression rank_regression(const Points& points, std::span<const double> outcomes,
                               std::uint64_t seed) {
  std::vector<std::size_t> rows;
  bool varies = false;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (std::isnan(outcomes[i])) continue;
    rows.push_back(i);
    varies = varies || outcomes[i] != outcomes[rows.front()];
  }
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const std::size_t dimensions = points.dimensions();
  RankRegression result{std::vector<Estimate>(dimensions, Estimate{nan, nan, nan}), nan};
  if (rows.size() < 2 * dimensions + 2 || !varies) return result;
  const Fit fit = regressed(points, outcomes, rows);
  result.explained = fit.explained;
  std::vector<std::vector<double>> repeated(dimensions);
  for (std::size_t repetition = 0; repetition < bootstrap_repetitions; ++repetition) {
    std::vector<std::size_t> again = drawn_again(rows.size(), repetition, seed);
    for (std::size_t& row : again) row = rows[row];
    const Fit one = regressed(points, outcomes, again);
    for (std::size_t axis = 0; axis < dimensions; ++axis) {
      repeated[axis].push_back(one.coefficients[static_cast<Eigen::Index>(axis)]);
    }
  }
  for (std::size_t axis = 0; axis < dimensions; ++axis) {
    const auto [low, high] = middle_of(repeated[axis]);
    result.coefficients[axis] = {fit.coefficients[static_cast<Eigen::Index>(axis)], low, high};
  }
  return result;
}

}  // namespace buurt::experiment
