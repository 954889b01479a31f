#pragma once
// One simulated municipality: made, burnt in, lived through week by week, measured on the way.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "care/network_diagnostics.hpp"
#include "care/week.hpp"
#include "care/world/world.hpp"
#include "engine/snapshot.hpp"

namespace buurt::experiment {

/// What a run is made from; the same for all its replicates.
struct ModelInput {
  care::Municipality municipality;
  care::Parameters parameters;
  std::uint64_t seed = 1;
  int burn_in_weeks = 104;
  int weeks = 260;
  int every_weeks = 1;
  bool audit = false;

  /// The weeks after burn-in that are recorded: 0, every_weeks, 2 every_weeks, …
  [[nodiscard]] std::vector<int> recorded_weeks() const;
};

/// What was measured in one replicate.
struct Record {
  std::vector<double> values;                ///< [outcome][recorded week][group]
  std::vector<double> neighbourhood_values;  ///< [outcome][recorded week][neighbourhood]
  std::vector<std::uint64_t> state_hash;     ///< [recorded week]
  std::string burn_in_text;                  ///< the network's figures at the end of the burn-in
  std::vector<std::string> complaints;       ///< what was out of balance then
};

/// The seed of one replicate of a run. Replicate k has the same seed in every arm.
std::uint64_t replicate_seed(std::uint64_t seed, int replicate);

class Simulation {
 public:
  /// Makes the municipality; the burn-in has not been lived yet.
  Simulation(const ModelInput& input, int replicate);
  /// Goes on from a snapshot. \throws RunError when it does not fit the input.
  Simulation(const ModelInput& input, int replicate, const engine::Snapshot& snapshot);

  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  /// Lives one week, and measures when the week is one to be recorded.
  void live();
  /// Weeks lived after the burn-in; negative while it lasts.
  [[nodiscard]] int week() const;
  [[nodiscard]] bool done() const { return week() >= input_.weeks; }
  [[nodiscard]] const care::World& world() const { return world_; }
  [[nodiscard]] const care::NetworkDiagnostics& diagnostics() const { return diagnostics_; }
  [[nodiscard]] const Record& record() const { return record_; }
  [[nodiscard]] Record take_record() { return std::move(record_); }
  /// Seconds and calls of each phase, "making the municipality" and "measuring" included.
  [[nodiscard]] std::vector<engine::PhaseTime> profile() const;
  /// All state, and all that was recorded so far.
  [[nodiscard]] engine::Snapshot snapshot() const;

 private:
  void size_record();
  void measure_if_due();

  const ModelInput& input_;
  care::World world_;
  care::WeekSchedule week_;
  care::NetworkDiagnostics diagnostics_;
  Record record_;
  engine::PhaseTime making_{"making the municipality", 1, 0.0};
  engine::PhaseTime measuring_{"measuring", 0, 0.0};
};

}  // namespace buurt::experiment
