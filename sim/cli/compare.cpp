#include "cli/compare.hpp"

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "cli/command_line.hpp"
#include "cli/compare_summary.hpp"
#include "cli/interruption.hpp"
#include "cli/progress_bar.hpp"
#include "cli/whole_number.hpp"
#include "engine/error.hpp"
#include "experiment/compare.hpp"
#include "files/data_root.hpp"
#include "files/fault_list.hpp"
#include "files/late_changes.hpp"

namespace buurt::cli {
namespace {

constexpr int exit_interrupted = 130;

struct Call {
  std::string scenario;
  std::vector<std::string> with;
  std::string output;
  std::vector<std::string> set;
  std::optional<std::uint64_t> seed;
  std::optional<int> weeks;
  std::optional<int> replicates;
  std::optional<int> traces;
  std::string burnt_in;
  std::string accepted;
  std::string until;
  std::optional<int> max_replicates;
  int threads = 0;
  bool overwrite = false;
  bool allow_out_of_range = false;
  bool audit = false;
  bool explain = false;
  bool quiet = false;
  bool json = false;
};

/// OUTCOME=HALFWIDTH
experiment::UntilNarrow until_of(const std::string& text) {
  const std::size_t equals = text.find('=');
  experiment::UntilNarrow until;
  until.outcome = text.substr(0, equals);
  const std::string width = equals == std::string::npos ? "" : text.substr(equals + 1);
  char* rest = nullptr;
  until.half_width = std::strtod(width.c_str(), &rest);
  if (width.empty() || *rest != '\0' || !(until.half_width > 0.0) ||
      !std::isfinite(until.half_width)) {
    throw engine::UserError(
        "--until", fmt::format("found {}; OUTCOME=HALFWIDTH with a finite number above 0 is "
                               "allowed, such as lonely_people=5",
                               files::in_quotes(text)));
  }
  static_cast<void>(experiment::outcome_number(until.outcome, "--until"));
  return until;
}

/// What `--max-replicates` says, which must fit the rest of the call.
std::optional<int> most_replicates(const Call& call) {
  if (!call.max_replicates) return std::nullopt;
  if (call.until.empty()) {
    throw engine::UserError("--max-replicates",
                            "is for --until alone; give a number of replicates by --replicates");
  }
  if (call.replicates && *call.max_replicates < *call.replicates) {
    throw engine::UserError("--max-replicates",
                            fmt::format("found {}; at least --replicates, {}, is allowed",
                                        *call.max_replicates, *call.replicates));
  }
  return call.max_replicates;
}

void print_until(const experiment::CompareEnd& end, const experiment::UntilNarrow& until) {
  if (!end.narrow_enough) return;
  fmt::print(stderr, "{} {} replicates half the 90 % interval of {} is {} {} in every arm\n",
             *end.narrow_enough ? "after" : "warning: after", end.replicates_finished,
             until.outcome, *end.narrow_enough ? "at most" : "not yet", until.half_width);
}

int compare(const Call& call) {
  files::ComparisonCall asked;
  asked.scenario_or_question = call.scenario;
  asked.with = call.with;
  asked.scenario = {call.set, call.allow_out_of_range};
  if (call.seed) asked.scenario.set.push_back(fmt::format("seed={}", *call.seed));
  if (call.traces) {
    asked.scenario.set.push_back(fmt::format("output.traces={}", *call.traces));
  }
  asked.replicates = call.replicates;
  asked.weeks = call.weeks;
  if (!call.accepted.empty()) asked.accepted = call.accepted;
  const files::ComparisonReader reader(files::data_root());
  const files::Comparison comparison = reader.read(asked);

  experiment::CompareOptions options;
  options.output = call.output.empty() ? comparison.name + ".h5" : call.output;
  options.overwrite = call.overwrite ? files::Overwrite::allow : files::Overwrite::refuse;
  options.threads = call.threads;
  options.audit = call.audit;
  if (!call.burnt_in.empty()) options.burnt_in = call.burnt_in;
  if (!call.until.empty()) options.until = until_of(call.until);
  options.max_replicates = most_replicates(call);
  options.command_line = command_line();
  options.interrupted = &interruption_flag();
  ProgressBar bar(call.quiet);
  options.progress = [&bar](double share) { bar.show(share); };
  options.left_behind = [&bar](const std::string& what) {
    bar.clear();
    fmt::print(stderr, "{}\n", what);
  };
  if (!call.quiet) {
    for (const std::string& late : files::late_changes(comparison)) {
      fmt::print(stderr, "warning: {}\n", late);
    }
  }

  const experiment::CompareEnd end =
      experiment::run_comparison(comparison, reader.scenarios().parameters(), options);
  bar.clear();
  if (!end.note.empty()) fmt::print(stderr, "{}\n", end.note);
  if (!call.quiet) {
    for (const std::string& complaint : end.complaints) {
      fmt::print(stderr, "warning: after the burn-in {}\n", complaint);
    }
    if (options.until) print_until(end, *options.until);
  }
  if (call.json) {
    fmt::print("{}\n", comparison_as_json(comparison, end).dump(2));
  } else if (!call.quiet) {
    if (end.replicates_finished > 0) {
      fmt::print("{}", comparison_in_words(comparison, end));
      if (call.explain) fmt::print("{}", pairing_in_words(comparison, end));
      fmt::print("\n");
    }
    fmt::print("{}\n", end.results.string());
  }
  return end.interrupted ? exit_interrupted : 0;
}

}  // namespace

void register_compare(CLI::App& app, int& exit_code) {
  auto call = std::make_shared<Call>();
  CLI::App* command =
      app.add_subcommand("compare", "live the same lives with and without something");
  command->footer(
      "Example:\n  buurt compare herzele --with formal-care-minus-30 --replicates 4 -o cut.h5\n"
      "  buurt compare formal-care-cuts            (a question of 'buurt list questions')");
  command->add_option("SCENARIO", call->scenario, "a scenario or a question: a file, or its name")
      ->required();
  command
      ->add_option("--with", call->with,
                   "NAME[+NAME…]: what is added to make one arm; names or files; repeatable")
      ->expected(1)
      ->take_all();
  command->add_option("-o,--output", call->output,
                      "results file (default: the question's name with .h5)");
  add_seed_option(*command, call->seed, "seed; the same seed gives the same bytes");
  command->add_option("--weeks", call->weeks, "weeks after the burn-in")
      ->check(whole_number(1, 5200));
  command
      ->add_option("--replicates", call->replicates,
                   "pairs of worlds that differ by chance (default: the question's, or 10)")
      ->check(whole_number(1, 100000));
  command->add_option("--burnt-in", call->burnt_in,
                      "FILE: keep burnt-in municipalities in FILE.replicate000.h5 and so on, and "
                      "begin from those that are there");
  command->add_option("--accepted", call->accepted,
                      "FILE that 'buurt calibrate --json' printed: each pair takes another of the "
                      "parameter sets in it, so that intervals hold what calibration left open");
  command
      ->add_option("--traces", call->traces,
                   "write down the lives of so many people of the first replicate in every arm, "
                   "and what help followed from which programme")
      ->check(whole_number(0, 100000));
  command->add_option("--until", call->until,
                      "OUTCOME=HALFWIDTH: add replicates until half the 90 % interval of the last "
                      "year's difference is at most that");
  command
      ->add_option("--max-replicates", call->max_replicates,
                   "with --until: at most so many (default: 100)")
      ->check(whole_number(2, 100000));
  command->add_option("--threads", call->threads, "threads (default: all); changes no result")
      ->check(whole_number(0, 1024));
  command
      ->add_option(
          "--set", call->set,
          "PATH=VALUE: any field of the scenario or any parameter, in all arms; repeatable")
      ->expected(1)
      ->take_all();
  command->add_flag("--overwrite", call->overwrite, "replace the results file if it is there");
  command->add_flag("--allow-out-of-range", call->allow_out_of_range,
                    "take parameters outside their range");
  command->add_flag("--audit", call->audit, "check every week that the worlds hold together");
  command->add_flag("--explain", call->explain, "show what pairing gains");
  command->add_flag("--quiet", call->quiet, "no progress, no warnings, no summary");
  command->add_flag("--json", call->json, "summary as JSON on stdout");
  command->callback([call, &exit_code] { exit_code = compare(*call); });
}

}  // namespace buurt::cli
