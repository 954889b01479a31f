#pragma once
// Burnt-in municipalities kept on disk, so that the next comparison begins where life has settled.

#include <filesystem>
#include <functional>
#include <memory>

#include "experiment/simulation.hpp"
#include "files/accepted_set.hpp"
#include "files/parameter_catalogue.hpp"
#include "files/scenario.hpp"
#include "files/snapshot_file.hpp"

namespace buurt::experiment {

/// Keeps the municipality of each replicate at the end of its burn-in beside a path: FILE.replicate000.h5
/// and so on. Weeks, replicates, output, budgets, payers and shocks of later calls may differ; the municipality, its
/// file, the start, the burn-in, the seed, parameters, programmes and traces, and the program may
/// not.
class BurntIn {
 public:
  BurntIn(std::filesystem::path beside, const files::Scenario& scenario,
          const files::ParameterSets& accepted, const files::ParameterCatalogue& catalogue);

  /// Looks at the files that are there of the first so many replicates.
  /// \throws UserError with a fault for each that is not of this burn-in.
  void check(int replicates) const;
  /// A replicate that stands in its file at the end of its burn-in, or else one that was just made.
  /// \throws UserError when a file is there that is not of this burn-in.
  [[nodiscard]] std::unique_ptr<Simulation> begin(const ModelInput& input, int replicate) const;
  /// Burns in what was just made, and writes its file; does nothing to one that is burnt in.
  /// \param live   lives one week
  /// \throws DiskFull, RunError
  void burn_in(Simulation& simulation, const ModelInput& input, int replicate,
               const std::function<void(Simulation&)>& live) const;
  /// The file of a replicate, whether it is there or not.
  [[nodiscard]] std::filesystem::path file_of(int replicate) const;

 private:
  /// \throws UserError unless the file is of this burn-in, as far as its header tells.
  void check_header(const std::filesystem::path& path, const files::SnapshotHeader& header,
                    int replicate) const;

  std::filesystem::path beside_;
  std::string scenario_;    ///< what must be the same, as JSON
  std::string parameters_;  ///< the same
};

}  // namespace buurt::experiment
