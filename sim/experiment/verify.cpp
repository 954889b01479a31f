// Runs again what a results file holds, and compares.

#include <atomic>
#include <bit>
#include <map>

#include "care/outcomes.hpp"
#include "engine/ensemble.hpp"
#include "engine/error.hpp"
#include "experiment/run.hpp"
#include "files/data_root.hpp"
#include "files/results_reader.hpp"

namespace buurt::experiment {
namespace {

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}

/// Adds the first week in which an array differs, if any. Both are [week][column].
void compare(std::vector<Difference>& differences, int replicate, const std::string& what,
             const std::vector<int>& weeks, std::size_t columns, const double* then,
             const double* now) {
  for (std::size_t i = 0; i < weeks.size() * columns; ++i) {
    if (same_bits(then[i], now[i])) continue;
    differences.push_back({replicate, weeks[i / columns], what});
    return;
  }
}

}  // namespace

VerifyEnd verify_results(const std::filesystem::path& results, const VerifyOptions& options) {
  const files::ResultsReader reader(results);
  const files::ResultsHeader& header = reader.header();
  const files::ScenarioReader scenarios(files::data_root());
  files::ScenarioOptions as_it_ran;
  as_it_ran.allow_out_of_range = true;
  const files::Scenario scenario =
      scenarios.parse(header.scenario_json, results.string(), as_it_ran);
  const ModelInput input = model_input(scenario, scenarios.parameters());
  if (header.arms.size() != 1) {
    throw engine::UserError(results.string(),
                            "holds a comparison; this version of buurt verifies single runs");
  }
  const auto expected = care::outcome_declarations();
  bool same_outcomes = header.outcomes.size() == expected.size() &&
                       header.weeks == input.recorded_weeks() &&
                       header.groups.size() == care::group_count;
  for (std::size_t i = 0; same_outcomes && i < expected.size(); ++i) {
    same_outcomes = header.outcomes[i].name == expected[i].name;
  }
  if (!same_outcomes) {
    throw engine::UserError(results.string(),
                            "holds other outcomes, weeks or groups than this version of buurt "
                            "measures; it was made by version " +
                                header.buurt_version);
  }
  std::map<std::string, std::vector<double>> held;
  for (const auto& outcome : header.outcomes) held[outcome.name] = reader.values(outcome.name);
  for (const auto& outcome : header.neighbourhood_outcomes) {
    held[outcome.name] = reader.values(outcome.name);
  }

  VerifyEnd end;
  std::vector<int> replicates;
  for (int r = 0; r < header.replicates; ++r) {
    if (reader.finished(0, r) && (options.replicates == 0 || r < options.replicates)) {
      replicates.push_back(r);
    }
  }
  end.weeks = static_cast<int>(header.weeks.size());
  std::atomic<std::int64_t> lived = 0;
  const double total = static_cast<double>(replicates.size()) * (input.burn_in_weeks + input.weeks);
  const auto job = [&](std::size_t number) {
    Simulation simulation(input, replicates[number]);
    while (!simulation.done()) {
      if (options.interrupted != nullptr && options.interrupted->load()) {
        throw engine::Interrupted{};
      }
      simulation.live();
      const auto weeks = static_cast<double>(++lived);
      if (options.progress) options.progress(weeks / total);
    }
    return simulation.take_record();
  };
  const auto consume = [&](std::size_t number, const Record& record) {
    const int replicate = replicates[number];
    const auto r = static_cast<std::size_t>(replicate);
    const std::vector<std::uint64_t> hashes = reader.state_hash(0, replicate);
    for (std::size_t w = 0; w < hashes.size(); ++w) {
      if (hashes[w] == record.state_hash[w]) continue;
      end.differences.push_back({replicate, header.weeks[w], "state hash"});
      break;
    }
    const auto compare_all = [&](const auto& outcomes, std::size_t columns,
                                 const std::vector<double>& now) {
      const std::size_t size = header.weeks.size() * columns;
      for (std::size_t i = 0; i < outcomes.size(); ++i) {
        compare(end.differences, replicate, outcomes[i].name, header.weeks, columns,
                held[outcomes[i].name].data() + r * size, now.data() + i * size);
      }
    };
    compare_all(header.outcomes, header.groups.size(), record.values);
    compare_all(header.neighbourhood_outcomes, header.neighbourhoods.size(),
                record.neighbourhood_values);
    ++end.replicates;
  };
  end.interrupted =
      engine::run_ensemble(replicates.size(), {options.threads, options.interrupted}, job, consume)
          .interrupted;
  return end;
}

}  // namespace buurt::experiment
