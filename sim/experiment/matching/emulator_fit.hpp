#pragma once
// The lengths and the nugget under which outcomes are most likely.

#include <Eigen/Dense>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "experiment/design/points.hpp"
#include "experiment/matching/emulator.hpp"

namespace buurt::experiment {

/// How many terms a trend has for so many points: 1, 1 + d or 1 + 2 d.
[[nodiscard]] std::size_t trend_terms(std::size_t points, std::size_t dimensions);

/// The first `terms` of: 1, the coordinates, their squares (coordinates less one half).
[[nodiscard]] Eigen::VectorXd trend_at(std::span<const double> point, std::size_t terms);

/// Squared-exponential correlations between all points.
[[nodiscard]] Eigen::MatrixXd correlations_between(const Points& points,
                                                   const std::vector<double>& lengths);

/// Maximises the restricted likelihood of standardised outcomes from a few starts.
[[nodiscard]] EmulatorShape fitted_shape(const Points& points, const Eigen::VectorXd& outcomes,
                                         std::size_t terms, std::uint64_t seed);

}  // namespace buurt::experiment
