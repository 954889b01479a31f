#pragma once
// Evaluating a model at the points of a design: several points and replicates at once, each result
// kept as soon as it is there, and only what is missing evaluated.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "experiment/design/points.hpp"

namespace buurt::experiment {

/// Any model: the values of its parameters and the number of a replicate give its outcomes, always as
/// many. Replicate k has the same random draws at every point. Called from several threads at once.
/// Not-a-number stands for an outcome that has no value there.
using PointModel =
    std::function<std::vector<double>(std::span<const double> parameters, int replicate)>;

/// What a model gave: [point][outcome][replicate], not-a-number until finished.
class Evaluations {
 public:
  Evaluations() = default;
  Evaluations(std::size_t points, std::size_t outcomes, std::size_t replicates);

  [[nodiscard]] std::size_t points() const { return points_; }
  [[nodiscard]] std::size_t outcomes() const { return outcomes_; }
  [[nodiscard]] std::size_t replicates() const { return replicates_; }

  [[nodiscard]] double value(std::size_t point, std::size_t outcome, std::size_t replicate) const {
    return values_[(point * outcomes_ + outcome) * replicates_ + replicate];
  }
  [[nodiscard]] bool finished(std::size_t point, std::size_t replicate) const {
    return finished_[point * replicates_ + replicate] != 0;
  }
  /// How many replicates of points are finished, of points() × replicates().
  [[nodiscard]] std::size_t finished() const;
  [[nodiscard]] bool complete() const { return finished() == points_ * replicates_; }
  void set(std::size_t point, std::size_t replicate, std::span<const double> outcomes);
  /// Takes over everything at once. \throws std::logic_error when the sizes do not fit.
  void restore(std::vector<double> values, std::vector<std::int32_t> finished);
  /// Adds points behind the last; they must have the same outcomes and replicates.
  void append(const Evaluations& more);

  /// Mean over the replicates that have a value; not-a-number when none has one.
  [[nodiscard]] double mean(std::size_t point, std::size_t outcome) const;
  /// Variance between replicates (with n − 1); not-a-number when fewer than two have a value.
  [[nodiscard]] double variance(std::size_t point, std::size_t outcome) const;
  /// `mean` of every point.
  [[nodiscard]] std::vector<double> means(std::size_t outcome) const;

  [[nodiscard]] const std::vector<double>& values() const { return values_; }
  [[nodiscard]] const std::vector<std::int32_t>& finished_marks() const { return finished_; }

 private:
  std::size_t points_ = 0;
  std::size_t outcomes_ = 0;
  std::size_t replicates_ = 0;
  std::vector<double> values_;
  std::vector<std::int32_t> finished_;  ///< [point][replicate], 1 or 0
};

struct EvaluationOptions {
  int threads = 0;  ///< 0: as many as the machine has
  const std::atomic<bool>* interrupted = nullptr;
  /// Told after each replicate of a point how much of what was left to do is done, 0 to 1.
  std::function<void(double share)> progress;
  /// Called on the calling thread after each replicate of a point, to keep what is there.
  std::function<void()> keep;
};

/// Evaluates what is not finished. Results do not depend on the number of threads or on what was
/// finished before. An error of the model names the point.
/// \return false when an interruption left some undone.
bool evaluate(const PointModel& model, const Points& parameters, Evaluations& evaluations,
              const EvaluationOptions& options);

}  // namespace buurt::experiment
