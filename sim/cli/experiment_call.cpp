#include "cli/experiment_call.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "cli/whole_number.hpp"

namespace buurt::cli {

void add_experiment_options(CLI::App& command, ExperimentCall& call, PointRange points) {
  command.add_option("EXPERIMENT", call.experiment, "an experiment file, or its name")->required();
  command.add_option("-o,--output", call.output,
                     "results file (default: the experiment's name with .h5)");
  add_seed_option(command, call.seed, "seed of the design");
  command.add_option("--replicates", call.replicates, "runs of each point that differ by chance")
      ->check(whole_number(1, 1000));
  command.add_option("--points", call.points, "points of the sweep, or of each wave")
      ->check(whole_number(points.fewest, points.most));
  command.add_option("--threads", call.threads, "threads (default: all); changes no result")
      ->check(whole_number(0, 1024));
  command
      .add_option("--set", call.set,
                  "PATH=VALUE: any field of the scenario or any parameter that does not vary; "
                  "repeatable")
      ->expected(1)
      ->take_all();
  command.add_flag("--resume", call.resume, "go on from what an interrupted call left");
  command.add_flag("--overwrite", call.overwrite, "replace the results file if it is there");
  command.add_flag("--quiet", call.quiet, "no progress, no tables");
  command.add_flag("--json", call.json, "summary as JSON on stdout");
}

std::string in_four_digits(double number) {
  return std::isnan(number) ? "-" : fmt::format("{:.4g}", number);
}

void print_table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += i == 0 ? fmt::format("{:<{}}", row[i], widths[i])
                     : fmt::format("  {:>{}}", row[i], widths[i]);
    }
    fmt::print("{}\n", line);
  }
}

}  // namespace buurt::cli
