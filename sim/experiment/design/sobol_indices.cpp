// Shares of variance by the estimators of Saltelli and Jansen.

#include <cmath>
#include <limits>
#include <numeric>

#include "experiment/design/bootstrap.hpp"
#include "experiment/design/sensitivity.hpp"

namespace buurt::experiment {
namespace {

/// The outcomes of the base points whose outcomes are all numbers, less their mean.
std::vector<double> whole_blocks(std::span<const double> outcomes, std::size_t block) {
  std::vector<double> kept;
  for (std::size_t at = 0; at + block <= outcomes.size(); at += block) {
    const std::span<const double> one = outcomes.subspan(at, block);
    bool whole = true;
    for (const double value : one) whole = whole && !std::isnan(value);
    if (whole) kept.insert(kept.end(), one.begin(), one.end());
  }
  if (kept.empty()) return kept;
  // The estimator of the first order has less noise when outcomes lie around zero.
  const double mean =
      std::accumulate(kept.begin(), kept.end(), 0.0) / static_cast<double>(kept.size());
  for (double& value : kept) value -= mean;
  return kept;
}

/// First-order and then total indices from some of the base points.
std::vector<double> indices_of(const std::vector<double>& outcomes,
                               const std::vector<std::size_t>& bases, std::size_t dimensions) {
  const std::size_t block = dimensions + 2;
  const auto count = static_cast<double>(bases.size());
  double sum = 0.0;
  double squares = 0.0;
  for (const std::size_t base : bases) {
    const double a = outcomes[base * block];
    const double b = outcomes[base * block + 1];
    sum += a + b;
    squares += a * a + b * b;
  }
  const double mean = sum / (2.0 * count);
  const double variance = squares / (2.0 * count) - mean * mean;
  std::vector<double> indices(2 * dimensions, std::numeric_limits<double>::quiet_NaN());
  // Rounding alone gives a constant outcome some variance.
  if (!(variance > 1e-20 * (mean * mean + 1e-280))) return indices;
  for (std::size_t axis = 0; axis < dimensions; ++axis) {
    double first = 0.0;
    double total = 0.0;
    for (const std::size_t base : bases) {
      const double a = outcomes[base * block];
      const double b = outcomes[base * block + 1];
      const double mixed = outcomes[base * block + 2 + axis];
      first += b * (mixed - a);
      total += (a - mixed) * (a - mixed);
    }
    indices[axis] = first / count / variance;
    indices[dimensions + axis] = total / (2.0 * count) / variance;
  }
  return indices;
}

}  // namespace

SobolIndices sobol_indices(std::span<const double> outcomes, std::size_t dimensions,
                           std::uint64_t seed) {
  const std::vector<double> kept = whole_blocks(outcomes, dimensions + 2);
  const std::size_t bases = kept.size() / (dimensions + 2);
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  SobolIndices result{std::vector<Estimate>(dimensions, Estimate{nan, nan, nan}),
                      std::vector<Estimate>(dimensions, Estimate{nan, nan, nan})};
  if (bases < 2) return result;
  std::vector<std::size_t> each(bases);
  std::iota(each.begin(), each.end(), std::size_t{0});
  const std::vector<double> values = indices_of(kept, each, dimensions);
  std::vector<std::vector<double>> repeated(2 * dimensions);
  for (std::size_t repetition = 0; repetition < bootstrap_repetitions; ++repetition) {
    const std::vector<double> again =
        indices_of(kept, drawn_again(bases, repetition, seed), dimensions);
    for (std::size_t i = 0; i < again.size(); ++i) repeated[i].push_back(again[i]);
  }
  for (std::size_t axis = 0; axis < dimensions; ++axis) {
    const auto [first_low, first_high] = middle_of(repeated[axis]);
    const auto [total_low, total_high] = middle_of(repeated[dimensions + axis]);
    result.first_order[axis] = {values[axis], first_low, first_high};
    result.total[axis] = {values[dimensions + axis], total_low, total_high};
  }
  return result;
}

}  // namespace buurt::experiment
