#include "cli/verify.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/interruption.hpp"
#include "cli/progress_bar.hpp"
#include "cli/whole_number.hpp"
#include "experiment/run.hpp"

namespace buurt::cli {
namespace {

struct Call {
  std::string results;
  int threads = 0;
  int replicates = 0;
  bool quiet = false;
  bool json = false;
};

int verify(const Call& call) {
  experiment::VerifyOptions options;
  options.threads = call.threads;
  options.replicates = call.replicates;
  options.interrupted = &interruption_flag();
  ProgressBar bar(call.quiet);
  options.progress = [&bar](double share) { bar.show(share); };
  const experiment::VerifyEnd end = experiment::verify_results(call.results, options);
  bar.clear();
  if (end.interrupted) {
    constexpr int exit_interrupted = 130;
    return exit_interrupted;
  }
  if (call.json) {
    nlohmann::json summary = {{"results", call.results},
                              {"replicates", end.replicates},
                              {"weeks", end.weeks},
                              {"same", end.differences.empty()},
                              {"differences", nlohmann::json::array()}};
    for (const auto& d : end.differences) {
      summary["differences"].push_back(
          {{"replicate", d.replicate}, {"week", d.week}, {"what", d.what}});
      if (end.arms > 1) summary["differences"].back()["arm"] = d.arm;
    }
    if (end.arms > 1) summary["arms"] = end.arms;
    fmt::print("{}\n", summary.dump(2));
  } else if (end.differences.empty()) {
    fmt::print("{}: the same, bit for bit: {} replicates{}, {} recorded weeks\n", call.results,
               end.replicates, end.arms > 1 ? fmt::format(" of {} arms", end.arms) : "", end.weeks);
  }
  for (const auto& d : end.differences) {
    fmt::print(stderr, "{}: {}replicate {}: {} differs from week {} on\n", call.results,
               end.arms > 1 ? fmt::format("arm {}, ", d.arm) : "", d.replicate, d.what, d.week);
  }
  return end.differences.empty() ? 0 : 1;
}

}  // namespace

void register_verify(CLI::App& app, int& exit_code) {
  auto call = std::make_shared<Call>();
  CLI::App* command =
      app.add_subcommand("verify", "run again what a results file holds and compare every bit");
  command->footer("Example:\n  buurt verify results/herzele-baseline.h5");
  command->add_option("RESULTS", call->results, "results file")->required();
  command->add_option("--threads", call->threads, "threads (default: all)")
      ->check(whole_number(0, 1024));
  command->add_option("--replicates", call->replicates, "only the first so many")
      ->check(whole_number(1, 100000));
  command->add_flag("--quiet", call->quiet, "no progress");
  command->add_flag("--json", call->json, "outcome as JSON on stdout");
  command->callback([call, &exit_code] { exit_code = verify(*call); });
}

}  // namespace buurt::cli
