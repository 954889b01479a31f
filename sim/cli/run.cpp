#include "cli/run.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/command_line.hpp"
#include "cli/interruption.hpp"
#include "cli/progress_bar.hpp"
#include "cli/whole_number.hpp"
#include "experiment/run.hpp"
#include "files/data_root.hpp"
#include "files/late_changes.hpp"

namespace buurt::cli {
namespace {

constexpr int exit_interrupted = 130;

struct Call {
  std::string scenario;
  std::string output;
  std::vector<std::string> set;
  std::optional<std::uint64_t> seed;
  std::optional<int> weeks;
  std::optional<int> replicates;
  std::optional<int> traces;
  int threads = 0;
  int snapshot_every = 0;
  std::string resume;
  bool overwrite = false;
  bool allow_out_of_range = false;
  bool audit = false;
  bool profile = false;
  bool quiet = false;
  bool json = false;
};

void print_profile(const std::vector<engine::PhaseTime>& profile) {
  double total = 0.0;
  for (const engine::PhaseTime& time : profile) total += time.seconds;
  fmt::print(stderr, "{:<26}{:>10}{:>9}{:>12}\n", "phase", "seconds", "share", "calls");
  for (const engine::PhaseTime& time : profile) {
    fmt::print(stderr, "{:<26}{:>10.3f}{:>8.1f}%{:>12}\n", time.phase, time.seconds,
               total > 0.0 ? 100.0 * time.seconds / total : 0.0, time.calls);
  }
  fmt::print(stderr, "{:<26}{:>10.3f}\n", "all", total);
}

void print_summary(const experiment::RunEnd& end, const Call& call) {
  if (call.json) {
    nlohmann::json summary = {{"results", end.results.string()},
                              {"replicates_finished", end.replicates_finished},
                              {"interrupted", end.interrupted},
                              {"final_state_hash", fmt::format("{:016x}", end.final_hash)},
                              {"out_of_balance", end.complaints},
                              {"last_week", nlohmann::json::object()},
                              {"profile", nlohmann::json::array()}};
    for (const auto& [name, value] : end.last_values) summary["last_week"][name] = value;
    for (const engine::PhaseTime& time : end.profile) {
      summary["profile"].push_back(
          {{"phase", time.phase}, {"seconds", time.seconds}, {"calls", time.calls}});
    }
    fmt::print("{}\n", summary.dump(2));
    return;
  }
  if (call.quiet) return;
  fmt::print("{}\n", end.results.string());
}

int run(const Call& call) {
  files::ScenarioOptions changes{call.set, call.allow_out_of_range};
  if (call.seed) changes.set.push_back(fmt::format("seed={}", *call.seed));
  if (call.weeks) changes.set.push_back(fmt::format("weeks={}", *call.weeks));
  if (call.traces) changes.set.push_back(fmt::format("output.traces={}", *call.traces));
  if (call.replicates) changes.set.push_back(fmt::format("replicates={}", *call.replicates));
  const files::ScenarioReader reader(files::data_root());
  const files::Scenario scenario = reader.read(call.scenario, changes);

  experiment::RunOptions options;
  options.output = call.output.empty() ? scenario.name + ".h5" : call.output;
  options.overwrite = call.overwrite ? files::Overwrite::allow : files::Overwrite::refuse;
  options.threads = call.threads;
  options.audit = call.audit;
  options.snapshot_every = call.snapshot_every;
  if (!call.resume.empty()) options.resume = call.resume;
  options.command_line = command_line();
  options.interrupted = &interruption_flag();
  ProgressBar bar(call.quiet);
  options.progress = [&bar](double share) { bar.show(share); };
  options.left_behind = [&bar](const std::string& what) {
    bar.clear();
    fmt::print(stderr, "{}\n", what);
  };
  if (!call.quiet) {
    for (const std::string& late : files::late_changes(scenario)) {
      fmt::print(stderr, "warning: {}\n", late);
    }
  }

  const experiment::RunEnd end = experiment::run_scenario(scenario, reader.parameters(), options);
  bar.clear();
  if (!end.note.empty()) fmt::print(stderr, "{}\n", end.note);
  if (!call.quiet) {
    for (const std::string& complaint : end.complaints) {
      fmt::print(stderr, "warning: after the burn-in {}\n", complaint);
    }
  }
  if (call.profile) print_profile(end.profile);
  print_summary(end, call);
  return end.interrupted ? exit_interrupted : 0;
}

}  // namespace

void register_run(CLI::App& app, int& exit_code) {
  auto call = std::make_shared<Call>();
  CLI::App* command = app.add_subcommand("run", "simulate one scenario");
  command->footer(
      "Example:\n  buurt run scenarios/herzele/baseline.json --replicates 10 -o herzele.h5");
  command->add_option("SCENARIO", call->scenario, "a scenario file, or its name")->required();
  command->add_option("-o,--output", call->output,
                      "results file (default: the scenario's name with .h5)");
  add_seed_option(*command, call->seed, "seed; the same seed gives the same bytes");
  command->add_option("--weeks", call->weeks, "weeks after the burn-in")
      ->check(whole_number(1, 5200));
  command->add_option("--replicates", call->replicates, "number of runs that differ by chance")
      ->check(whole_number(1, 100000));
  command
      ->add_option("--traces", call->traces,
                   "people of the first run whose lives are written down; see buurt story")
      ->check(whole_number(0, 100000));
  command->add_option("--threads", call->threads, "threads (default: all); changes no result")
      ->check(whole_number(0, 1024));
  command
      ->add_option("--set", call->set,
                   "PATH=VALUE: any field of the scenario or any parameter; repeatable")
      ->expected(1)
      ->take_all();
  command
      ->add_option("--snapshot-every", call->snapshot_every,
                   "write all state every so many weeks, beside the results")
      ->check(whole_number(1, 5200));
  command->add_option("--resume", call->resume, "snapshot file to go on from");
  command->add_flag("--overwrite", call->overwrite, "replace the results file if it is there");
  command->add_flag("--allow-out-of-range", call->allow_out_of_range,
                    "take parameters outside their range");
  command->add_flag("--audit", call->audit, "check every week that the world holds together");
  command->add_flag("--profile", call->profile, "show where the time went");
  command->add_flag("--quiet", call->quiet, "no progress, no warnings, no summary");
  command->add_flag("--json", call->json, "summary as JSON on stdout");
  command->callback([call, &exit_code] { exit_code = run(*call); });
}

}  // namespace buurt::cli
