#include "experiment/results_header.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

#include "care/outcomes.hpp"
#include "experiment/build_information.hpp"
#include "experiment/ledger_table.hpp"

namespace buurt::experiment {
namespace {

files::OutcomeVariable variable(const care::OutcomeDeclaration& d) {
  return {std::string(d.name), std::string(d.long_name), std::string(d.units),
          std::string(d.definition), std::string(d.better)};
}

}  // namespace

std::string parameters_json(const files::Scenario& scenario,
                            const files::ParameterCatalogue& catalogue) {
  nlohmann::json all = nlohmann::json::object();
  for (const auto& [name, value] : files::resolved_parameters(scenario, catalogue)) {
    const files::ParameterEntry* entry = catalogue.find(name);
    all[name] = {{"value", value},
                 {"default", entry->default_value},
                 {"minimum", entry->minimum},
                 {"maximum", entry->maximum},
                 {"unit", entry->unit},
                 {"source", entry->source},
                 {"grade", entry->grade}};
  }
  return all.dump();
}

files::ResultsHeader results_header(const files::Scenario& scenario,
                                    const files::ParameterCatalogue& catalogue,
                                    const ModelInput& input, const std::string& command_line,
                                    const care::World& world) {
  files::ResultsHeader header;
  header.title = fmt::format("{}: {}", scenario.name, input.municipality.title);
  header.buurt_version = version();
  header.source_revision = revision();
  header.compiler = compiler();
  header.flags = flags();
  header.command_line = command_line;
  header.scenario_json = files::resolved_json(scenario).dump();
  header.parameters_json = parameters_json(scenario, catalogue);
  header.seed = scenario.seed;
  header.created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
  header.start = scenario.start;
  header.arms = {"baseline"};
  header.replicates = scenario.replicates;
  header.weeks = input.recorded_weeks();
  for (const auto& group : care::group_declarations()) header.groups.emplace_back(group.name);
  header.neighbourhoods = care::neighbourhood_names(world);
  for (const care::NeighbourhoodPosition& position : care::neighbourhood_positions(world)) {
    header.neighbourhood_x.push_back(position.x);
    header.neighbourhood_y.push_back(position.y);
  }
  for (const auto& outcome : care::outcome_declarations()) {
    header.outcomes.push_back(variable(outcome));
  }
  for (const auto& outcome : care::neighbourhood_outcome_declarations()) {
    header.neighbourhood_outcomes.push_back(variable(outcome));
  }
  header.ledger = ledger_rows(world, {&input});
  return header;
}

}  // namespace buurt::experiment
