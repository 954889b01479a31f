#include "experiment/paired_effects.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "care/outcomes.hpp"
#include "care/world/units.hpp"

namespace buurt::experiment {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// The mean over the recorded weeks in a window.
double level_in(const std::vector<int>& weeks, const Window& window, const auto& value_at) {
  double sum = 0.0;
  int known = 0;
  for (std::size_t w = 0; w < weeks.size(); ++w) {
    if (weeks[w] < window.from_week || weeks[w] > window.to_week) continue;
    const double value = value_at(w);
    if (std::isnan(value)) continue;
    sum += value;
    ++known;
  }
  return known == 0 ? nan : sum / known;
}

/// What is counted in a window, for a year. A record counts all weeks since the one before it; of one
/// that reaches beyond the window, as much is taken as of its weeks lie within.
double count_in(const std::vector<int>& weeks, const Window& window, const auto& value_at) {
  double sum = 0.0;
  double weeks_known = 0.0;
  for (std::size_t w = 1; w < weeks.size(); ++w) {
    const int within =
        std::min(weeks[w], window.to_week) - std::max(weeks[w - 1], window.from_week - 1);
    if (within <= 0) continue;
    const double value = value_at(w);
    if (std::isnan(value)) continue;
    sum += value * within / (weeks[w] - weeks[w - 1]);
    weeks_known += within;
  }
  return weeks_known == 0.0 ? nan : sum * care::weeks_per_year / weeks_known;
}

double window_value(const std::vector<int>& weeks, const Window& window, bool counts,
                    const auto& value_at) {
  return counts ? count_in(weeks, window, value_at) : level_in(weeks, window, value_at);
}

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double variance_of(const std::vector<double>& values) {
  if (values.size() < 2) return nan;
  const double mean = mean_of(values);
  double sum = 0.0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum / static_cast<double>(values.size() - 1);
}

/// Pairs with a value in both arms.
struct Pairs {
  std::vector<double> baseline, arm, difference;

  Pairs(std::span<const double> a, std::span<const double> b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (std::isnan(a[i]) || std::isnan(b[i])) continue;
      baseline.push_back(a[i]);
      arm.push_back(b[i]);
      difference.push_back(b[i] - a[i]);
    }
  }
};

}  // namespace

std::vector<Window> windows_of(int weeks) {
  constexpr int year = care::weeks_per_year;
  std::vector<Window> windows;
  for (int from = 1; from <= weeks; from += year) {
    windows.push_back(
        {"year_" + std::to_string(windows.size() + 1), from, std::min(from + year - 1, weeks)});
  }
  windows.push_back({"last_year", std::max(1, weeks - year + 1), weeks});
  windows.push_back({"whole", 1, weeks});
  return windows;
}

std::vector<double> window_values(const Record& record, const std::vector<int>& recorded_weeks,
                                  const std::vector<Window>& windows) {
  std::vector<double> values;
  const auto declarations = care::outcome_declarations();
  for (std::size_t o = 0; o < declarations.size(); ++o) {
    const bool sums = care::counts_happenings(declarations[o]);
    for (const Window& window : windows) {
      for (std::size_t group = 0; group < care::group_count; ++group) {
        values.push_back(window_value(recorded_weeks, window, sums, [&](std::size_t w) {
          return record.values[(o * recorded_weeks.size() + w) * care::group_count + group];
        }));
      }
    }
  }
  return values;
}

std::vector<double> neighbourhood_window_values(const Record& record, std::size_t neighbourhoods,
                                                const std::vector<int>& recorded_weeks,
                                                const std::vector<Window>& windows) {
  std::vector<double> values;
  const auto declarations = care::neighbourhood_outcome_declarations();
  for (std::size_t o = 0; o < declarations.size(); ++o) {
    const bool sums = care::counts_happenings(declarations[o]);
    for (const Window& window : windows) {
      for (std::size_t place = 0; place < neighbourhoods; ++place) {
        values.push_back(window_value(recorded_weeks, window, sums, [&](std::size_t w) {
          const std::size_t week = o * recorded_weeks.size() + w;
          return record.neighbourhood_values[week * neighbourhoods + place];
        }));
      }
    }
  }
  return values;
}

Effect paired_effect(std::span<const double> baseline, std::span<const double> arm,
                     std::string_view better) {
  Effect effect;
  effect.fill(nan);
  const auto put = [&](EffectStatistic statistic, double value) {
    effect[static_cast<std::size_t>(statistic)] = value;
  };
  const Pairs pairs(baseline, arm);
  const std::size_t number = pairs.difference.size();
  put(EffectStatistic::replicates, static_cast<double>(number));
  if (number == 0) return effect;
  double mean = mean_of(pairs.difference);
  // Differences that cancel out leave what was rounded of the values.
  constexpr double rounded = 1e-13;
  if (std::abs(mean) < rounded * std::abs(mean_of(pairs.baseline))) mean = 0.0;
  put(EffectStatistic::mean, mean);
  if (better != "neither") {
    const double sign = better == "lower" ? -1.0 : 1.0;
    double share = 0.0;
    for (const double d : pairs.difference) share += sign * d > 0.0 ? 1.0 : d == 0.0 ? 0.5 : 0.0;
    put(EffectStatistic::share_better, share / static_cast<double>(number));
  }
  if (number == 1) return effect;
  const double error = std::sqrt(variance_of(pairs.difference) / static_cast<double>(number));
  const boost::math::students_t student(static_cast<double>(number - 1));
  constexpr double upper_of_90 = 0.95;
  constexpr double upper_of_50 = 0.75;
  const double half_90 = boost::math::quantile(student, upper_of_90) * error;
  const double half_50 = boost::math::quantile(student, upper_of_50) * error;
  put(EffectStatistic::se, error);
  put(EffectStatistic::low_90, mean - half_90);
  put(EffectStatistic::low_50, mean - half_50);
  put(EffectStatistic::high_50, mean + half_50);
  put(EffectStatistic::high_90, mean + half_90);
  return effect;
}

PairingGain pairing_gain(std::span<const double> baseline, std::span<const double> arm) {
  const Pairs pairs(baseline, arm);
  PairingGain gain;
  gain.paired = variance_of(pairs.difference);
  gain.unpaired = variance_of(pairs.baseline) + variance_of(pairs.arm);
  if (gain.paired > 0.0) {
    gain.gain = gain.unpaired / gain.paired;
  } else {
    gain.gain = gain.unpaired > 0.0 ? std::numeric_limits<double>::infinity() : nan;
  }
  return gain;
}

double median_of(std::vector<double> values) {
  values.erase(std::remove_if(values.begin(), values.end(), [](double v) { return std::isnan(v); }),
               values.end());
  if (values.empty()) return nan;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return 0.5 * (values[middle - 1] + values[middle]);
}

}  // namespace buurt::experiment
