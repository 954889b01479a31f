#pragma once
// The same people's lives, with and without something, over several replicates.

#include <catch2/catch.hpp>
#include <cmath>
#include <string_view>
#include <vector>

#include "care/outcomes.hpp"
#include "care/processes/shock_town.hpp"
#include "experiment/simulation.hpp"

namespace buurt::test {

/// What is different in an arm: lists as a scenario would hold them.
struct Arm {
  nlohmann::json programmes = nlohmann::json::array();
  nlohmann::json shocks = nlohmann::json::array();
  std::vector<care::PayerPlan> payers{};
};

/// Records of one arm, one a replicate.
using Lives = std::vector<experiment::Record>;

inline Lives live(const Arm& arm, int replicates, int weeks, std::uint32_t population,
                  int burn_in = 26) {
  Lives lives;
  for (int replicate = 0; replicate < replicates; ++replicate) {
    experiment::ModelInput input = small_input(burn_in, weeks, population);
    input.programmes = plans(arm.programmes);
    input.shocks = shocks(arm.shocks);
    input.payers = arm.payers;
    experiment::Simulation simulation(input, replicate);
    while (!simulation.done()) simulation.live();
    lives.push_back(simulation.take_record());
  }
  return lives;
}

/// Sum of an outcome of the whole municipality over weeks `from` to `to` − 1 of one record.
inline double sum_of(const experiment::Record& record, std::string_view outcome, int from, int to) {
  const auto declarations = care::outcome_declarations();
  const std::size_t weeks = record.state_hash.size();
  for (std::size_t o = 0; o < declarations.size(); ++o) {
    if (declarations[o].name != outcome) continue;
    double sum = 0.0;
    for (int week = from; week < to; ++week) {
      const double value =
          record.values[(o * weeks + static_cast<std::size_t>(week)) * care::group_count];
      if (std::isfinite(value)) sum += value;
    }
    return sum;
  }
  FAIL("no outcome of that name: " << outcome);
  return 0.0;
}

/// The same of all replicates together.
inline double sum_of(const Lives& lives, std::string_view outcome, int from, int to) {
  double sum = 0.0;
  for (const experiment::Record& record : lives) sum += sum_of(record, outcome, from, to);
  return sum;
}

/// Mean difference of two arms in standard errors, paired by replicate.
inline double score(const std::vector<double>& without, const std::vector<double>& with) {
  std::vector<double> difference;
  for (std::size_t k = 0; k < without.size(); ++k) difference.push_back(with[k] - without[k]);
  const auto n = static_cast<double>(difference.size());
  double mean = 0.0;
  for (const double d : difference) mean += d / n;
  double variance = 0.0;
  for (const double d : difference) variance += (d - mean) * (d - mean) / (n - 1.0);
  return mean / std::sqrt(variance / n + 1e-9);
}

/// The same of an outcome over weeks `from` to `to` − 1.
inline double score(const Lives& without, const Lives& with, std::string_view outcome, int from,
                    int to) {
  const auto sums = [&](const Lives& lives) {
    std::vector<double> all;
    for (const experiment::Record& record : lives) all.push_back(sum_of(record, outcome, from, to));
    return all;
  };
  return score(sums(without), sums(with));
}

// With eight replicates and seven degrees of freedom, 3.5 standard errors are passed by chance once
// in two hundred times, for one side.
inline constexpr int paired_replicates = 8;
inline constexpr double clearly = 3.5;

}  // namespace buurt::test
