#include "experiment/calibrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "experiment/calibration_record.hpp"
#include "experiment/experiment_content.hpp"
#include "experiment/simulated_model.hpp"

namespace buurt::experiment {
namespace {

namespace fs = std::filesystem;
using engine::UserError;

/// What must be the same for a calibration to go on: all but how many waves of how many points.
std::string fixed_part(nlohmann::json experiment) {
  if (experiment.contains("calibration")) {
    experiment["calibration"].erase("waves");
    experiment["calibration"].erase("points_per_wave");
  }
  experiment.erase("sweep");
  experiment.erase("description");
  return experiment.dump();
}

MatchingRules rules_of(const files::Experiment& experiment) {
  const files::CalibrationPlan& plan = *experiment.calibration;
  MatchingRules rules;
  rules.cutoff = plan.cutoff;
  rules.decides = plan.second_worst_decides ? 2 : 1;
  rules.seed = experiment.seed;
  rules.sample =
      std::max<std::size_t>(rules.sample, 5 * static_cast<std::size_t>(plan.points_per_wave));
  return rules;
}

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

/// One calibration in the making.
class Calibration {
 public:
  Calibration(const files::Experiment& experiment, const files::ParameterCatalogue& catalogue,
              const PointModel& model, const CalibrationOptions& options)
      : experiment_(experiment),
        catalogue_(catalogue),
        model_(model),
        options_(options),
        keeper_(options.output, files::calibration_kind(),
                options.go_on ? files::Overwrite::allow : options.overwrite),
        parameters_(varied_parameters(experiment, catalogue)),
        match_(parameters_.size(), targets_of(experiment), rules_of(experiment)),
        waves_(static_cast<std::size_t>(experiment.calibration->waves)) {
    for (const files::ObservedTarget& target : experiment.calibration->targets) {
      sources_.push_back(target.source);
    }
    take_up();
  }

  CalibrationEnd run() {
    if (is_finished_) return told_again();
    while (record_.lessons.size() < waves_) {
      if (record_.waves.size() == record_.lessons.size() && !start_wave()) break;
      if (!simulate_wave()) return interrupted();
      WaveRuns& wave = record_.waves.back();
      engine::with_threads(options_.threads, [&] { match_.learn(wave.design, wave.evaluations); });
      record_.lessons = match_.lessons();
      judge_points();
      keeper_.keep(content(false));
      if (options_.on_wave) options_.on_wave(match_, record_.lessons.size() - 1);
    }
    keeper_.finish(content(true));
    CalibrationEnd end = described();
    end.results = keeper_.output();
    end.nothing_left = match_.left().count() == 0;
    return end;
  }

 private:
  void take_up() {
    const fs::path from = keeper_.has_partial() ? keeper_.partial() : keeper_.output();
    if (!options_.go_on) {
      if (keeper_.has_partial() && options_.overwrite == files::Overwrite::refuse &&
          keeper_.runs_in_partial() > 0) {
        throw UserError(keeper_.output().string(),
                        fmt::format("an interrupted calibration left '{}'; go on with --resume, or "
                                    "discard it with --overwrite",
                                    keeper_.partial().string()));
      }
      return;
    }
    if (!is_there(from)) {
      throw UserError(keeper_.output().string(), "there is no calibration to go on from");
    }
    const files::LabelledReader file(from, files::calibration_kind());
    if (fixed_part(nlohmann::json::parse(file.text("experiment"))) !=
        fixed_part(files::resolved_json(experiment_))) {
      throw UserError(from.string(),
                      "is of another experiment or other options; only the number of waves and of "
                      "points in each may differ");
    }
    record_ = read_calibration(file, from, parameters_.size(), experiment_.outcomes.size(),
                               match_.targets().size());
    waves_before_ = record_.lessons.size();
    is_finished_ = from == keeper_.output() && waves_before_ >= waves_;
    if (!is_finished_) {
      check_same_model(model_, values_at(parameters_, record_.design()), record_.evaluations(),
                       from);
    }
    engine::with_threads(options_.threads, [&] {
      for (std::size_t w = 0; w < waves_before_; ++w) {
        match_.recall(record_.waves[w].design, record_.waves[w].evaluations, record_.lessons[w]);
      }
      if (waves_before_ > 0) match_.sample_left();
    });
    record_.lessons = match_.lessons();
    judge_points();
  }

  /// What a finished file says, without a run and without touching the file.
  CalibrationEnd told_again() {
    if (options_.on_wave) {
      for (std::size_t wave = 0; wave < waves_before_; ++wave) options_.on_wave(match_, wave);
    }
    CalibrationEnd end = described();
    end.results = keeper_.output();
    end.nothing_left = match_.left().count() == 0;
    end.note =
        fmt::format("{}: holds {} waves already, so nothing was run; a larger --waves adds more",
                    keeper_.output().string(), waves_before_);
    return end;
  }

  /// To be called when there are new points or new emulators; files are written far more often.
  void judge_points() {
    const Points design = record_.design();
    implausible_.resize(design.count());
    for (std::size_t i = 0; i < design.count(); ++i) {
      implausible_[i] = match_.implausibility(design[i]);
    }
  }

  bool start_wave() {
    const auto points = static_cast<std::size_t>(experiment_.calibration->points_per_wave);
    Points design = match_.next_design(points);
    if (design.count() == 0) return false;
    Evaluations evaluations(design.count(), experiment_.outcomes.size(),
                            static_cast<std::size_t>(experiment_.replicates));
    record_.waves.push_back({std::move(design), std::move(evaluations)});
    judge_points();
    return true;
  }

  /// \return false when it was interrupted.
  bool simulate_wave() {
    WaveRuns& wave = record_.waves.back();
    const auto first = static_cast<double>(record_.lessons.size() - waves_before_);
    const auto all = static_cast<double>(waves_ - waves_before_);
    EvaluationOptions how;
    how.threads = options_.threads;
    how.interrupted = options_.interrupted;
    if (options_.progress) {
      how.progress = [&, first, all](double share) { options_.progress((first + share) / all); };
    }
    how.keep = [&] {
      if (keeper_.due()) keeper_.keep(content(false));
    };
    keeper_.keep(content(false));
    try {
      return evaluate(model_, values_at(parameters_, wave.design), wave.evaluations, how);
    } catch (...) {
      keeper_.keep(content(false));
      throw;
    }
  }

  CalibrationEnd interrupted() {
    keeper_.keep(content(false));
    CalibrationEnd end = described();
    end.interrupted = true;
    end.results = keeper_.partial();
    end.note = fmt::format(
        "interrupted in wave {}; {} finished waves and {} of {} runs of this one are kept in '{}' "
        "(go on with --resume)",
        record_.waves.size(), record_.lessons.size(), record_.waves.back().evaluations.finished(),
        record_.waves.back().evaluations.finished_marks().size(), keeper_.partial().string());
    return end;
  }

  [[nodiscard]] files::LabelledContent content(bool complete) const {
    files::LabelledContent all = experiment_content(experiment_, catalogue_, options_.command_line);
    all.numbers.emplace_back("complete", complete ? 1.0 : 0.0);
    add_calibration(all, record_, match_, parameters_, sources_, implausible_);
    return all;
  }

  [[nodiscard]] CalibrationEnd described() const {
    CalibrationEnd end;
    const Points values = values_at(parameters_, record_.design());
    const Evaluations evaluations = record_.evaluations();
    end.points = values.count();
    end.waves_before = waves_before_;
    for (std::size_t i = 0; i < values.count(); ++i) {
      MatchedPoint one{
          i, {values[i].begin(), values[i].end()}, {}, misfit(match_.targets(), evaluations, i)};
      for (const Target& target : match_.targets()) {
        one.targets.push_back(evaluations.mean(i, target.outcome));
      }
      if (!end.best || one.misfit < end.best->misfit) end.best = one;
      if (one.misfit <= 1.0) end.accepted.push_back(std::move(one));
    }
    std::stable_sort(end.accepted.begin(), end.accepted.end(),
                     [](const auto& a, const auto& b) { return a.misfit < b.misfit; });
    if (match_.left().count() > 0) {
      for (std::size_t p = 0; p < parameters_.size(); ++p) {
        if (!match_.identified(p)) end.unidentified.push_back(parameters_[p].name);
      }
    }
    end.own = own_values();
    end.match = match_;
    return end;
  }

  [[nodiscard]] std::optional<OwnValues> own_values() const {
    const auto values = files::resolved_parameters(experiment_.scenario, catalogue_);
    std::vector<double> point;
    for (const VariedParameter& one : parameters_) {
      point.push_back(one.coordinate(values.at(one.name)));
      if (!(point.back() >= 0.0 && point.back() <= 1.0)) return std::nullopt;
    }
    if (record_.lessons.empty()) return std::nullopt;
    return OwnValues{match_.ruled_out(point), match_.implausibility(point),
                     match_.implausibilities(point)};
  }

  const files::Experiment& experiment_;
  const files::ParameterCatalogue& catalogue_;
  const PointModel& model_;
  const CalibrationOptions& options_;
  Keeper keeper_;
  std::vector<VariedParameter> parameters_;
  HistoryMatch match_;
  std::size_t waves_;
  std::size_t waves_before_ = 0;
  bool is_finished_ = false;  ///< the file holds all waves that were asked for
  std::vector<std::string> sources_;
  CalibrationRecord record_;
  std::vector<double> implausible_;  ///< of every point, by the finished waves
};

}  // namespace

std::vector<Target> targets_of(const files::Experiment& experiment) {
  std::vector<Target> targets;
  for (const files::ObservedTarget& observed : experiment.calibration->targets) {
    const auto kept =
        std::find_if(experiment.outcomes.begin(), experiment.outcomes.end(),
                     [&](const files::KeptOutcome& one) { return one.name == observed.outcome; });
    targets.push_back({observed.outcome,
                       static_cast<std::size_t>(kept - experiment.outcomes.begin()), observed.value,
                       observed.minimum, observed.maximum, observed.model_deviation});
  }
  return targets;
}

CalibrationEnd run_calibration(const files::Experiment& experiment,
                               const files::ParameterCatalogue& catalogue, const PointModel& model,
                               const CalibrationOptions& options) {
  if (!experiment.calibration) {
    throw UserError(experiment.name, "this experiment has no \"calibration\"");
  }
  files::check_not_read(options.output, experiment.files);
  return Calibration(experiment, catalogue, model, options).run();
}

}  // namespace buurt::experiment
