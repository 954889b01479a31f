#include "experiment/burnt_in.hpp"

#include <fmt/format.h>

#include <utility>

#include "engine/error.hpp"
#include "experiment/build_information.hpp"
#include "experiment/results_header.hpp"
#include "files/disk.hpp"
#include "files/snapshot_file.hpp"

namespace buurt::experiment {

BurntIn::BurntIn(std::filesystem::path beside, const files::Scenario& scenario,
                 const files::ParameterSets& accepted, const files::ParameterCatalogue& catalogue)
    : beside_(std::move(beside)), parameters_(parameters_json(scenario, catalogue)) {
  nlohmann::json same = files::resolved_json(scenario);
  for (const char* part : {"name", "weeks", "replicates", "budget", "output", "shocks", "payers"})
    same.erase(part);
  // A snapshot holds the stories that were begun.
  same["traces"] = scenario.output.traces;
  same["program"] = fmt::format("{} {}", version(), revision());
  if (!accepted.empty()) same["accepted"] = accepted;
  scenario_ = same.dump();
}

std::filesystem::path BurntIn::file_of(int replicate) const {
  return files::beside(beside_, fmt::format(".replicate{:03}.h5", replicate));
}

std::unique_ptr<Simulation> BurntIn::begin(const ModelInput& input, int replicate) const {
  const std::filesystem::path path = file_of(replicate);
  if (std::error_code ignored; !std::filesystem::exists(path, ignored)) {
    return std::make_unique<Simulation>(input, replicate);
  }
  const files::SnapshotFile kept = files::read_snapshot(path);
  if (kept.header.scenario_json != scenario_ || kept.header.parameters_json != parameters_ ||
      kept.header.replicate != replicate || kept.header.week != 0 ||
      municipality_content(kept.state) != input.municipality_content) {
    throw engine::UserError(
        path.string(),
        "holds the burn-in of another scenario, other parameters, another number of --traces or "
        "another version of buurt; remove it, or name another file with --burnt-in");
  }
  return std::make_unique<Simulation>(input, replicate, kept.state);
}

void BurntIn::burn_in(Simulation& simulation, const ModelInput& input, int replicate,
                      const std::function<void(Simulation&)>& live) const {
  if (simulation.week() >= 0) return;
  while (simulation.week() < 0) live(simulation);
  files::write_snapshot(file_of(replicate), simulation.snapshot(),
                        {scenario_, parameters_, std::string(version()), input.seed, replicate, 0});
}

}  // namespace buurt::experiment
