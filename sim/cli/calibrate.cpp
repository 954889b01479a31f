#include "cli/calibrate.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/command_line.hpp"
#include "cli/experiment_call.hpp"
#include "cli/interruption.hpp"
#include "cli/progress_bar.hpp"
#include "cli/whole_number.hpp"
#include "experiment/calibrate.hpp"
#include "experiment/simulated_model.hpp"
#include "files/data_root.hpp"

namespace buurt::cli {
namespace {

using experiment::CalibrationEnd;
using experiment::HistoryMatch;
using experiment::RangeLeft;
using experiment::Target;
using experiment::TargetLesson;
using experiment::VariedParameter;
using experiment::WaveLesson;

struct Call : ExperimentCall {
  std::optional<int> waves;
};

void print_wave(const HistoryMatch& match, std::size_t number,
                const std::vector<VariedParameter>& parameters) {
  const WaveLesson& lesson = match.lessons()[number];
  fmt::print("wave {}: {:.3g} % of the space is left; {} points of this wave match all targets\n",
             number + 1, 100.0 * lesson.space_left, lesson.matching_points);
  std::vector<std::vector<std::string>> rows{
      {"target", "wanted", "nearest", "lowest", "highest", "matching", "emulator error"}};
  for (std::size_t t = 0; t < match.targets().size(); ++t) {
    const Target& target = match.targets()[t];
    const TargetLesson& one = lesson.targets[t];
    rows.push_back(
        {"  " + target.name,
         fmt::format("{} to {}", in_four_digits(target.minimum), in_four_digits(target.maximum)),
         in_four_digits(one.nearest), in_four_digits(one.lowest), in_four_digits(one.highest),
         fmt::format("{:.0f} %", 100.0 * one.matching), in_four_digits(one.validation.error)});
  }
  print_table(rows);
  rows = {{"parameter", "range at first", "range left (5 to 95 %)", "width left"}};
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    const VariedParameter& one = parameters[p];
    const RangeLeft& left = lesson.ranges[p];
    rows.push_back(
        {"  " + one.name,
         fmt::format("{} to {}", in_four_digits(one.minimum), in_four_digits(one.maximum)),
         fmt::format("{} to {}", in_four_digits(one.value(left.low)),
                     in_four_digits(one.value(left.high))),
         fmt::format("{:.0f} %", 100.0 * left.width)});
  }
  print_table(rows);
  fmt::print("\n");
}

void print_end(const CalibrationEnd& end, const std::vector<VariedParameter>& parameters) {
  const HistoryMatch& match = *end.match;
  if (end.nothing_left) {
    fmt::print(
        "Nothing is left: no point of these ranges can match the targets. The nearest has an "
        "implausibility of {:.2f}, at\n",
        match.nearest_implausibility());
    for (std::size_t p = 0; p < parameters.size(); ++p) {
      fmt::print("  {} = {}\n", parameters[p].name,
                 in_four_digits(parameters[p].value(match.nearest()[p])));
    }
    fmt::print("By target:\n");
    const std::vector<double> each = match.implausibilities(match.nearest());
    for (std::size_t t = 0; t < each.size(); ++t) {
      fmt::print("  {}: {:.2f}\n", match.targets()[t].name, each[t]);
    }
  }
  if (end.unidentified.size() == 1) {
    fmt::print("{} is not identified: nearly its whole range is left\n", end.unidentified.front());
  } else if (!end.unidentified.empty()) {
    fmt::print("not identified, since nearly their whole range is left: {}\n",
               fmt::join(end.unidentified, ", "));
  }
  for (const experiment::TradeOff& pair : match.trade_offs()) {
    fmt::print("{} and {} are only identified together: correlation {:.2f} in what is left\n",
               parameters[pair.first].name, parameters[pair.second].name, pair.correlation);
  }
  fmt::print("{} of {} simulated points match all targets\n", end.accepted.size(), end.points);
  if (end.own) {
    const auto worst =
        std::max_element(end.own->implausibilities.begin(), end.own->implausibilities.end());
    const auto target = static_cast<std::size_t>(worst - end.own->implausibilities.begin());
    fmt::print("The scenario's own values {}: implausibility {:.2f}, furthest from {}\n",
               end.own->ruled_out ? "are ruled out" : "are not ruled out", end.own->implausibility,
               match.targets()[target].name);
  }
  if (end.best) {
    fmt::print("The best, point {} (misfit {:.2f}; at most 1 matches):\n", end.best->point,
               end.best->misfit);
    std::vector<std::vector<std::string>> rows;
    for (std::size_t p = 0; p < parameters.size(); ++p) {
      rows.push_back({"  " + parameters[p].name, in_four_digits(end.best->parameters[p])});
    }
    for (std::size_t t = 0; t < match.targets().size(); ++t) {
      rows.push_back({"  " + match.targets()[t].name, in_four_digits(end.best->targets[t])});
    }
    print_table(rows);
  }
  fmt::print("{}\n", end.results.string());
}

nlohmann::json point_as_json(const experiment::MatchedPoint& point, const HistoryMatch& match,
                             const std::vector<VariedParameter>& parameters) {
  nlohmann::json one = {{"point", point.point}, {"misfit", point.misfit}};
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    one["parameters"][parameters[p].name] = point.parameters[p];
  }
  for (std::size_t t = 0; t < match.targets().size(); ++t) {
    one["targets"][match.targets()[t].name] = point.targets[t];
  }
  return one;
}

nlohmann::json as_json(const CalibrationEnd& end, const std::vector<VariedParameter>& parameters) {
  const HistoryMatch& match = *end.match;
  nlohmann::json summary = {
      {"results", end.results.string()},    {"interrupted", end.interrupted},
      {"nothing_left", end.nothing_left},   {"points", end.points},
      {"unidentified", end.unidentified},   {"waves", nlohmann::json::array()},
      {"accepted", nlohmann::json::array()}};
  for (const WaveLesson& lesson : match.lessons()) {
    nlohmann::json wave = {{"space_left", lesson.space_left},
                           {"matching_points", lesson.matching_points}};
    for (std::size_t p = 0; p < parameters.size(); ++p) {
      wave["parameters"][parameters[p].name] = {
          {"low", parameters[p].value(lesson.ranges[p].low)},
          {"high", parameters[p].value(lesson.ranges[p].high)},
          {"width_left", lesson.ranges[p].width}};
    }
    summary["waves"].push_back(std::move(wave));
  }
  for (const auto& point : end.accepted) {
    summary["accepted"].push_back(point_as_json(point, match, parameters));
  }
  if (end.best) summary["best"] = point_as_json(*end.best, match, parameters);
  if (end.own) {
    summary["own"] = {{"implausibility", end.own->implausibility},
                      {"ruled_out", end.own->ruled_out}};
    for (std::size_t t = 0; t < match.targets().size(); ++t) {
      summary["own"]["targets"][match.targets()[t].name] = end.own->implausibilities[t];
    }
  }
  return summary;
}

int calibrate(const Call& call) {
  const files::ExperimentReader reader(files::data_root());
  files::ExperimentOptions changes = call.changes();
  changes.waves = call.waves;
  const files::Experiment experiment = reader.read(call.experiment, changes);
  const files::ParameterCatalogue& catalogue = reader.scenarios().parameters();
  const std::vector<VariedParameter> parameters =
      experiment::varied_parameters(experiment, catalogue);
  experiment::CalibrationOptions options;
  options.output = call.output.empty() ? experiment.name + ".h5" : call.output;
  options.overwrite = call.overwrite ? files::Overwrite::allow : files::Overwrite::refuse;
  // Asking for waves of a file that is there means more of them.
  options.go_on =
      call.resume || (call.waves && !call.overwrite && std::filesystem::exists(options.output));
  options.threads = call.threads;
  options.command_line = command_line();
  options.interrupted = &interruption_flag();
  ProgressBar bar(call.quiet);
  options.progress = [&bar](double share) { bar.show(share); };
  if (!call.quiet && !call.json) {
    options.on_wave = [&](const HistoryMatch& match, std::size_t wave) {
      bar.clear();
      print_wave(match, wave, parameters);
      std::fflush(stdout);
    };
  }
  const CalibrationEnd end = experiment::run_calibration(
      experiment, catalogue,
      experiment::simulated_model(experiment, catalogue, options.interrupted), options);
  bar.clear();
  if (!end.note.empty()) fmt::print(stderr, "{}\n", end.note);
  if (call.json) {
    fmt::print("{}\n", as_json(end, parameters).dump(2));
  } else if (!call.quiet) {
    print_end(end, parameters);
  }
  constexpr int exit_interrupted = 130;
  return end.interrupted ? exit_interrupted : 0;
}

}  // namespace

void register_calibrate(CLI::App& app, int& exit_code) {
  auto call = std::make_shared<Call>();
  CLI::App* command = app.add_subcommand(
      "calibrate", "rule out parameter values that targets contradict, in waves");
  command->footer(
      "Example:\n  buurt calibrate herzele-ties --waves 2 -o waves.h5\n"
      "  buurt calibrate herzele-ties --waves 4 -o waves.h5     (two more waves)");
  add_experiment_options(*command, *call, {5, 10000});
  command
      ->add_option(
          "--waves", call->waves,
          "waves in all; with a results file that is there, goes on until it has so many, or "
          "says again what it found")
      ->check(whole_number(1, 100));
  command->callback([call, &exit_code] { exit_code = calibrate(*call); });
}

}  // namespace buurt::cli
