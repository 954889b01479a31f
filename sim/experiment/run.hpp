#pragma once
// Runs a scenario: all its replicates, several at once, into one results file.

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "experiment/simulation.hpp"
#include "files/disk.hpp"
#include "files/scenario.hpp"

namespace buurt::experiment {

struct RunOptions {
  std::filesystem::path output;
  files::Overwrite overwrite = files::Overwrite::refuse;
  int threads = 0;  ///< 0: as many as the machine has
  bool audit = false;
  int snapshot_every = 0;                       ///< weeks; 0: never
  std::optional<std::filesystem::path> resume;  ///< snapshot to go on from
  std::string command_line;
  const std::atomic<bool>* interrupted = nullptr;
  /// Told now and then how much of the work is done, 0 to 1. Called from several threads.
  std::function<void(double share)> progress;
  /// Told what a run that fails leaves in RESULTS.partial, before its error is.
  std::function<void(const std::string& what)> left_behind;
};

/// How a run ended.
struct RunEnd {
  std::filesystem::path results;  ///< where they are
  std::string note;               ///< something the user should know of the file, or empty
  int replicates_finished = 0;
  bool interrupted = false;
  std::vector<std::string> complaints;     ///< networks out of balance after the burn-in, or empty
  std::vector<engine::PhaseTime> profile;  ///< sums over replicates
  std::vector<std::pair<std::string, double>>
      last_values;               ///< means over replicates, last week, all
  std::uint64_t final_hash = 0;  ///< of the first replicate
};

/// \throws UserError when a file is wrong or in the way, RunError when the run cannot go on.
RunEnd run_scenario(const files::Scenario& scenario, const files::ParameterCatalogue& catalogue,
                    const RunOptions& options);

/// Gives some parameters of the model other values; names that it does not have are left out.
void set_parameters(ModelInput& input, const std::map<std::string, double>& values);

/// The model's input for a scenario. \throws UserError when the municipality file is wrong.
ModelInput model_input(const files::Scenario& scenario, const files::ParameterCatalogue& catalogue);

/// Which week of which replicate came out differently when it was run again.
struct Difference {
  int replicate = 0;
  int week = 0;
  std::string what;  ///< "state hash", or the name of an outcome
  std::string arm = "baseline";
};

struct VerifyOptions {
  int threads = 0;
  int replicates = 0;  ///< only the first so many; 0 means all
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void(double share)> progress;
};

struct VerifyEnd {
  int replicates = 0;
  int weeks = 0;  ///< compared in each
  int arms = 1;   ///< of each replicate; all are run again
  bool interrupted = false;
  std::vector<Difference> differences;  ///< the first of each replicate and kind
};

/// Runs again what a results file holds, every arm of a comparison, and compares every recorded hash and value, bit for bit.
VerifyEnd verify_results(const std::filesystem::path& results, const VerifyOptions& options);

}  // namespace buurt::experiment
