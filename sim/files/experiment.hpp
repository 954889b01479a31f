#pragma once
// An experiment: a scenario, the parameters that vary, what is kept of each run, and what is done
// with it: a sweep, a calibration, or both.

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "files/scenario.hpp"

namespace buurt::files {

/// A parameter that varies, with the range that the experiment gives it.
struct Variation {
  std::string parameter;
  double minimum = 0.0;
  double maximum = 0.0;
  bool logarithmic = false;
};

enum class Statistic { mean, last, difference, share };

/// One number that is kept of a run. Weeks count from the end of the burn-in.
struct KeptOutcome {
  std::string name;     ///< as the experiment calls it
  std::string outcome;  ///< as the model calls it
  std::string group = "all";
  Statistic statistic = Statistic::mean;
  std::string of;  ///< for a share: what it is a share of
  int from_week = 0;
  int to_week = 0;
};

enum class SweepDesign { latin_hypercube, sobol, saltelli };

struct SweepPlan {
  SweepDesign design = SweepDesign::latin_hypercube;
  int points = 100;  ///< base points for saltelli
};

/// What was observed. The truth lies in [minimum, maximum] with 95 %.
struct ObservedTarget {
  std::string outcome;  ///< one of the names in `outcomes`
  double value = 0.0;
  double minimum = 0.0;
  double maximum = 0.0;
  double model_deviation = 0.0;
  std::string source;
};

struct CalibrationPlan {
  int waves = 3;
  int points_per_wave = 100;
  double cutoff = 3.0;
  bool second_worst_decides = false;
  std::vector<ObservedTarget> targets;
};

/// An experiment that was found fine.
struct Experiment {
  std::string name;
  std::string description;
  Scenario scenario;  ///< with what the experiment sets; lasts until the last week that is needed
  std::uint64_t seed = 1;
  int replicates = 1;
  std::vector<Variation> vary;
  std::vector<KeptOutcome> outcomes;
  std::optional<SweepPlan> sweep;
  std::optional<CalibrationPlan> calibration;
  std::vector<std::filesystem::path> files;  ///< that it was read from
};

/// What the call changes of an experiment file.
struct ExperimentOptions {
  std::vector<std::string> set;  ///< `path=value` for the scenario, as in ScenarioOptions
  std::optional<std::uint64_t> seed;
  std::optional<int> replicates;
  std::optional<int> points;  ///< of the sweep, or of each wave
  std::optional<int> waves;
};

/// Reads experiments. Every function throws engine::UserError with all faults at once.
class ExperimentReader {
 public:
  explicit ExperimentReader(const std::filesystem::path& root);

  /// By path, or by name: `herzele-ties` for experiments/herzele-ties.json below the root.
  [[nodiscard]] Experiment read(const std::string& path_or_name,
                                const ExperimentOptions& options = {}) const;
  [[nodiscard]] const ScenarioReader& scenarios() const { return scenarios_; }

 private:
  [[nodiscard]] Scenario scenario_of(const nlohmann::json& document,
                                     const ExperimentOptions& options,
                                     const std::filesystem::path& beside, FaultList& faults) const;

  ScenarioReader scenarios_;
  SchemaCheck schema_;
};

/// The whole experiment with every default filled in and the whole scenario in it. Two experiments
/// that give the same text give the same numbers at the same points.
[[nodiscard]] nlohmann::json resolved_json(const Experiment& experiment);

/// "mean", "last", "difference" or "share".
[[nodiscard]] std::string name_of(Statistic statistic);
/// "latin_hypercube", "sobol" or "saltelli".
[[nodiscard]] std::string name_of(SweepDesign design);

}  // namespace buurt::files
