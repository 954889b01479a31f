#include "experiment/matching/emulator_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "experiment/design/draws.hpp"

namespace buurt::experiment {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Logarithms of lengths and, last, of the nugget are kept within these.
constexpr double shortest_length = 0.05;
constexpr double longest_length = 20.0;
constexpr double smallest_nugget = 1e-6;
constexpr double largest_nugget = 100.0;

// The prior: lengths about as long as the range, a tenth to ten times of it not surprising.
constexpr double usual_length = 1.0;
constexpr double length_spread = 1.2;
constexpr double usual_nugget = 0.01;
constexpr double nugget_spread = 4.0;

struct Cost {
  double value = std::numeric_limits<double>::infinity();
  VectorXd slope;
};

/// Minus twice the logarithm of likelihood and prior, and its slope.
class RestrictedLikelihood {
 public:
  RestrictedLikelihood(const Points& points, const VectorXd& outcomes, std::size_t terms)
      : outcomes_(outcomes), trend_(static_cast<Index>(points.count()), static_cast<Index>(terms)) {
    for (std::size_t i = 0; i < points.count(); ++i) {
      trend_.row(static_cast<Index>(i)) = trend_at(points[i], terms);
    }
    for (std::size_t axis = 0; axis < points.dimensions(); ++axis) {
      VectorXd column(static_cast<Index>(points.count()));
      for (std::size_t i = 0; i < points.count(); ++i) {
        column[static_cast<Index>(i)] = points[i][axis];
      }
      const MatrixXd across = column.replicate(1, column.size());
      differences_.emplace_back((across - across.transpose()).array().square());
    }
  }

  [[nodiscard]] Cost at(const VectorXd& logarithms) const {
    const auto dimensions = static_cast<Index>(differences_.size());
    const Index count = outcomes_.size();
    const double nugget = std::exp(logarithms[dimensions]);
    MatrixXd exponents = MatrixXd::Zero(count, count);
    for (Index axis = 0; axis < dimensions; ++axis) {
      exponents += differences_[static_cast<std::size_t>(axis)] * std::exp(-2.0 * logarithms[axis]);
    }
    const MatrixXd correlation = (-0.5 * exponents).array().exp();
    MatrixXd covariance = correlation;
    covariance.diagonal().array() += nugget;
    const Eigen::LLT<MatrixXd> factor(covariance);
    Cost cost;
    cost.slope = VectorXd::Zero(dimensions + 1);
    if (factor.info() != Eigen::Success) return cost;
    const MatrixXd inverse = factor.solve(MatrixXd::Identity(count, count));
    const MatrixXd inverse_trend = inverse * trend_;
    const MatrixXd information = trend_.transpose() * inverse_trend;
    const Eigen::LLT<MatrixXd> information_factor(information);
    if (information_factor.info() != Eigen::Success) return cost;
    const MatrixXd projected =
        inverse - inverse_trend * information_factor.solve(inverse_trend.transpose());
    const VectorXd weights = projected * outcomes_;
    const double quadratic = outcomes_.dot(weights);
    const double degrees = static_cast<double>(count - trend_.cols());
    if (!(quadratic > 0.0)) return cost;
    const auto log_determinant = [](const Eigen::LLT<MatrixXd>& of) {
      return 2.0 * of.matrixLLT().diagonal().array().log().sum();
    };
    cost.value = degrees * std::log(quadratic) + log_determinant(factor) +
                 log_determinant(information_factor);
    // d/dθ: trace(P dA) − (n − p) wᵀ dA w / (yᵀ P y), with dA elementwise from the correlations.
    const MatrixXd common = (projected - (degrees / quadratic) * weights * weights.transpose())
                                .cwiseProduct(correlation);
    for (Index axis = 0; axis < dimensions; ++axis) {
      const double inverse_square = std::exp(-2.0 * logarithms[axis]);
      cost.slope[axis] =
          common.cwiseProduct(differences_[static_cast<std::size_t>(axis)]).sum() * inverse_square;
      add_prior(cost, logarithms, axis, usual_length, length_spread);
    }
    cost.slope[dimensions] =
        nugget * (projected.trace() - degrees / quadratic * weights.squaredNorm());
    add_prior(cost, logarithms, dimensions, usual_nugget, nugget_spread);
    return cost;
  }

 private:
  static void add_prior(Cost& cost, const VectorXd& logarithms, Index which, double usual,
                        double spread) {
    const double off = (logarithms[which] - std::log(usual)) / spread;
    cost.value += off * off;
    cost.slope[which] += 2.0 * off / spread;
  }

  const VectorXd& outcomes_;
  MatrixXd trend_;
  std::vector<MatrixXd> differences_;  ///< squared, by axis
};

VectorXd within_bounds(VectorXd logarithms) {
  const Index last = logarithms.size() - 1;
  for (Index i = 0; i < last; ++i) {
    logarithms[i] = std::clamp(logarithms[i], std::log(shortest_length), std::log(longest_length));
  }
  logarithms[last] =
      std::clamp(logarithms[last], std::log(smallest_nugget), std::log(largest_nugget));
  return logarithms;
}

/// Descends by signs of slopes, with a step of its own for each number (iRprop−, Igel & Hüsken 2003):
/// needs no line search and does not mind the bounds.
std::pair<VectorXd, double> descended(const RestrictedLikelihood& likelihood, VectorXd at) {
  constexpr int most_steps = 100;
  constexpr double first_step = 0.3;
  constexpr double smallest_step = 1e-3;
  VectorXd steps = VectorXd::Constant(at.size(), first_step);
  VectorXd slope_before = VectorXd::Zero(at.size());
  VectorXd best = at;
  double lowest = std::numeric_limits<double>::infinity();
  for (int step = 0; step < most_steps && steps.maxCoeff() > smallest_step; ++step) {
    Cost cost = likelihood.at(at);
    if (cost.value < lowest) {
      lowest = cost.value;
      best = at;
    }
    for (Index i = 0; i < at.size(); ++i) {
      const double agreement = cost.slope[i] * slope_before[i];
      if (agreement > 0.0) steps[i] = std::min(steps[i] * 1.2, 1.0);
      if (agreement < 0.0) {
        steps[i] *= 0.5;
        cost.slope[i] = 0.0;
      }
      if (cost.slope[i] > 0.0) at[i] -= steps[i];
      if (cost.slope[i] < 0.0) at[i] += steps[i];
    }
    slope_before = cost.slope;
    at = within_bounds(std::move(at));
  }
  return {best, lowest};
}

}  // namespace

std::size_t trend_terms(std::size_t points, std::size_t dimensions) {
  constexpr std::size_t points_a_term = 3;
  for (const std::size_t terms : {1 + 2 * dimensions, 1 + dimensions}) {
    if (points >= points_a_term * terms) return terms;
  }
  return 1;
}

VectorXd trend_at(std::span<const double> point, std::size_t terms) {
  VectorXd trend(static_cast<Index>(terms));
  trend[0] = 1.0;
  for (std::size_t i = 1; i < terms; ++i) {
    const double centred = point[(i - 1) % point.size()] - 0.5;
    trend[static_cast<Index>(i)] = i <= point.size() ? centred : centred * centred;
  }
  return trend;
}

MatrixXd correlations_between(const Points& points, const std::vector<double>& lengths) {
  const auto count = static_cast<Index>(points.count());
  MatrixXd correlations(count, count);
  for (Index i = 0; i < count; ++i) {
    for (Index j = 0; j <= i; ++j) {
      double sum = 0.0;
      for (std::size_t axis = 0; axis < lengths.size(); ++axis) {
        const double off = (points[static_cast<std::size_t>(i)][axis] -
                            points[static_cast<std::size_t>(j)][axis]) /
                           lengths[axis];
        sum += off * off;
      }
      correlations(i, j) = correlations(j, i) = std::exp(-0.5 * sum);
    }
  }
  return correlations;
}

EmulatorShape fitted_shape(const Points& points, const VectorXd& outcomes, std::size_t terms,
                           std::uint64_t seed) {
  const RestrictedLikelihood likelihood(points, outcomes, terms);
  const auto dimensions = static_cast<Index>(points.dimensions());
  const engine::Stream starts = stream(seed, DesignDraw::fit_start);
  constexpr std::uint32_t start_count = 3;
  constexpr std::array<double, start_count> start_nuggets = {0.01, 0.3, 0.0001};
  VectorXd best;
  double lowest = std::numeric_limits<double>::infinity();
  for (std::uint32_t start = 0; start < start_count; ++start) {
    VectorXd at(dimensions + 1);
    for (Index axis = 0; axis < dimensions; ++axis) {
      // From a third to three times the range.
      const double draw =
          starts.at(engine::Identity{static_cast<std::uint64_t>(axis)}, start).uniform();
      at[axis] = std::log(3.0) * (2.0 * draw - 1.0);
    }
    at[dimensions] = std::log(start_nuggets[start]);
    auto [found, cost] = descended(likelihood, at);
    if (cost < lowest || best.size() == 0) {
      lowest = cost;
      best = std::move(found);
    }
  }
  EmulatorShape shape;
  for (Index axis = 0; axis < dimensions; ++axis) shape.lengths.push_back(std::exp(best[axis]));
  shape.nugget = std::exp(best[dimensions]);
  return shape;
}

}  // namespace buurt::experiment
