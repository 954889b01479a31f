#include "cli/sweep.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/command_line.hpp"
#include "cli/experiment_call.hpp"
#include "cli/interruption.hpp"
#include "cli/progress_bar.hpp"
#include "experiment/simulated_model.hpp"
#include "experiment/sweep.hpp"
#include "files/data_root.hpp"

namespace buurt::cli {
namespace {

using experiment::Estimate;
using experiment::OutcomeSensitivity;

bool is_saltelli(const files::Experiment& experiment) {
  return experiment.sweep->design == files::SweepDesign::saltelli;
}

std::string with_interval(const Estimate& estimate) {
  return fmt::format("{:.2f} [{:.2f}, {:.2f}]", estimate.value, estimate.low, estimate.high);
}

void print_sensitivity(const files::Experiment& experiment,
                       const std::vector<OutcomeSensitivity>& sensitivity) {
  for (std::size_t o = 0; o < sensitivity.size(); ++o) {
    const OutcomeSensitivity& one = sensitivity[o];
    std::vector<std::vector<std::string>> rows;
    if (is_saltelli(experiment)) {
      rows.push_back({experiment.outcomes[o].name, "first order", "total"});
    } else {
      rows.push_back({experiment.outcomes[o].name, "rank regression", "PAWN"});
    }
    for (std::size_t p = 0; p < experiment.vary.size(); ++p) {
      const std::string& name = experiment.vary[p].parameter;
      if (is_saltelli(experiment)) {
        rows.push_back({"  " + name, with_interval(one.indices.first_order[p]),
                        with_interval(one.indices.total[p])});
      } else {
        rows.push_back({"  " + name, with_interval(one.regression.coefficients[p]),
                        fmt::format("{:.2f}", one.pawn.index[p])});
      }
    }
    if (!is_saltelli(experiment)) {
      rows.push_back({"  (explained; by chance)", fmt::format("{:.2f}", one.regression.explained),
                      fmt::format("{:.2f}", one.pawn.chance)});
    }
    print_table(rows);
  }
}

nlohmann::json as_json(const Estimate& estimate) {
  return {{"value", estimate.value}, {"low", estimate.low}, {"high", estimate.high}};
}

nlohmann::json as_json(const files::Experiment& experiment,
                       const std::vector<OutcomeSensitivity>& sensitivity) {
  nlohmann::json all = nlohmann::json::object();
  for (std::size_t o = 0; o < sensitivity.size(); ++o) {
    nlohmann::json& outcome = all[experiment.outcomes[o].name];
    for (std::size_t p = 0; p < experiment.vary.size(); ++p) {
      nlohmann::json& parameter = outcome[experiment.vary[p].parameter];
      if (is_saltelli(experiment)) {
        parameter["first_order"] = as_json(sensitivity[o].indices.first_order[p]);
        parameter["total"] = as_json(sensitivity[o].indices.total[p]);
      } else {
        parameter["rank_regression"] = as_json(sensitivity[o].regression.coefficients[p]);
        parameter["pawn"] = sensitivity[o].pawn.index[p];
      }
    }
  }
  return all;
}

int sweep(const ExperimentCall& call) {
  const files::ExperimentReader reader(files::data_root());
  const files::Experiment experiment = reader.read(call.experiment, call.changes());
  experiment::SweepOptions options;
  options.output = call.output.empty() ? experiment.name + ".h5" : call.output;
  options.overwrite = call.overwrite ? files::Overwrite::allow : files::Overwrite::refuse;
  options.resume = call.resume;
  options.threads = call.threads;
  options.command_line = command_line();
  options.interrupted = &interruption_flag();
  ProgressBar bar(call.quiet);
  options.progress = [&bar](double share) { bar.show(share); };
  const files::ParameterCatalogue& catalogue = reader.scenarios().parameters();
  const experiment::SweepEnd end = experiment::run_sweep(
      experiment, catalogue,
      experiment::simulated_model(experiment, catalogue, options.interrupted), options);
  bar.clear();
  if (!end.note.empty()) fmt::print(stderr, "{}\n", end.note);
  if (call.json) {
    const nlohmann::json summary = {{"results", end.results.string()},
                                    {"points", end.points},
                                    {"runs_finished", end.runs_finished},
                                    {"runs_resumed", end.runs_resumed},
                                    {"interrupted", end.interrupted},
                                    {"sensitivity", as_json(experiment, end.sensitivity)}};
    fmt::print("{}\n", summary.dump(2));
  } else if (!call.quiet) {
    print_sensitivity(experiment, end.sensitivity);
    fmt::print("{}\n", end.results.string());
  }
  constexpr int exit_interrupted = 130;
  return end.interrupted ? exit_interrupted : 0;
}

}  // namespace

void register_sweep(CLI::App& app, int& exit_code) {
  auto call = std::make_shared<ExperimentCall>();
  CLI::App* command =
      app.add_subcommand("sweep", "simulate all over the ranges of parameters, and rank them");
  command->footer("Example:\n  buurt sweep herzele-ties --points 40 -o sweep.h5");
  add_experiment_options(*command, *call, {2, 1000000});
  command->callback([call, &exit_code] { exit_code = sweep(*call); });
}

}  // namespace buurt::cli
