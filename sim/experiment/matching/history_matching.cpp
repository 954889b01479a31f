#include "experiment/matching/history_matching.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "experiment/design/bootstrap.hpp"
#include "experiment/design/latin_hypercube.hpp"
#include "experiment/matching/space_sampler.hpp"

namespace buurt::experiment {
namespace {

/// More points make an emulator little better and much slower.
constexpr std::size_t most_training_points = 400;

}  // namespace

HistoryMatch::HistoryMatch(std::size_t dimensions, std::vector<Target> targets, MatchingRules rules)
    : dimensions_(dimensions), targets_(std::move(targets)), rules_(rules) {
  // With a single target there is no second worst.
  rules_.decides = std::clamp<std::size_t>(rules_.decides, 1, targets_.size());
}

Points HistoryMatch::next_design(std::size_t count) const {
  const std::uint64_t seed = engine::mix(rules_.seed, lessons_.size());
  if (lessons_.empty()) return latin_hypercube(count, dimensions_, seed);
  const std::size_t aimed = count / 2;
  if (left_.count() == 0 || aimed == 0) return chosen_apart(left_, count, seed);
  Points design = chosen_apart(left_, count - aimed, seed);
  design.append(chosen_apart(expected_matches(seed), aimed, seed));
  return design;
}

/// Points of what is left where the last emulators expect every target to be well matched.
Points HistoryMatch::expected_matches(std::uint64_t seed) const {
  const SpaceMeasure measure{[this](std::span<const double> point) {
                               return ruled_out(point) ? std::numeric_limits<double>::infinity()
                                                       : expected_misfit(point);
                             },
                             [this](std::span<const double> point, double level) {
                               return expected_misfit(point) <= level && !ruled_out(point);
                             }};
  constexpr double well_matched = 0.7;
  constexpr std::size_t most_walkers = 300;
  return drawn_down(measure, chosen_apart(left_, most_walkers, seed), well_matched, seed);
}

double HistoryMatch::expected_misfit(std::span<const double> point) const {
  double largest = 0.0;
  for (std::size_t t = 0; t < targets_.size(); ++t) {
    const double expected = waves_.back().emulators[t].mean(point);
    largest = std::max(largest, targets_[t].misfit(expected));
  }
  return largest;
}

/// The newest points that no earlier wave rules out; only there must emulators be good from now on.
std::vector<std::size_t> HistoryMatch::trusted_points() const {
  std::vector<std::size_t> trusted;
  for (std::size_t i = points_.count(); i > 0 && trusted.size() < most_training_points; --i) {
    if (waves_.empty() || !ruled_out(points_[i - 1])) trusted.push_back(i - 1);
  }
  std::reverse(trusted.begin(), trusted.end());
  return trusted;
}

HistoryMatch::Training HistoryMatch::training_of(const Target& target) const {
  Training training;
  for (const std::size_t i : trusted_) {
    const double mean = evaluations_.mean(i, target.outcome);
    if (std::isnan(mean)) continue;
    Points one(1, dimensions_);
    std::copy(points_[i].begin(), points_[i].end(), one[0].begin());
    training.points.append(one);
    training.values.push_back(mean);
  }
  return training;
}

/// Mean variance between replicates over the trusted points; not-a-number without replicates.
double HistoryMatch::chance_variance(const Target& target) const {
  double sum = 0.0;
  int known = 0;
  for (const std::size_t i : trusted_) {
    const double variance = evaluations_.variance(i, target.outcome);
    if (std::isnan(variance)) continue;
    sum += variance;
    ++known;
  }
  return known > 0 ? sum / known : std::numeric_limits<double>::quiet_NaN();
}

void HistoryMatch::take_in(const Points& design, const Evaluations& evaluations) {
  points_.append(design);
  evaluations_.append(evaluations);
  trusted_ = trusted_points();
}

const WaveLesson& HistoryMatch::learn(const Points& design, const Evaluations& evaluations) {
  take_in(design, evaluations);
  std::vector<Training> training;
  for (const Target& target : targets_) {
    training.push_back(training_of(target));
    constexpr std::size_t fewest_points = 4;
    if (training.back().values.size() < fewest_points) {
      throw engine::RunError("the target '" + target.name + "' has a value at only " +
                             std::to_string(training.back().values.size()) +
                             " of the simulated points; at least four are needed to learn from");
    }
  }
  std::vector<std::optional<Emulator>> fitted(targets_.size());
  engine::for_blocks(
      targets_.size(),
      [&](std::size_t t, std::size_t, std::size_t) {
        fitted[t].emplace(training[t].points, training[t].values,
                          engine::mix(engine::mix(rules_.seed, lessons_.size()), t));
      },
      1);
  WaveLesson lesson;
  Fitted wave;
  for (std::size_t t = 0; t < targets_.size(); ++t) {
    TargetLesson one;
    one.shape = fitted[t]->shape();
    one.validation = fitted[t]->validation();
    // Without replicates the nugget is all that is known of chance.
    const double between = chance_variance(targets_[t]);
    one.chance_variance = std::isnan(between) ? std::pow(fitted[t]->noise(), 2) : between;
    lesson.targets.push_back(std::move(one));
    wave.emulators.push_back(std::move(*fitted[t]));
  }
  describe_wave(design, evaluations, lesson);
  finish(std::move(wave), std::move(lesson));
  sample_left();
  return lessons_.back();
}

void HistoryMatch::recall(const Points& design, const Evaluations& evaluations, WaveLesson lesson) {
  take_in(design, evaluations);
  Fitted wave;
  for (std::size_t t = 0; t < targets_.size(); ++t) {
    const Training training = training_of(targets_[t]);
    wave.emulators.emplace_back(training.points, training.values, lesson.targets[t].shape);
    lesson.targets[t].validation = wave.emulators.back().validation();
  }
  describe_wave(design, evaluations, lesson);
  finish(std::move(wave), std::move(lesson));
}

void HistoryMatch::finish(Fitted fitted, WaveLesson lesson) {
  for (std::size_t t = 0; t < targets_.size(); ++t) {
    const Target& target = targets_[t];
    fitted.other_variance.push_back(lesson.targets[t].chance_variance +
                                    target.deviation() * target.deviation() +
                                    target.model_deviation * target.model_deviation);
  }
  waves_.push_back(std::move(fitted));
  lessons_.push_back(std::move(lesson));
}

void HistoryMatch::describe_wave(const Points& design, const Evaluations& evaluations,
                                 WaveLesson& lesson) const {
  for (std::size_t t = 0; t < targets_.size(); ++t) {
    const Target& target = targets_[t];
    TargetLesson& one = lesson.targets[t];
    constexpr double infinity = std::numeric_limits<double>::infinity();
    one.nearest = std::numeric_limits<double>::quiet_NaN();
    one.lowest = infinity;
    one.highest = -infinity;
    std::size_t matching = 0;
    for (std::size_t i = 0; i < design.count(); ++i) {
      const double mean = evaluations.mean(i, target.outcome);
      if (std::isnan(mean)) continue;
      one.lowest = std::min(one.lowest, mean);
      one.highest = std::max(one.highest, mean);
      if (std::isnan(one.nearest) ||
          std::abs(mean - target.value) < std::abs(one.nearest - target.value)) {
        one.nearest = mean;
      }
      matching += target.matched_by(mean) ? 1U : 0U;
    }
    one.matching = static_cast<double>(matching) / static_cast<double>(design.count());
  }
  lesson.matching_points = 0;
  for (std::size_t i = 0; i < design.count(); ++i) {
    lesson.matching_points += matches(evaluations, i) ? 1U : 0U;
  }
}

bool HistoryMatch::matches(const Evaluations& evaluations, std::size_t point) const {
  return std::all_of(targets_.begin(), targets_.end(), [&](const Target& target) {
    return target.matched_by(evaluations.mean(point, target.outcome));
  });
}

void HistoryMatch::sample_left() {
  const SpaceMeasure measure{
      [this](std::span<const double> point) { return implausibility(point); },
      [this](std::span<const double> point, double level) { return at_most(point, level); }};
  SpaceSample sample = sample_space(measure, dimensions_, rules_.sample, rules_.cutoff,
                                    engine::mix(rules_.seed, lessons_.size() + 0x10000U));
  WaveLesson& lesson = lessons_.back();
  // No wave gives back what another took; only the estimate of the share varies a little.
  const double before = lessons_.size() > 1 ? lessons_[lessons_.size() - 2].space_left : 1.0;
  lesson.space_left = std::min(before, sample.share);
  left_ = std::move(sample.points);
  nearest_ = std::move(sample.nearest);
  nearest_value_ = sample.lowest;
  lesson.ranges.assign(dimensions_, {std::numeric_limits<double>::quiet_NaN(),
                                     std::numeric_limits<double>::quiet_NaN(), 0.0});
  if (left_.count() == 0) return;
  for (std::size_t axis = 0; axis < dimensions_; ++axis) {
    std::vector<double> along;
    for (std::size_t i = 0; i < left_.count(); ++i) along.push_back(left_[i][axis]);
    std::sort(along.begin(), along.end());
    constexpr double tail = 0.05;
    const double low = quantile_of_sorted(along, tail);
    const double high = quantile_of_sorted(along, 1.0 - tail);
    lesson.ranges[axis] = {low, high, std::min(1.0, (high - low) / (1.0 - 2.0 * tail))};
  }
}

double HistoryMatch::decided(const Fitted& fitted, std::span<const double> point) const {
  std::vector<double> each;
  for (std::size_t t = 0; t < targets_.size(); ++t) {
    const Prediction expected = fitted.emulators[t].predict(point);
    each.push_back(std::abs(expected.mean - targets_[t].value) /
                   std::sqrt(expected.variance + fitted.other_variance[t]));
  }
  const auto decisive = each.begin() + static_cast<std::ptrdiff_t>(rules_.decides - 1);
  std::nth_element(each.begin(), decisive, each.end(), std::greater<>());
  return *decisive;
}

double HistoryMatch::implausibility(std::span<const double> point) const {
  double largest = 0.0;
  for (const Fitted& fitted : waves_) largest = std::max(largest, decided(fitted, point));
  return largest;
}

std::vector<double> HistoryMatch::implausibilities(std::span<const double> point) const {
  std::vector<double> each;
  for (std::size_t t = 0; t < targets_.size(); ++t) {
    const Prediction expected = waves_.back().emulators[t].predict(point);
    each.push_back(std::abs(expected.mean - targets_[t].value) /
                   std::sqrt(expected.variance + waves_.back().other_variance[t]));
  }
  return each;
}

bool HistoryMatch::at_most(std::span<const double> point, double level) const {
  // The newest emulators are the sharpest, so they refuse first.
  for (auto fitted = waves_.rbegin(); fitted != waves_.rend(); ++fitted) {
    const Fitted& wave = *fitted;
    std::size_t above = 0;
    for (std::size_t t = 0; t < targets_.size(); ++t) {
      const double off = std::abs(wave.emulators[t].mean(point) - targets_[t].value);
      // An emulator's variance only makes a point less implausible; often it is not needed.
      if (off <= level * std::sqrt(wave.other_variance[t])) continue;
      const double variance = wave.emulators[t].predict(point).variance + wave.other_variance[t];
      if (off > level * std::sqrt(variance) && ++above >= rules_.decides) return false;
    }
  }
  return true;
}

bool HistoryMatch::identified(std::size_t parameter) const {
  return !lessons_.empty() && lessons_.back().ranges[parameter].width < unidentified_width;
}

std::vector<TradeOff> HistoryMatch::trade_offs() const {
  std::vector<TradeOff> found;
  const auto count = static_cast<double>(left_.count());
  if (left_.count() < 3) return found;
  std::vector<double> means(dimensions_, 0.0);
  for (std::size_t i = 0; i < left_.count(); ++i) {
    for (std::size_t axis = 0; axis < dimensions_; ++axis) means[axis] += left_[i][axis] / count;
  }
  const auto covariance = [&](std::size_t a, std::size_t b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < left_.count(); ++i) {
      sum += (left_[i][a] - means[a]) * (left_[i][b] - means[b]);
    }
    return sum / count;
  };
  constexpr double strong = 0.7;
  for (std::size_t a = 0; a < dimensions_; ++a) {
    for (std::size_t b = a + 1; b < dimensions_; ++b) {
      const double correlation = covariance(a, b) / std::sqrt(covariance(a, a) * covariance(b, b));
      if (std::abs(correlation) >= strong) found.push_back({a, b, correlation});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const TradeOff& x, const TradeOff& y) {
    return std::abs(x.correlation) > std::abs(y.correlation);
  });
  return found;
}

}  // namespace buurt::experiment
