#pragma once
// Which parameters an outcome depends on, estimated from the points of a design.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "experiment/design/points.hpp"

namespace buurt::experiment {

/// An estimate with the interval in which the middle 95 % of its bootstrap repetitions lie.
struct Estimate {
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
};

/// How often points are drawn again for an interval.
inline constexpr std::size_t bootstrap_repetitions = 500;

/// Shares of an outcome's variance, one of each for every parameter.
struct SobolIndices {
  std::vector<Estimate> first_order;  ///< what the parameter explains on its own
  std::vector<Estimate> total;        ///< what would be left if all others were known
};

/// Sobol indices from the outcomes at the points of `saltelli_design`: first order after Saltelli et
/// al. (2010), total after Jansen (1999). Base points with an outcome that is not a number are left
/// out; not-a-number everywhere when the outcome does not vary.
[[nodiscard]] SobolIndices sobol_indices(std::span<const double> outcomes, std::size_t dimensions,
                                         std::uint64_t seed);

/// A linear regression of ranks on ranks, for designs without structure.
struct RankRegression {
  std::vector<Estimate> coefficients;  ///< standardised, −1 to 1 where parameters do not correlate
  double explained = 0.0;              ///< R²: how far the coefficients can be believed
};

/// Standardised rank regression coefficients (Saltelli & Sobol 1995). Points with an outcome that is
/// not a number are left out; not-a-number everywhere when fewer points are left than twice the
/// parameters, or the outcome does not vary.
[[nodiscard]] RankRegression rank_regression(const Points& points, std::span<const double> outcomes,
                                             std::uint64_t seed);

/// How much the distribution of an outcome moves when a parameter is held.
struct Pawn {
  std::vector<double> index;  ///< median Kolmogorov-Smirnov distance over slices, 0 to 1
  double chance = 0.0;  ///< what a parameter without any influence stays below in 95 % of cases
};

/// PAWN (Pianosi & Wagener 2018): the outcomes in each of up to ten equal slices of a parameter's
/// range against all outcomes. Not-a-number everywhere when there are fewer than 20 points.
[[nodiscard]] Pawn pawn(const Points& points, std::span<const double> outcomes, std::uint64_t seed);

}  // namespace buurt::experiment
