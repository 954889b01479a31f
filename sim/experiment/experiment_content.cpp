#include "experiment/experiment_content.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <system_error>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "engine/error.hpp"
#include "experiment/build_information.hpp"
#include "experiment/kept_outcomes.hpp"
#include "experiment/simulated_model.hpp"

namespace buurt::experiment {

namespace fs = std::filesystem;
using engine::UserError;

files::LabelledContent experiment_content(const files::Experiment& experiment,
                                          const files::ParameterCatalogue& catalogue,
                                          const std::string& command_line) {
  files::LabelledContent content;
  nlohmann::json resolved = nlohmann::json::object();
  for (const auto& [name, value] : files::resolved_parameters(experiment.scenario, catalogue)) {
    resolved[name] = value;
  }
  content.texts = {
      {"title", experiment.name},
      {"description", experiment.description},
      {"buurt_version", std::string(version())},
      {"source_revision", std::string(revision())},
      {"compiler", std::string(compiler())},
      {"flags", std::string(flags())},
      {"created", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)))},
      {"command_line", command_line},
      {"experiment", files::resolved_json(experiment).dump()},
      {"parameters", resolved.dump()}};

  std::vector<std::string> names;
  std::vector<std::string> units;
  std::vector<std::string> scales;
  std::vector<double> minima;
  std::vector<double> maxima;
  for (const VariedParameter& parameter : varied_parameters(experiment, catalogue)) {
    names.push_back(parameter.name);
    units.push_back(parameter.unit);
    scales.emplace_back(parameter.logarithmic ? "logarithmic" : "linear");
    minima.push_back(parameter.minimum);
    maxima.push_back(parameter.maximum);
  }
  content.dimensions.push_back({"parameter", names.size(), names, "parameter that varies"});
  content.arrays.push_back({"parameter_units", {"parameter"}, units, "unit of the parameter", ""});
  content.arrays.push_back({"parameter_scale", {"parameter"}, scales, "scale of its range", ""});
  content.arrays.push_back({"parameter_minimum", {"parameter"}, minima, "lowest value", ""});
  content.arrays.push_back({"parameter_maximum", {"parameter"}, maxima, "highest value", ""});

  names.clear();
  units.clear();
  std::vector<std::string> meanings;
  for (const files::KeptOutcome& kept : experiment.outcomes) {
    names.push_back(kept.name);
    units.push_back(units_of(kept));
    meanings.push_back(in_words(kept));
  }
  content.dimensions.push_back({"outcome", names.size(), names, "what was kept of each run"});
  content.arrays.push_back({"outcome_units", {"outcome"}, units, "unit of what was kept", ""});
  content.arrays.push_back({"outcome_meaning", {"outcome"}, meanings, "what was kept", ""});
  return content;
}

void add_evaluations(files::LabelledContent& content, const Points& values,
                     const Evaluations& evaluations) {
  content.dimensions.push_back({"point", values.count(), {}, "number of the point"});
  content.dimensions.push_back(
      {"replicate", evaluations.replicates(), {}, "number of the repetition"});
  std::vector<double> means;
  for (std::size_t point = 0; point < evaluations.points(); ++point) {
    for (std::size_t outcome = 0; outcome < evaluations.outcomes(); ++outcome) {
      means.push_back(evaluations.mean(point, outcome));
    }
  }
  content.arrays.push_back(
      {"design", {"point", "parameter"}, values.values(), "value of the parameter", ""});
  content.arrays.push_back({"value",
                            {"point", "outcome", "replicate"},
                            evaluations.values(),
                            "what the model gave",
                            ""});
  content.arrays.push_back(
      {"mean", {"point", "outcome"}, std::move(means), "mean over replicates", ""});
  content.arrays.push_back({"finished",
                            {"point", "replicate"},
                            evaluations.finished_marks(),
                            "1 where this replicate of this point was run to its end",
                            ""});
}

Keeper::Keeper(const fs::path& output, files::FileKind kind, files::Overwrite overwrite)
    : output_(files::resolved_target(output)),
      partial_(files::beside(output_, ".partial")),
      kind_(std::move(kind)) {
  files::check_target(output_, overwrite);
  if (!has_partial()) return;
  lock_ = files::open_to_write(partial_, output_);
  if (!files::try_lock(lock_)) {
    throw UserError(output_.string(), "another process is writing this file now");
  }
}

bool Keeper::has_partial() const {
  std::error_code ignored;
  return fs::is_regular_file(partial_, ignored);
}

std::size_t Keeper::runs_in_partial() const {
  try {
    const std::vector<std::int32_t> finished =
        files::LabelledReader(partial_, kind_).whole_numbers("finished");
    return static_cast<std::size_t>(std::count(finished.begin(), finished.end(), 1));
  } catch (const std::runtime_error&) {
    return 0;  // Nothing in it can be read, so nothing is lost.
  }
}

bool Keeper::due() const {
  constexpr int writes_a_pause = 20;
  return Clock::now() - last_ >
         std::max<Clock::duration>(std::chrono::seconds(1), writes_a_pause * took_);
}

void Keeper::keep(const files::LabelledContent& content) {
  const Clock::time_point begin = Clock::now();
  files::write_labelled_file(partial_, kind_, content);
  lock_ = files::open_to_write(partial_, output_);
  static_cast<void>(files::try_lock(lock_));
  last_ = Clock::now();
  took_ = last_ - begin;
}

void Keeper::finish(const files::LabelledContent& content) {
  files::write_labelled_file(output_, kind_, content);
  lock_.close();
  std::error_code ignored;
  fs::remove(partial_, ignored);
}

void check_same_model(const PointModel& model, const Points& values, const Evaluations& evaluations,
                      const fs::path& file) {
  for (std::size_t point = 0; point < evaluations.points(); ++point) {
    for (std::size_t replicate = 0; replicate < evaluations.replicates(); ++replicate) {
      if (!evaluations.finished(point, replicate)) continue;
      const std::vector<double> now = model(values[point], static_cast<int>(replicate));
      for (std::size_t outcome = 0; outcome < evaluations.outcomes(); ++outcome) {
        const double then = evaluations.value(point, outcome, replicate);
        const bool same = outcome < now.size() && std::bit_cast<std::uint64_t>(then) ==
                                                      std::bit_cast<std::uint64_t>(now[outcome]);
        const bool both_missing =
            outcome < now.size() && std::isnan(then) && std::isnan(now[outcome]);
        if (same || both_missing) continue;
        throw UserError(file.string(),
                        fmt::format("was made with another model: point {}, replicate {} does not "
                                    "give the same numbers any more; start anew with --overwrite",
                                    point, replicate));
      }
      return;
    }
  }
}

}  // namespace buurt::experiment
