#include "experiment/simulated_model.hpp"

#include <map>
#include <memory>
#include <string>

#include "engine/ensemble.hpp"
#include "experiment/kept_outcomes.hpp"
#include "experiment/run.hpp"

namespace buurt::experiment {

std::vector<VariedParameter> varied_parameters(const files::Experiment& experiment,
                                               const files::ParameterCatalogue& catalogue) {
  std::vector<VariedParameter> varied;
  for (const files::Variation& one : experiment.vary) {
    varied.push_back({one.parameter, catalogue.find(one.parameter)->unit, one.minimum, one.maximum,
                      one.logarithmic});
  }
  return varied;
}

PointModel simulated_model(const files::Experiment& experiment,
                           const files::ParameterCatalogue& catalogue,
                           const std::atomic<bool>* interrupted) {
  const auto base = std::make_shared<const ModelInput>(model_input(experiment.scenario, catalogue));
  return [base, vary = experiment.vary, kept = experiment.outcomes, interrupted](
             std::span<const double> values, int replicate) {
    std::map<std::string, double> changed;
    for (std::size_t i = 0; i < vary.size(); ++i) changed[vary[i].parameter] = values[i];
    ModelInput input = *base;
    set_parameters(input, changed);
    Simulation simulation(input, replicate);
    while (!simulation.done()) {
      if (interrupted != nullptr && interrupted->load()) throw engine::Interrupted{};
      simulation.live();
    }
    return kept_values(kept, simulation.record(), input.recorded_weeks());
  };
}

}  // namespace buurt::experiment
