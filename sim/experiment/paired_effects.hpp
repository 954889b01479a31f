#pragma once
// Paired differences between arms and the baseline, with their intervals over replicates.

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiment/person_watch.hpp"
#include "experiment/simulation.hpp"

namespace buurt::experiment {

/// A stretch of weeks over which an outcome is summed or averaged; both weeks are included.
struct Window {
  std::string name;
  int from_week = 1;
  int to_week = 52;
};

/// `year_1` … `year_N`, `last_year` and `whole`, for a run of so many weeks after the burn-in. A last
/// year that is not whole goes as far as it goes.
[[nodiscard]] std::vector<Window> windows_of(int weeks);

/// The values of one arm of one replicate: [outcome][window][group].
/// What is counted is summed over the weeks that were recorded and given for a year: a record counts all
/// weeks since the one before it, and one that reaches beyond a window counts for its part. What is a
/// level is averaged over recorded weeks with a value. Not-a-number where there is none.
[[nodiscard]] std::vector<double> window_values(const Record& record,
                                                const std::vector<int>& recorded_weeks,
                                                const std::vector<Window>& windows);

/// The same by neighbourhood: [outcome][window][neighbourhood].
[[nodiscard]] std::vector<double> neighbourhood_window_values(
    const Record& record, std::size_t neighbourhoods, const std::vector<int>& recorded_weeks,
    const std::vector<Window>& windows);

/// What is said of one paired difference.
enum class EffectStatistic : std::size_t {
  mean,
  se,
  low_90,
  low_50,
  high_50,
  high_90,
  share_better,
  replicates
};
inline constexpr std::array<std::string_view, 8> effect_statistics = {
    "mean", "se", "low_90", "low_50", "high_50", "high_90", "share_better", "replicates"};
using Effect = std::array<double, effect_statistics.size()>;

[[nodiscard]] inline double of(const Effect& effect, EffectStatistic statistic) {
  return effect[static_cast<std::size_t>(statistic)];
}

/// The effect of paired values, one each per replicate; pairs without a value in both are left out.
/// Intervals are those of Student's t; with one pair there are none.
/// \param better   "lower", "higher" or "neither", as outcomes say it
[[nodiscard]] Effect paired_effect(std::span<const double> baseline, std::span<const double> arm,
                                   std::string_view better);

/// What pairing gains for one outcome.
struct PairingGain {
  double paired = 0.0;    ///< variance of the paired difference
  double unpaired = 0.0;  ///< sum of the variances in both arms
  double gain = 0.0;      ///< unpaired over paired; infinite when all differences are the same
};
[[nodiscard]] PairingGain pairing_gain(std::span<const double> baseline,
                                       std::span<const double> arm);

/// The middle value of those that are numbers; not-a-number when none is.
[[nodiscard]] double median_of(std::vector<double> values);

}  // namespace buurt::experiment
