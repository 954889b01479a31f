#pragma once
// History matching: ruling out, wave after wave, the parameter values under which a model cannot
// give what was observed (Craig et al. 1997; Vernon, Goldstein & Bower 2010; Andrianakis et al.
// 2015). Nothing here knows the simulator.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "experiment/design/evaluation.hpp"
#include "experiment/design/points.hpp"
#include "experiment/matching/emulator.hpp"

namespace buurt::experiment {

/// What was observed of one outcome.
struct Target {
  std::string name;
  std::size_t outcome = 0;  ///< its number among the model's outcomes
  double value = 0.0;
  /// The interval in which the truth lies with 95 %; a simulated value in it matches.
  double minimum = 0.0;
  double maximum = 0.0;
  /// Standard deviation of how far the model may be off by its nature.
  double model_deviation = 0.0;

  /// Standard deviation of the observation: the half-width over 1.96.
  [[nodiscard]] double deviation() const { return (maximum - minimum) / (2.0 * 1.96); }
  /// Distance to the middle of the interval in halves of it; at most 1 matches.
  [[nodiscard]] double misfit(double simulated) const {
    return std::abs(simulated - 0.5 * (minimum + maximum)) / (0.5 * (maximum - minimum));
  }
  [[nodiscard]] bool matched_by(double simulated) const { return misfit(simulated) <= 1.0; }
};

struct MatchingRules {
  double cutoff = 3.0;        ///< implausibility above which a point is ruled out (Pukelsheim 1994)
  std::size_t decides = 1;    ///< 1: the worst target rules a point out; 2: the second worst
  std::size_t sample = 1000;  ///< points with which the space that is left is described
  std::uint64_t seed = 1;
};

/// What a wave taught about one target.
struct TargetLesson {
  EmulatorShape shape;
  CrossValidation validation;
  double chance_variance = 0.0;  ///< between replicates of one point
  double nearest = 0.0;          ///< simulated value of this wave nearest to the target
  double lowest = 0.0;
  double highest = 0.0;
  double matching = 0.0;  ///< share of the wave's points whose value lies in the interval
};

/// The range that is left of one parameter, in the unit cube.
struct RangeLeft {
  double low = 0.0;    ///< 5 % of what is left lies below
  double high = 1.0;   ///< 95 % of what is left lies below
  double width = 1.0;  ///< high − low over what it was before anything was ruled out
};

/// What a wave taught.
struct WaveLesson {
  std::vector<TargetLesson> targets;
  double space_left = 1.0;  ///< share of the whole space that no wave has ruled out so far
  std::vector<RangeLeft> ranges;
  std::size_t matching_points = 0;  ///< of this wave, those within every target's interval
};

/// Two parameters that what is left ties to each other.
struct TradeOff {
  std::size_t first = 0;
  std::size_t second = 0;
  double correlation = 0.0;
};

/// A width of at least this share of what it was means that the targets say nothing of a parameter.
inline constexpr double unidentified_width = 0.85;

class HistoryMatch {
 public:
  HistoryMatch(std::size_t dimensions, std::vector<Target> targets, MatchingRules rules);

  /// Points for the next wave: a Latin hypercube at first; then half of them spread over what is left,
  /// and half where the emulators expect every target to be matched, so that simulated points that
  /// match are found even where they are rare. None when nothing is left.
  [[nodiscard]] Points next_design(std::size_t count) const;

  /// Takes in a whole wave: fits an emulator to each target, from this wave's points and those of
  /// earlier waves that are not ruled out yet, and samples what is left.
  /// \throws RunError when a target has a value at too few points to learn from.
  const WaveLesson& learn(const Points& design, const Evaluations& evaluations);
  /// Takes in a wave again whose lesson is known; only the last one of several needs `sample_left`.
  void recall(const Points& design, const Evaluations& evaluations, WaveLesson lesson);
  /// Samples what is left after the waves taken in so far.
  void sample_left();

  /// The largest implausibility over waves of the target that decides.
  [[nodiscard]] double implausibility(std::span<const double> point) const;
  [[nodiscard]] bool ruled_out(std::span<const double> point) const {
    return !at_most(point, rules_.cutoff);
  }
  /// Implausibility of each target by the emulators of the last wave.
  [[nodiscard]] std::vector<double> implausibilities(std::span<const double> point) const;

  [[nodiscard]] const std::vector<WaveLesson>& lessons() const { return lessons_; }
  [[nodiscard]] const std::vector<Target>& targets() const { return targets_; }
  /// Points spread evenly over what is left.
  [[nodiscard]] const Points& left() const { return left_; }
  /// The point that comes nearest to the targets, and its implausibility, when nothing is left.
  [[nodiscard]] const std::vector<double>& nearest() const { return nearest_; }
  [[nodiscard]] double nearest_implausibility() const { return nearest_value_; }
  [[nodiscard]] bool identified(std::size_t parameter) const;
  /// Pairs of parameters with a correlation of at least 0.7 in what is left, strongest first.
  [[nodiscard]] std::vector<TradeOff> trade_offs() const;
  /// Whether every target's mean over replicates at a point lies in its interval.
  [[nodiscard]] bool matches(const Evaluations& evaluations, std::size_t point) const;

 private:
  /// The emulators of one wave, and the variance of everything but the emulator, by target.
  struct Fitted {
    std::vector<Emulator> emulators;
    std::vector<double> other_variance;
  };
  /// What one emulator is fitted to.
  struct Training {
    Points points;
    std::vector<double> values;
  };

  [[nodiscard]] std::vector<std::size_t> trusted_points() const;
  [[nodiscard]] Training training_of(const Target& target) const;
  [[nodiscard]] double chance_variance(const Target& target) const;
  void take_in(const Points& design, const Evaluations& evaluations);
  void finish(Fitted fitted, WaveLesson lesson);
  void describe_wave(const Points& design, const Evaluations& evaluations,
                     WaveLesson& lesson) const;
  [[nodiscard]] double decided(const Fitted& fitted, std::span<const double> point) const;
  [[nodiscard]] bool at_most(std::span<const double> point, double level) const;
  [[nodiscard]] Points expected_matches(std::uint64_t seed) const;
  [[nodiscard]] double expected_misfit(std::span<const double> point) const;

  std::size_t dimensions_;
  std::vector<Target> targets_;
  MatchingRules rules_;
  Points points_;                     ///< of all waves
  Evaluations evaluations_;           ///< of all waves
  std::vector<std::size_t> trusted_;  ///< points that the next fit uses
  std::vector<Fitted> waves_;
  std::vector<WaveLesson> lessons_;
  Points left_;
  std::vector<double> nearest_;
  double nearest_value_ = 0.0;
};

}  // namespace buurt::experiment
