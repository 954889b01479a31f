#pragma once
// What the calls of sweeps and calibrations have in common.

#include <CLI/App.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "files/experiment.hpp"

namespace buurt::cli {

/// The options of a call with an experiment file.
struct ExperimentCall {
  std::string experiment;
  std::string output;
  std::vector<std::string> set;
  std::optional<std::uint64_t> seed;
  std::optional<int> replicates;
  std::optional<int> points;
  int threads = 0;
  bool resume = false;
  bool overwrite = false;
  bool quiet = false;
  bool json = false;

  [[nodiscard]] files::ExperimentOptions changes() const {
    return {set, seed, replicates, points, std::nullopt};
  }
};

/// How many points a call may ask for, as the schema of experiments has it.
struct PointRange {
  int fewest;
  int most;
};

/// Adds the options to a command.
void add_experiment_options(CLI::App& command, ExperimentCall& call, PointRange points);

/// A number with four digits that say something, or a dash for not-a-number.
[[nodiscard]] std::string in_four_digits(double number);

/// Prints rows under a head: the first column to the left, all others to the right.
void print_table(const std::vector<std::vector<std::string>>& rows);

}  // namespace buurt::cli
