#pragma once
// A sweep: a model evaluated all over the ranges of its parameters, and what its outcomes depend on.

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "experiment/design/evaluation.hpp"
#include "experiment/design/sensitivity.hpp"
#include "files/disk.hpp"
#include "files/experiment.hpp"

namespace buurt::experiment {

struct SweepOptions {
  std::filesystem::path output;
  files::Overwrite overwrite = files::Overwrite::refuse;
  bool resume = false;  ///< go on from what an interrupted sweep left
  int threads = 0;      ///< 0: as many as the machine has
  std::string command_line;
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void(double share)> progress;
};

/// What one outcome depends on. Only what suits the design is filled.
struct OutcomeSensitivity {
  SobolIndices indices;       ///< of a saltelli design
  RankRegression regression;  ///< of the others
  Pawn pawn;                  ///< of the others
};

/// How a sweep ended.
struct SweepEnd {
  std::filesystem::path results;  ///< where they are
  std::string note;               ///< something the user should know of the file, or empty
  bool interrupted = false;
  std::size_t points = 0;
  std::size_t runs_finished = 0;
  std::size_t runs_resumed = 0;                 ///< of those, how many were there before
  std::vector<OutcomeSensitivity> sensitivity;  ///< by outcome; none when interrupted
};

/// The design of a sweep in the unit cube. The experiment has a sweep.
[[nodiscard]] Points sweep_design(const files::Experiment& experiment);

/// What every outcome depends on, by the means over replicates.
[[nodiscard]] std::vector<OutcomeSensitivity> sensitivity_of(const files::Experiment& experiment,
                                                             const Points& design,
                                                             const Evaluations& evaluations,
                                                             int threads);

/// Sweeps a model, usually `simulated_model` of the same experiment, into a file.
/// \throws UserError when the experiment has no sweep or a file is wrong or in the way, RunError when
///   it cannot go on.
SweepEnd run_sweep(const files::Experiment& experiment, const files::ParameterCatalogue& catalogue,
                   const PointModel& model, const SweepOptions& options);

}  // namespace buurt::experiment
