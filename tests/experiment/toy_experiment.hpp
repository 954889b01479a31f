#pragma once
// An experiment on three parameters of the model, and a formula that stands in for the model.

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <string>
#include <vector>

#include "experiment/design/evaluation.hpp"
#include "files/data_folder.hpp"
#include "files/experiment.hpp"

namespace buurt::test {

inline nlohmann::json toy_document() {
  return nlohmann::json::parse(R"({
    "name": "toy", "scenario": "herzele/baseline", "seed": 3, "replicates": 2,
    "vary": {
      "ties.choice_exponent": { "minimum": 1, "maximum": 2 },
      "ties.choice_rate": { "scale": "logarithmic" },
      "ties.silence_gaps": {}
    },
    "outcomes": {
      "first": { "outcome": "ties_weekly", "to_week": 10 },
      "second": { "outcome": "lonely_people", "statistic": "share", "of": "people_16_plus" }
    },
    "sweep": { "design": "latin_hypercube", "points": 24 },
    "calibration": {
      "waves": 2, "points_per_wave": 20,
      "targets": {
        "first": { "value": 3.0, "tolerance": 0.1, "source": "made up" },
        "second": { "minimum": 1.4, "maximum": 1.6, "source": "made up" }
      }
    }
  })");
}

/// Met at an exponent of 1.5 and a rate of 1, by whatever number of gaps.
inline std::vector<double> toy_model(std::span<const double> x, int replicate) {
  return {2.0 * x[0] + std::log(x[1]) + 0.01 * replicate, x[0] * x[1] - 0.01 * replicate};
}

/// The experiment, read from a file in a folder of its own.
class ToyExperiment {
 public:
  explicit ToyExperiment(const nlohmann::json& document = toy_document(),
                         const files::ExperimentOptions& options = {})
      : reader_(BUURT_SOURCE_SCENARIOS) {
    experiment = reader_.read(folder_.write("toy.json", document.dump()).string(), options);
  }

  [[nodiscard]] std::filesystem::path path(const std::string& name) const {
    return folder_.path() / name;
  }
  [[nodiscard]] const files::ParameterCatalogue& parameters() const {
    return reader_.scenarios().parameters();
  }

  files::Experiment experiment;

 private:
  TemporaryFolder folder_;
  files::ExperimentReader reader_;
};

}  // namespace buurt::test
