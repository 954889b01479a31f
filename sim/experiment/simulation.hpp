#pragma once
// One simulated municipality: made, burnt in, lived through week by week, measured on the way.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "care/dominoes.hpp"
#include "care/ledger.hpp"
#include "care/network_diagnostics.hpp"
#include "care/stories.hpp"
#include "care/week.hpp"
#include "care/world/world.hpp"
#include "engine/snapshot.hpp"
#include "files/scenario.hpp"

namespace buurt::experiment {

/// What a run is made from; the same for all its replicates.
struct ModelInput {
  care::Municipality municipality;
  /// Hash of all that the municipality's file holds; 0 for one that came from no file.
  std::uint64_t municipality_content = 0;
  care::Parameters parameters;
  std::string start = "2024-01-01";  ///< ISO date of the first week after the burn-in
  std::uint64_t seed = 1;
  int burn_in_weeks = 208;
  int weeks = 260;
  int every_weeks = 1;
  int traces = 0;  ///< people of the first replicate whose lives are written down
  bool audit = false;
  std::vector<files::BudgetChange> budget;
  std::vector<care::ProgrammePlan> programmes;
  std::vector<care::PayerPlan> payers;
  std::vector<care::ShockPlan> shocks;

  /// The weeks after burn-in that are recorded: 0, every_weeks, 2 every_weeks, …
  [[nodiscard]] std::vector<int> recorded_weeks() const;
};

/// What was measured in one replicate.
struct Record {
  std::vector<double> values;                ///< [outcome][recorded week][group]
  std::vector<double> neighbourhood_values;  ///< [outcome][recorded week][neighbourhood]
  std::vector<std::uint64_t> state_hash;     ///< [recorded week]
  std::vector<care::LedgerLine> ledger_lines;
  std::vector<double> ledger;           ///< [EUR, hours][recorded week][line]
  std::string burn_in_text;             ///< the network's figures at the end of the burn-in
  std::vector<std::string> complaints;  ///< what was out of balance then
};

/// The first week of a run, burn-in included, that begins on the 1st of September or next after it: 0
/// to 51. Years of the model have 52 weeks, so the school year starts every 52 weeks from then on.
std::uint32_t first_school_year(const ModelInput& input);

/// What the municipality's file held in the run that a snapshot was taken in; see `ModelInput`.
std::uint64_t municipality_content(const engine::Snapshot& snapshot);

/// The seed of one replicate of a run. Replicate k has the same seed in every arm.
std::uint64_t replicate_seed(std::uint64_t seed, int replicate);

class Simulation {
 public:
  /// Makes the municipality; the burn-in has not been lived yet.
  Simulation(const ModelInput& input, int replicate);
  /// Goes on from a snapshot. \throws RunError when it does not fit the input.
  Simulation(const ModelInput& input, int replicate, const engine::Snapshot& snapshot);

  // The input is kept as a reference: a temporary would be gone in the first week.
  Simulation(ModelInput&&, int) = delete;
  Simulation(ModelInput&&, int, const engine::Snapshot&) = delete;

  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  /// Lives one week, with the budgets of that week, and measures when the week is one to be recorded.
  void live();
  /// Weeks lived after the burn-in; negative while it lasts.
  [[nodiscard]] int week() const;
  [[nodiscard]] bool done() const { return week() >= input_.weeks; }
  [[nodiscard]] const care::World& world() const { return world_; }
  [[nodiscard]] const care::NetworkDiagnostics& diagnostics() const { return diagnostics_; }
  [[nodiscard]] const care::Stories& stories() const { return stories_; }
  [[nodiscard]] const care::Dominoes& dominoes() const { return dominoes_; }
  [[nodiscard]] const Record& record() const { return record_; }
  [[nodiscard]] Record take_record() { return std::move(record_); }
  /// Seconds and calls of each phase, "making the municipality" and "measuring" included.
  [[nodiscard]] std::vector<engine::PhaseTime> profile() const;
  /// All state, and all that was recorded so far.
  [[nodiscard]] engine::Snapshot snapshot() const;

 private:
  /// Places the programmes, payers, budgets and shocks of the input in the world. \throws UserError, RunError
  void place_programmes();
  void size_record();
  void measure_if_due();
  void measure_ledger(std::size_t recorded_week);
  /// Takes over what a snapshot holds of the ledger, whose lines may be fewer.
  void restore_ledger(const engine::Snapshot& snapshot);
  /// Whether lives are written down in this replicate, and their stories have begun.
  [[nodiscard]] bool tells_stories() const {
    return input_.traces > 0 && replicate_ == 0 && week() >= 0;
  }
  void tell_stories();

  const ModelInput& input_;
  int replicate_ = 0;
  care::World world_;
  care::WeekSchedule week_;
  care::NetworkDiagnostics diagnostics_;
  care::Stories stories_;
  care::Dominoes dominoes_;
  Record record_;
  engine::PhaseTime making_{"making the municipality", 1, 0.0};
  engine::PhaseTime measuring_{"measuring", 0, 0.0};
};

}  // namespace buurt::experiment
