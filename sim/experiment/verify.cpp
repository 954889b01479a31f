// Runs again what a results file holds, and compares.

#include <atomic>
#include <bit>
#include <map>
#include <memory>

#include "care/outcomes.hpp"
#include "engine/ensemble.hpp"
#include "engine/error.hpp"
#include "experiment/compared_lives.hpp"
#include "experiment/ledger_table.hpp"
#include "experiment/run.hpp"
#include "files/comparison.hpp"
#include "files/data_root.hpp"
#include "files/json_file.hpp"
#include "files/ledger_layout.hpp"
#include "files/results_reader.hpp"

namespace buurt::experiment {
namespace {

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}

/// Adds the first week in which an array differs, if any. Both are [week][column].
void compare(std::vector<Difference>& differences, int replicate, const std::string& arm,
             const std::string& what, const std::vector<int>& weeks, std::size_t columns,
             const double* then, const double* now) {
  for (std::size_t i = 0; i < weeks.size() * columns; ++i) {
    if (same_bits(then[i], now[i])) continue;
    differences.push_back({replicate, weeks[i / columns], what, arm});
    return;
  }
}

/// What was lived, as the file keeps it.
std::vector<ComparedLives> lives_in(const files::ResultsHeader& header,
                                    const files::Scenario& baseline,
                                    const files::ScenarioReader& scenarios,
                                    const std::string& origin) {
  files::Comparison comparison;
  if (header.arms.size() == 1) {
    comparison.baseline = baseline;
  } else {
    comparison = files::comparison_of(files::parse_json(header.comparison_json, origin), baseline,
                                      scenarios, origin);
  }
  if (comparison.arms.size() + 1 != header.arms.size()) {
    throw engine::UserError(origin, "holds other arms than the comparison that it names");
  }
  return compared_lives(comparison, scenarios.parameters());
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
  const std::vector<ComparedLives> all_lives =
      lives_in(header, scenario, scenarios, results.string());
  const auto expected = care::outcome_declarations();
  bool same_outcomes = header.outcomes.size() == expected.size() &&
                       header.weeks == all_lives.front().baseline.recorded_weeks() &&
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
  const int arm_count = static_cast<int>(header.arms.size());
  for (int r = 0; r < header.replicates; ++r) {
    bool whole = true;
    for (int arm = 0; arm < arm_count; ++arm) whole = whole && reader.finished(arm, r);
    if (whole && (options.replicates == 0 || r < options.replicates)) replicates.push_back(r);
  }
  end.weeks = static_cast<int>(header.weeks.size());
  end.arms = arm_count;
  std::atomic<std::int64_t> lived = 0;
  const double total = static_cast<double>(replicates.size()) * all_lives.front().weeks();
  const LiveOptions live{options.interrupted, [&] {
                           const auto weeks = static_cast<double>(++lived);
                           if (options.progress) options.progress(weeks / total);
                         }};
  const auto job = [&](std::size_t number) {
    const int replicate = replicates[number];
    const ComparedLives& lives = lives_of(all_lives, replicate);
    std::vector<Record> records;
    for (LivedArm& arm : live_arms(std::make_unique<Simulation>(lives.baseline, replicate),
                                   replicate, lives.arms, live)) {
      records.push_back(std::move(arm.record));
    }
    return records;
  };
  const auto compare_arm = [&](std::size_t arm, int replicate, const Record& record) {
    const std::vector<std::uint64_t> hashes = reader.state_hash(static_cast<int>(arm), replicate);
    for (std::size_t w = 0; w < hashes.size(); ++w) {
      if (hashes[w] == record.state_hash[w]) continue;
      end.differences.push_back({replicate, header.weeks[w], "state hash", header.arms[arm]});
      break;
    }
    const std::size_t run =
        arm * static_cast<std::size_t>(header.replicates) + static_cast<std::size_t>(replicate);
    const auto compare_all = [&](const auto& outcomes, std::size_t columns,
                                 const std::vector<double>& now) {
      const std::size_t size = header.weeks.size() * columns;
      for (std::size_t i = 0; i < outcomes.size(); ++i) {
        compare(end.differences, replicate, header.arms[arm], outcomes[i].name, header.weeks,
                columns, held[outcomes[i].name].data() + run * size, now.data() + i * size);
      }
    };
    compare_all(header.outcomes, header.groups.size(), record.values);
    compare_all(header.neighbourhood_outcomes, header.neighbourhoods.size(),
                record.neighbourhood_values);
    if (header.ledger.empty()) return;
    const std::vector<double> then = reader.ledger(static_cast<int>(arm), replicate);
    const std::vector<double> now = ledger_values(record, header.ledger);
    const std::size_t each = header.weeks.size() * header.ledger.size();
    for (std::size_t table = 0; table < files::ledger_tables.size(); ++table) {
      compare(end.differences, replicate, header.arms[arm], files::ledger_tables[table],
              header.weeks, header.ledger.size(), then.data() + table * each,
              now.data() + table * each);
    }
  };
  const auto consume = [&](std::size_t number, const std::vector<Record>& records) {
    for (std::size_t arm = 0; arm < records.size(); ++arm) {
      compare_arm(arm, replicates[number], records[arm]);
    }
    ++end.replicates;
  };
  end.interrupted =
      engine::run_ensemble(replicates.size(), {options.threads, options.interrupted}, job, consume)
          .interrupted;
  return end;
}

}  // namespace buurt::experiment
