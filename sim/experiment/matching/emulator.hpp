#pragma once
// A fast stand-in for one outcome of a model: a trend and a Gaussian process on what it leaves.

#include <Eigen/Dense>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "experiment/design/points.hpp"

namespace buurt::experiment {

/// What a Gaussian process assumes of an outcome, once fitted.
struct EmulatorShape {
  std::vector<double> lengths;  ///< correlation length of each parameter, in the unit cube
  double nugget = 0.0;          ///< variance of noise over that of the process

  friend bool operator==(const EmulatorShape&, const EmulatorShape&) = default;
};

/// What an emulator expects at a point, and how unsure it is of that, apart from chance.
struct Prediction {
  double mean = 0.0;
  double variance = 0.0;
};

/// How an emulator does at its own points, each predicted from all others.
struct CrossValidation {
  double error = 0.0;         ///< root of the mean squared error, in units of the outcome
  double explained = 0.0;     ///< 1 − squared error over the outcome's variance
  double within_two = 0.0;    ///< share of points within two standard deviations; near .95 is right
  double mean_squared = 1.0;  ///< mean square of the standardised errors; near 1 is right
};

/// A universal kriging emulator: a trend of a constant, and as far as there are points for it linear
/// and quadratic terms, plus a Gaussian process with a squared-exponential kernel that has a length
/// for each parameter, plus a nugget for the chance between replicates. Lengths and nugget have the
/// largest restricted likelihood, with a weak prior that keeps them from running away (Rasmussen &
/// Williams 2006, ch. 2 and 5; Oakley 1999 for the trend). Where leave-one-out errors are larger than
/// the emulator claims, its variance is made larger to agree with them.
class Emulator {
 public:
  /// Fits. At least four points are needed. The same points give the same emulator.
  Emulator(const Points& points, std::span<const double> outcomes, std::uint64_t seed);
  /// With a shape that was fitted before.
  Emulator(const Points& points, std::span<const double> outcomes, EmulatorShape shape);

  [[nodiscard]] Prediction predict(std::span<const double> point) const;
  /// The expected outcome alone, which takes far less work.
  [[nodiscard]] double mean(std::span<const double> point) const;

  [[nodiscard]] const EmulatorShape& shape() const { return shape_; }
  [[nodiscard]] const CrossValidation& validation() const { return validation_; }
  /// Standard deviation of the noise of one value it was fitted to, in units of the outcome.
  [[nodiscard]] double noise() const;

 private:
  void solve(std::span<const double> outcomes);
  [[nodiscard]] Eigen::VectorXd correlations(std::span<const double> point) const;

  EmulatorShape shape_;
  Points points_;
  std::size_t terms_ = 1;
  double offset_ = 0.0;  ///< outcomes are fitted less this, over `scale_`
  double scale_ = 1.0;
  double variance_ = 0.0;           ///< of the process
  double inflation_ = 1.0;          ///< of all its variances
  Eigen::VectorXd coefficients_;    ///< of the trend
  Eigen::VectorXd weights_;         ///< A⁻¹ (y − H β)
  Eigen::MatrixXd lower_;           ///< Cholesky factor of A = R + nugget
  Eigen::MatrixXd whitened_trend_;  ///< lower⁻¹ H
  Eigen::MatrixXd trend_inverse_;   ///< (Hᵀ A⁻¹ H)⁻¹
  CrossValidation validation_;
};

}  // namespace buurt::experiment
