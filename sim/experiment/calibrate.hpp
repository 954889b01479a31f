#pragma once
// A calibration: waves of simulations that rule out parameter values until what is left agrees with
// what was observed, as far as the model can.

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiment/design/evaluation.hpp"
#include "experiment/design/parameter_space.hpp"
#include "experiment/matching/history_matching.hpp"
#include "files/disk.hpp"
#include "files/experiment.hpp"

namespace buurt::experiment {

struct CalibrationOptions {
  std::filesystem::path output;
  files::Overwrite overwrite = files::Overwrite::refuse;
  /// Go on from what an interrupted calibration left, or else from the finished file.
  bool go_on = false;
  int threads = 0;  ///< 0: as many as the machine has
  std::string command_line;
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void(double share)> progress;
  /// Told after each new wave; of each wave when the file holds all that were asked for.
  std::function<void(const HistoryMatch& match, std::size_t wave)> on_wave;
};

/// One simulated point and how far from the targets it is.
struct MatchedPoint {
  std::size_t point = 0;
  std::vector<double> parameters;
  std::vector<double> targets;  ///< mean of each target over replicates
  /// The largest distance to a target in halves of its interval; at most 1 when all are matched.
  double misfit = 0.0;
};

/// What the waves say of the values that the scenario has already.
struct OwnValues {
  bool ruled_out = false;
  double implausibility = 0.0;           ///< of the target that decides
  std::vector<double> implausibilities;  ///< of each target, by the last wave
};

/// How a calibration ended.
struct CalibrationEnd {
  std::filesystem::path results;
  std::string note;  ///< something the user should know of the file, or empty
  bool interrupted = false;
  bool nothing_left = false;  ///< every point is ruled out
  std::size_t points = 0;
  std::size_t waves_before = 0;           ///< waves that were there already
  std::vector<MatchedPoint> accepted;     ///< best first
  std::optional<MatchedPoint> best;       ///< of all points, whether it matches or not
  std::optional<OwnValues> own;           ///< empty when one of them lies outside its range
  std::vector<std::string> unidentified;  ///< parameters of which the targets say nothing
  std::optional<HistoryMatch> match;
};

/// The targets of a calibration, as history matching takes them.
[[nodiscard]] std::vector<Target> targets_of(const files::Experiment& experiment);

/// Calibrates a model, usually `simulated_model` of the same experiment, into a file, until it holds
/// as many waves as the experiment asks for. A finished file that holds them already is told again: nothing is
/// run or written.
/// \throws UserError when the experiment has no calibration or a file is wrong or in the way, RunError
///   when it cannot go on.
CalibrationEnd run_calibration(const files::Experiment& experiment,
                               const files::ParameterCatalogue& catalogue, const PointModel& model,
                               const CalibrationOptions& options);

}  // namespace buurt::experiment
