#include "experiment/sweep.hpp"

#include <fmt/format.h>

#include <utility>

#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "experiment/design/latin_hypercube.hpp"
#include "experiment/design/sobol_sequence.hpp"
#include "experiment/experiment_content.hpp"
#include "experiment/simulated_model.hpp"

namespace buurt::experiment {
namespace {

using engine::UserError;

/// Adds an array over outcome and parameter, and its interval when it has one.
void add_estimates(
    files::LabelledContent& content, const std::string& name, const std::string& long_name,
    const std::vector<OutcomeSensitivity>& sensitivity,
    const std::function<const std::vector<Estimate>&(const OutcomeSensitivity&)>& of) {
  std::vector<double> values;
  std::vector<double> low;
  std::vector<double> high;
  for (const OutcomeSensitivity& one : sensitivity) {
    for (const Estimate& estimate : of(one)) {
      values.push_back(estimate.value);
      low.push_back(estimate.low);
      high.push_back(estimate.high);
    }
  }
  const std::vector<std::string> dimensions = {"outcome", "parameter"};
  content.arrays.push_back({name, dimensions, std::move(values), long_name, "1"});
  content.arrays.push_back(
      {name + "_low", dimensions, std::move(low), long_name + ", lower end of 95 %", "1"});
  content.arrays.push_back(
      {name + "_high", dimensions, std::move(high), long_name + ", upper end of 95 %", "1"});
}

void add_sensitivity(files::LabelledContent& content, files::SweepDesign design,
                     const std::vector<OutcomeSensitivity>& sensitivity) {
  if (design == files::SweepDesign::saltelli) {
    add_estimates(content, "first_order", "Sobol index of first order", sensitivity,
                  [](const OutcomeSensitivity& one) -> const std::vector<Estimate>& {
                    return one.indices.first_order;
                  });
    add_estimates(content, "total", "total Sobol index", sensitivity,
                  [](const OutcomeSensitivity& one) -> const std::vector<Estimate>& {
                    return one.indices.total;
                  });
    return;
  }
  add_estimates(content, "rank_regression", "standardised rank regression coefficient", sensitivity,
                [](const OutcomeSensitivity& one) -> const std::vector<Estimate>& {
                  return one.regression.coefficients;
                });
  std::vector<double> explained;
  std::vector<double> pawn;
  std::vector<double> chance;
  for (const OutcomeSensitivity& one : sensitivity) {
    explained.push_back(one.regression.explained);
    pawn.insert(pawn.end(), one.pawn.index.begin(), one.pawn.index.end());
    chance.push_back(one.pawn.chance);
  }
  content.arrays.push_back({"rank_regression_explained",
                            {"outcome"},
                            std::move(explained),
                            "share of the variance of ranks that the regression explains",
                            "1"});
  content.arrays.push_back(
      {"pawn", {"outcome", "parameter"}, std::move(pawn), "PAWN sensitivity index", "1"});
  content.arrays.push_back({"pawn_chance",
                            {"outcome"},
                            std::move(chance),
                            "PAWN index that a parameter without influence stays below in 95 %",
                            "1"});
}

/// What a sweep that was cut off left, when there is something and it is to be used.
void take_up(const Keeper& keeper, const files::Experiment& experiment, const SweepOptions& options,
             const PointModel& model, const Points& values, Evaluations& evaluations) {
  if (!keeper.has_partial()) {
    if (!options.resume) return;
    throw UserError(keeper.output().string(), "no interrupted sweep left anything to resume (" +
                                                  keeper.partial().string() + " is not there)");
  }
  if (!options.resume) {
    if (options.overwrite == files::Overwrite::allow || keeper.runs_in_partial() == 0) return;
    throw UserError(
        keeper.output().string(),
        fmt::format("an interrupted sweep left '{}'; go on with --resume, or discard it "
                    "with --overwrite",
                    keeper.partial().string()));
  }
  const files::LabelledReader kept(keeper.partial(), files::sweep_kind());
  if (kept.text("experiment") != files::resolved_json(experiment).dump() ||
      kept.numbers("design") != values.values()) {
    throw UserError(keeper.partial().string(),
                    "was left by another experiment or other options; only the sweep that left it "
                    "can be resumed");
  }
  evaluations.restore(kept.numbers("value"), kept.whole_numbers("finished"));
  check_same_model(model, values, evaluations, keeper.partial());
}

}  // namespace

Points sweep_design(const files::Experiment& experiment) {
  const std::size_t dimensions = experiment.vary.size();
  const auto points = static_cast<std::size_t>(experiment.sweep->points);
  switch (experiment.sweep->design) {
    case files::SweepDesign::latin_hypercube:
      return latin_hypercube(points, dimensions, experiment.seed);
    case files::SweepDesign::sobol: return sobol_sequence(points, dimensions, experiment.seed);
    case files::SweepDesign::saltelli: return saltelli_design(points, dimensions, experiment.seed);
  }
  return {};
}

std::vector<OutcomeSensitivity> sensitivity_of(const files::Experiment& experiment,
                                               const Points& design, const Evaluations& evaluations,
                                               int threads) {
  std::vector<OutcomeSensitivity> sensitivity(evaluations.outcomes());
  engine::with_threads(threads, [&] {
    engine::for_blocks(
        evaluations.outcomes(),
        [&](std::size_t outcome, std::size_t, std::size_t) {
          const std::vector<double> means = evaluations.means(outcome);
          OutcomeSensitivity& one = sensitivity[outcome];
          if (experiment.sweep->design == files::SweepDesign::saltelli) {
            one.indices = sobol_indices(means, design.dimensions(), experiment.seed);
          } else {
            one.regression = rank_regression(design, means, experiment.seed);
            one.pawn = pawn(design, means, experiment.seed);
          }
        },
        1);
  });
  return sensitivity;
}

SweepEnd run_sweep(const files::Experiment& experiment, const files::ParameterCatalogue& catalogue,
                   const PointModel& model, const SweepOptions& options) {
  if (!experiment.sweep) {
    throw UserError(experiment.name, "this experiment has no \"sweep\"");
  }
  files::check_not_read(options.output, experiment.files);
  Keeper keeper(options.output, files::sweep_kind(), options.overwrite);
  const Points design = sweep_design(experiment);
  const Points values = values_at(varied_parameters(experiment, catalogue), design);
  Evaluations evaluations(design.count(), experiment.outcomes.size(),
                          static_cast<std::size_t>(experiment.replicates));
  take_up(keeper, experiment, options, model, values, evaluations);

  const auto content = [&](bool complete) {
    files::LabelledContent all = experiment_content(experiment, catalogue, options.command_line);
    all.numbers.emplace_back("complete", complete ? 1.0 : 0.0);
    add_evaluations(all, values, evaluations);
    return all;
  };
  SweepEnd end;
  end.points = design.count();
  end.runs_resumed = evaluations.finished();
  EvaluationOptions how;
  how.threads = options.threads;
  how.interrupted = options.interrupted;
  how.progress = options.progress;
  how.keep = [&] {
    if (keeper.due()) keeper.keep(content(false));
  };
  // Before hours are spent: whether the file can be written at all.
  keeper.keep(content(false));
  try {
    end.interrupted = !evaluate(model, values, evaluations, how);
  } catch (...) {
    keeper.keep(content(false));
    throw;
  }
  end.runs_finished = evaluations.finished();
  if (end.interrupted) {
    keeper.keep(content(false));
    end.results = keeper.partial();
    end.note = fmt::format("interrupted; {} of {} runs are kept in '{}' (go on with --resume)",
                           end.runs_finished, design.count() * evaluations.replicates(),
                           keeper.partial().string());
    return end;
  }
  end.sensitivity = sensitivity_of(experiment, design, evaluations, options.threads);
  files::LabelledContent all = content(true);
  add_sensitivity(all, experiment.sweep->design, end.sensitivity);
  keeper.finish(all);
  end.results = keeper.output();
  return end;
}

}  // namespace buurt::experiment
