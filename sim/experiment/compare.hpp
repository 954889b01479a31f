#pragma once
// Runs a comparison: every replicate's arms from one burnt-in municipality, several replicates at
// once, and the paired differences between them.

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiment/paired_effects.hpp"
#include "files/comparison.hpp"
#include "files/disk.hpp"

namespace buurt::experiment {

/// Replicates are added until an interval is narrow.
struct UntilNarrow {
  std::string outcome;
  double half_width = 0.0;  ///< of the 90 % interval; group all, last year, every arm
};

struct CompareOptions {
  std::filesystem::path output;
  files::Overwrite overwrite = files::Overwrite::refuse;
  int threads = 0;  ///< 0: as many as the machine has
  bool audit = false;
  /// Where burnt-in municipalities are kept for later calls; see `BurntIn`.
  std::optional<std::filesystem::path> burnt_in;
  std::optional<UntilNarrow> until;
  /// With `until`; none: 100, or the replicates of the comparison when those are more.
  std::optional<int> max_replicates;
  std::string command_line;
  const std::atomic<bool>* interrupted = nullptr;
  /// Told now and then how much of the work is done, 0 to 1. Called from several threads.
  std::function<void(double share)> progress;
  /// Told what a run that fails leaves in RESULTS.partial, before its error is.
  std::function<void(const std::string& what)> left_behind;
};

/// How many people fare otherwise in one arm, summed over replicates.
struct PersonTotals {
  std::int64_t people = 0;  ///< of week 0
  std::int64_t better_off = 0;
  std::int64_t worse_off = 0;
  std::int64_t mixed = 0;  ///< something better and something worse
  struct Kind {
    std::int64_t better = 0;
    std::int64_t worse = 0;
    std::int64_t neither = 0;
  };
  std::array<Kind, change_names.size()> changed{};
};

/// Effects and levels of all outcomes, by arm.
class Effects {
 public:
  Effects() = default;
  Effects(std::size_t arms, std::vector<Window> windows, std::size_t groups)
      : windows_(std::move(windows)), groups_(groups), runs_(arms) {}

  /// Takes one arm of one replicate; see `window_values`. The baseline is arm 0.
  void add(std::size_t arm, std::vector<double> values) { runs_[arm].push_back(std::move(values)); }
  [[nodiscard]] const std::vector<Window>& windows() const { return windows_; }
  [[nodiscard]] std::size_t groups() const { return groups_; }
  [[nodiscard]] std::size_t replicates() const { return runs_.empty() ? 0 : runs_[0].size(); }
  [[nodiscard]] std::size_t window(const std::string& name) const;

  /// The value of each replicate.
  [[nodiscard]] std::vector<double> values(std::size_t arm, std::size_t outcome, std::size_t window,
                                           std::size_t group) const;
  [[nodiscard]] Effect effect(std::size_t arm, std::size_t outcome, std::size_t window,
                              std::size_t group, std::string_view better) const;

 private:
  std::vector<Window> windows_;
  std::size_t groups_ = 0;
  std::vector<std::vector<std::vector<double>>> runs_;  ///< [arm][replicate][outcome·window·group]
};

/// How a comparison ended.
struct CompareEnd {
  std::filesystem::path results;
  std::string note;  ///< something the user should know of the file, or empty
  int replicates_finished = 0;
  bool interrupted = false;
  /// Whether the interval that was asked for is narrow enough; empty when none was asked for.
  std::optional<bool> narrow_enough;
  std::vector<std::string> complaints;
  std::vector<engine::PhaseTime> profile;
  Effects effects;                    ///< arms with the baseline
  std::vector<PersonTotals> persons;  ///< by arm without the baseline
};

/// The median gain of pairing over some outcomes (group all, last year); arm 0 is the baseline.
[[nodiscard]] double median_gain(const Effects& effects, std::size_t arm,
                                 const std::vector<std::string>& outcomes);

/// Number of an outcome by name. \throws engine::UserError with the nearest name; `where` is named.
[[nodiscard]] std::size_t outcome_number(const std::string& name, const std::string& where);

/// \throws UserError when a file is wrong or in the way, RunError when the run cannot go on.
[[nodiscard]] CompareEnd run_comparison(const files::Comparison& comparison,
                                        const files::ParameterCatalogue& catalogue,
                                        const CompareOptions& options);

/// At most so many people are listed of each arm and kind of difference.
inline constexpr int listed_persons = 200;

}  // namespace buurt::experiment
