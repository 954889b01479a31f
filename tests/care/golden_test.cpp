// The state hash of Herzele as shipped, committed: the same numbers on every machine, with every
// compiler and at every level of optimisation. When the model is meant to change, write them anew:
//
//   BUURT_WRITE_GOLDEN=1 buurt_tests "[golden]"

#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "experiment/run.hpp"
#include "experiment/simulation.hpp"
#include "files/scenario.hpp"

using namespace buurt;

namespace {

const std::string golden_file =
    std::string(BUURT_SOURCE_DIRECTORY) + "/tests/care/golden_hash.json";

nlohmann::json golden() {
  std::ifstream file(golden_file);
  return file ? nlohmann::json::parse(file) : nlohmann::json::object();
}

/// Lives Herzele's shipped baseline, replicate 0, and compares the hashes of some weeks with those
/// that the golden file holds under `run`.
void live_and_compare(const std::string& run, const std::vector<std::string>& changes,
                      const std::vector<int>& weeks) {
  const files::ScenarioReader scenarios(BUURT_SOURCE_SCENARIOS);
  const files::Scenario scenario = scenarios.read("herzele/baseline", {changes, false});
  const experiment::ModelInput input = experiment::model_input(scenario, scenarios.parameters());
  REQUIRE(weeks.back() == input.weeks);
  experiment::Simulation simulation(input, 0);
  while (!simulation.done()) simulation.live();
  const std::vector<std::uint64_t>& hashes = simulation.record().state_hash;

  const bool write = std::getenv("BUURT_WRITE_GOLDEN") != nullptr;
  nlohmann::json all = golden();
  for (const int week : weeks) {
    const std::string found = fmt::format("{:016x}", hashes.at(static_cast<std::size_t>(week)));
    const std::string name = fmt::format("week {}", week);
    if (write) {
      all[run][name] = found;
      continue;
    }
    const std::string expected = all.value(run, nlohmann::json::object()).value(name, "nothing");
    INFO("Herzele, " << run << ": the state at the end of " << name << " has the hash " << found
                     << "; " << golden_file << " holds " << expected
                     << ". If the model was meant to change, run BUURT_WRITE_GOLDEN=1 buurt_tests "
                        "\"[golden]\" and say in CHANGELOG.md why.");
    CHECK(found == expected);
  }
  if (write) std::ofstream(golden_file) << all.dump(2) << '\n';
}

}  // namespace

// The burn-in and five years take too long with a sanitizer or an audit every week; the half year
// below is lived in every build.
#if !defined(BUURT_SANITIZED) && !defined(BUURT_AUDIT)
TEST_CASE("Herzele as shipped lives the five years that were committed", "[golden]") {
  live_and_compare("as shipped", {}, {0, 52, 260});
}
#endif

TEST_CASE("Herzele without burn-in lives the half year that was committed", "[golden]") {
  live_and_compare("without burn-in", {"burn_in_weeks=0", "weeks=26"}, {0, 26});
}
