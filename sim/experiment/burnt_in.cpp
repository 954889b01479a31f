#include "experiment/burnt_in.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "engine/error.hpp"
#include "experiment/build_information.hpp"
#include "experiment/results_header.hpp"
#include "files/disk.hpp"

namespace buurt::experiment {
namespace {

engine::UserError of_another(const std::filesystem::path& path) {
  return {path.string(),
          "holds the burn-in of another scenario, other parameters, another number of --traces or "
          "another version of buurt; remove it, or name another file with --burnt-in"};
}

}  // namespace

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

void BurntIn::check_header(const std::filesystem::path& path, const files::SnapshotHeader& header,
                           int replicate) const {
  if (header.scenario_json != scenario_ || header.parameters_json != parameters_ ||
      header.replicate != replicate || header.week != 0) {
    throw of_another(path);
  }
}

void BurntIn::check(int replicates) const {
  std::vector<engine::Fault> faults;
  for (int replicate = 0; replicate < replicates; ++replicate) {
    const std::filesystem::path path = file_of(replicate);
    if (std::error_code ignored; !std::filesystem::exists(path, ignored)) continue;
    try {
      check_header(path, files::read_snapshot_header(path), replicate);
    } catch (const engine::UserError& error) {
      faults.insert(faults.end(), error.faults().begin(), error.faults().end());
    }
  }
  if (!faults.empty()) throw engine::UserError(std::move(faults));
}

std::unique_ptr<Simulation> BurntIn::begin(const ModelInput& input, int replicate) const {
  const std::filesystem::path path = file_of(replicate);
  if (std::error_code ignored; !std::filesystem::exists(path, ignored)) {
    return std::make_unique<Simulation>(input, replicate);
  }
  const files::SnapshotFile kept = files::read_snapshot(path);
  check_header(path, kept.header, replicate);
  if (municipality_content(kept.state) != input.municipality_content) throw of_another(path);
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
