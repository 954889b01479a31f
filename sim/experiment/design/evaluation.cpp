#include "experiment/design/evaluation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

#include "engine/ensemble.hpp"
#include "engine/error.hpp"

namespace buurt::experiment {

Evaluations::Evaluations(std::size_t points, std::size_t outcomes, std::size_t replicates)
    : points_(points),
      outcomes_(outcomes),
      replicates_(replicates),
      values_(points * outcomes * replicates, std::numeric_limits<double>::quiet_NaN()),
      finished_(points * replicates, 0) {}

std::size_t Evaluations::finished() const {
  return static_cast<std::size_t>(std::count(finished_.begin(), finished_.end(), 1));
}

void Evaluations::set(std::size_t point, std::size_t replicate, std::span<const double> outcomes) {
  if (outcomes.size() != outcomes_) {
    throw std::logic_error("a model gave another number of outcomes than it has");
  }
  for (std::size_t outcome = 0; outcome < outcomes_; ++outcome) {
    values_[(point * outcomes_ + outcome) * replicates_ + replicate] = outcomes[outcome];
  }
  finished_[point * replicates_ + replicate] = 1;
}

void Evaluations::restore(std::vector<double> values, std::vector<std::int32_t> finished) {
  if (values.size() != values_.size() || finished.size() != finished_.size()) {
    throw std::logic_error("evaluations of another size");
  }
  values_ = std::move(values);
  finished_ = std::move(finished);
}

void Evaluations::append(const Evaluations& more) {
  if (points_ == 0) {
    *this = more;
    return;
  }
  if (more.outcomes_ != outcomes_ || more.replicates_ != replicates_) {
    throw std::logic_error("evaluations with other outcomes or replicates");
  }
  points_ += more.points_;
  values_.insert(values_.end(), more.values_.begin(), more.values_.end());
  finished_.insert(finished_.end(), more.finished_.begin(), more.finished_.end());
}

double Evaluations::mean(std::size_t point, std::size_t outcome) const {
  double sum = 0.0;
  int known = 0;
  for (std::size_t replicate = 0; replicate < replicates_; ++replicate) {
    const double one = value(point, outcome, replicate);
    if (std::isnan(one)) continue;
    sum += one;
    ++known;
  }
  return known > 0 ? sum / known : std::numeric_limits<double>::quiet_NaN();
}

double Evaluations::variance(std::size_t point, std::size_t outcome) const {
  const double middle = mean(point, outcome);
  double sum = 0.0;
  int known = 0;
  for (std::size_t replicate = 0; replicate < replicates_; ++replicate) {
    const double one = value(point, outcome, replicate);
    if (std::isnan(one)) continue;
    sum += (one - middle) * (one - middle);
    ++known;
  }
  return known > 1 ? sum / (known - 1) : std::numeric_limits<double>::quiet_NaN();
}

std::vector<double> Evaluations::means(std::size_t outcome) const {
  std::vector<double> all(points_);
  for (std::size_t point = 0; point < points_; ++point) all[point] = mean(point, outcome);
  return all;
}

bool evaluate(const PointModel& model, const Points& parameters, Evaluations& evaluations,
              const EvaluationOptions& options) {
  struct Job {
    std::size_t point;
    std::size_t replicate;
  };
  std::vector<Job> jobs;
  for (std::size_t point = 0; point < evaluations.points(); ++point) {
    for (std::size_t replicate = 0; replicate < evaluations.replicates(); ++replicate) {
      if (!evaluations.finished(point, replicate)) jobs.push_back({point, replicate});
    }
  }
  double done = 0.0;
  const auto job = [&](std::size_t number) {
    const auto [point, replicate] = jobs[number];
    try {
      return model(parameters[point], static_cast<int>(replicate));
    } catch (const engine::RunError& error) {
      throw engine::RunError("point " + std::to_string(point) + ", replicate " +
                             std::to_string(replicate) + ": " + error.what());
    }
  };
  const auto consume = [&](std::size_t number, const std::vector<double>& outcomes) {
    evaluations.set(jobs[number].point, jobs[number].replicate, outcomes);
    done += 1.0;
    if (options.keep) options.keep();
    if (options.progress) options.progress(done / static_cast<double>(jobs.size()));
  };
  return !engine::run_ensemble(jobs.size(), {options.threads, options.interrupted}, job, consume)
              .interrupted;
}

}  // namespace buurt::experiment
