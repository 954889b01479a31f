#include "experiment/matching/emulator.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "experiment/matching/emulator_fit.hpp"

namespace buurt::experiment {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

VectorXd as_vector(std::span<const double> values) {
  return Eigen::Map<const VectorXd>(values.data(), static_cast<Index>(values.size()));
}

}  // namespace

Emulator::Emulator(const Points& points, std::span<const double> outcomes, std::uint64_t seed)
    : points_(points), terms_(trend_terms(points.count(), points.dimensions())) {
  const VectorXd values = as_vector(outcomes);
  const double mean = values.mean();
  const double deviation = std::sqrt((values.array() - mean).square().mean());
  const VectorXd standardised = deviation > 0.0 ? VectorXd((values.array() - mean) / deviation)
                                                : VectorXd::Zero(values.size());
  if (deviation > 0.0) {
    shape_ = fitted_shape(points, standardised, terms_, seed);
  } else {
    shape_ = {std::vector<double>(points.dimensions(), 1.0), 1.0};
  }
  solve(outcomes);
}

Emulator::Emulator(const Points& points, std::span<const double> outcomes, EmulatorShape shape)
    : shape_(std::move(shape)),
      points_(points),
      terms_(trend_terms(points.count(), points.dimensions())) {
  solve(outcomes);
}

void Emulator::solve(std::span<const double> outcomes) {
  VectorXd values = as_vector(outcomes);
  const Index count = values.size();
  offset_ = values.mean();
  values.array() -= offset_;
  const double deviation = std::sqrt(values.squaredNorm() / static_cast<double>(count));
  scale_ = deviation > 0.0 ? deviation : 1.0;
  values /= scale_;

  MatrixXd covariance = correlations_between(points_, shape_.lengths);
  covariance.diagonal().array() += shape_.nugget;
  const Eigen::LLT<MatrixXd> factor(covariance);
  lower_ = factor.matrixL();
  MatrixXd trends(count, static_cast<Index>(terms_));
  for (std::size_t i = 0; i < points_.count(); ++i) {
    trends.row(static_cast<Index>(i)) = trend_at(points_[i], terms_);
  }
  whitened_trend_ = lower_.triangularView<Eigen::Lower>().solve(trends);
  trend_inverse_ = (whitened_trend_.transpose() * whitened_trend_)
                       .llt()
                       .solve(MatrixXd::Identity(trends.cols(), trends.cols()));
  const VectorXd whitened = lower_.triangularView<Eigen::Lower>().solve(values);
  coefficients_ = trend_inverse_ * (whitened_trend_.transpose() * whitened);
  const VectorXd left = whitened - whitened_trend_ * coefficients_;
  weights_ = lower_.triangularView<Eigen::Lower>().transpose().solve(left);
  const double degrees = static_cast<double>(count - trends.cols());
  variance_ = left.squaredNorm() / degrees;

  // Each point from all others, without fitting again (Dubrule 1983).
  const MatrixXd inverse = factor.solve(MatrixXd::Identity(count, count));
  const MatrixXd inverse_trend = inverse * trends;
  const MatrixXd projected = inverse - inverse_trend * trend_inverse_ * inverse_trend.transpose();
  double squares = 0.0;
  double standardised = 0.0;
  double within = 0.0;
  for (Index i = 0; i < count; ++i) {
    const double error = weights_[i] / projected(i, i);
    const double expected = variance_ / projected(i, i);
    squares += error * error;
    if (expected > 0.0) standardised += error * error / expected;
    within += error * error <= 4.0 * expected ? 1.0 : 0.0;
  }
  const auto all = static_cast<double>(count);
  validation_ = {scale_ * std::sqrt(squares / all), deviation > 0.0 ? 1.0 - squares / all : 0.0,
                 within / all, standardised / all};
  inflation_ = std::max(1.0, validation_.mean_squared);
}

VectorXd Emulator::correlations(std::span<const double> point) const {
  VectorXd result(static_cast<Index>(points_.count()));
  for (std::size_t i = 0; i < points_.count(); ++i) {
    const std::span<const double> own = points_[i];
    double sum = 0.0;
    for (std::size_t axis = 0; axis < own.size(); ++axis) {
      const double off = (own[axis] - point[axis]) / shape_.lengths[axis];
      sum += off * off;
    }
    result[static_cast<Index>(i)] = std::exp(-0.5 * sum);
  }
  return result;
}

double Emulator::mean(std::span<const double> point) const {
  const double standardised =
      trend_at(point, terms_).dot(coefficients_) + correlations(point).dot(weights_);
  return offset_ + scale_ * standardised;
}

Prediction Emulator::predict(std::span<const double> point) const {
  const VectorXd trend = trend_at(point, terms_);
  const VectorXd near = correlations(point);
  const VectorXd whitened = lower_.triangularView<Eigen::Lower>().solve(near);
  const VectorXd unknown_trend = trend - whitened_trend_.transpose() * whitened;
  const double share =
      1.0 - whitened.squaredNorm() + unknown_trend.dot(trend_inverse_ * unknown_trend);
  const double mean = trend.dot(coefficients_) + near.dot(weights_);
  return {offset_ + scale_ * mean, scale_ * scale_ * variance_ * inflation_ * std::max(0.0, share)};
}

double Emulator::noise() const { return scale_ * std::sqrt(variance_ * shape_.nugget); }

}  // namespace buurt::experiment
