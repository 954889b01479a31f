#pragma once
// A scenario of two thousand people and a few weeks, as a file in a folder of its own.

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <string>

#include "experiment/run.hpp"
#include "files/data_folder.hpp"
#include "files/scenario.hpp"

namespace buurt::test {

/// Herzele's shipped file with fewer people.
inline std::string small_municipality_text(int population) {
  std::ifstream file(std::string(BUURT_SOURCE_SCENARIOS) + "/municipalities/herzele.json");
  nlohmann::json town = nlohmann::json::parse(file);
  const double scale = population / town["population"]["value"].get<double>();
  town["population"]["value"] = population;
  town["area"]["value"] = town["area"]["value"].get<double>() * scale;
  for (auto& area : town["areas"]) {
    area["population"]["value"] = area["population"]["value"].get<double>() * scale;
  }
  return town.dump();
}

/// A folder with such a scenario in it, and runs of it.
class SmallScenario {
 public:
  explicit SmallScenario(int replicates = 2, int weeks = 6) : reader_(BUURT_SOURCE_SCENARIOS) {
    folder_.write("town.json", small_municipality_text(1000));
    const auto path = folder_.write(
        "scenario.json",
        fmt::format(R"({{"name": "small", "municipality": "town.json", "start": "2024-01-01",
                         "weeks": {}, "burn_in_weeks": 2, "seed": 5, "replicates": {}}})",
                    weeks, replicates));
    scenario = reader_.read(path.string());
  }

  [[nodiscard]] std::filesystem::path path(const std::string& name) const {
    return folder_.path() / name;
  }
  [[nodiscard]] const files::ParameterCatalogue& parameters() const { return reader_.parameters(); }
  [[nodiscard]] const files::ScenarioReader& reader() const { return reader_; }

  /// Runs the scenario into results.h5 of the folder.
  experiment::RunEnd run(experiment::RunOptions options = {}) const {
    if (options.output.empty()) options.output = path("results.h5");
    options.command_line = "buurt run scenario.json";
    return experiment::run_scenario(scenario, parameters(), options);
  }

  files::Scenario scenario;

 private:
  TemporaryFolder folder_;
  files::ScenarioReader reader_;
};

}  // namespace buurt::test
