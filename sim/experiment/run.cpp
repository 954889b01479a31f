#include "experiment/run.hpp"

#include <memory>

#include <fmt/format.h>

#include "care/outcomes.hpp"
#include "engine/ensemble.hpp"
#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "experiment/build_information.hpp"
#include "experiment/ledger_table.hpp"
#include "experiment/progress_sum.hpp"
#include "experiment/results_header.hpp"
#include "experiment/told_stories.hpp"
#include "files/json_file.hpp"
#include "files/municipality_reader.hpp"
#include "files/results_writer.hpp"
#include "files/snapshot_file.hpp"

namespace buurt::experiment {
namespace {

using engine::UserError;

/// RESULTS.week0052.snapshot.h5, with the replicate before it when there are several.
std::filesystem::path snapshot_path(const std::filesystem::path& results, int replicates,
                                    int replicate, int week) {
  const std::string which = replicates > 1 ? fmt::format(".replicate{:03}", replicate) : "";
  return files::beside(results, fmt::format("{}.week{:04}.snapshot.h5", which, week));
}

bool is_set(const std::atomic<bool>* flag) { return flag != nullptr && flag->load(); }

/// What a finished replicate hands over.
struct Finished {
  Record record;
  std::vector<engine::PhaseTime> profile;
  files::Traces traces;  ///< of the first replicate
};

files::SnapshotFile snapshot_to_resume(const files::Scenario& scenario,
                                       const files::ParameterCatalogue& catalogue,
                                       const ModelInput& input, const std::filesystem::path& path) {
  files::SnapshotFile snapshot = files::read_snapshot(path);
  const std::string where = path.string();
  if (snapshot.header.scenario_json != files::resolved_json(scenario).dump() ||
      snapshot.header.parameters_json != parameters_json(scenario, catalogue)) {
    throw UserError(where,
                    "was taken in a run of another scenario or other parameters; only the run that "
                    "it was taken from can be resumed");
  }
  if (municipality_content(snapshot.state) != input.municipality_content) {
    throw UserError(where,
                    fmt::format("was taken when {} held other figures; only the run that it was "
                                "taken from can be resumed",
                                scenario.municipality_file.string()));
  }
  return snapshot;
}

}  // namespace

void set_parameters(ModelInput& input, const std::map<std::string, double>& values) {
  care::for_each_parameter(input.parameters, [&](const std::string& name, double& value) {
    if (const auto found = values.find(name); found != values.end()) value = found->second;
  });
}

ModelInput model_input(const files::Scenario& scenario,
                       const files::ParameterCatalogue& catalogue) {
  ModelInput input;
  input.municipality = files::read_municipality(scenario.municipality_file);
  input.municipality_content =
      engine::name_hash(files::read_json_file(scenario.municipality_file).dump().c_str());
  input.start = scenario.start;
  const auto values = files::resolved_parameters(scenario, catalogue);
  care::for_each_parameter(input.parameters, [&](const std::string& name, double& value) {
    const auto found = values.find(name);
    if (found == values.end()) {
      throw UserError("scenarios/parameters.json", "the parameter '" + name + "' is missing");
    }
    value = found->second;
  });
  input.seed = scenario.seed;
  input.burn_in_weeks = scenario.burn_in_weeks;
  input.weeks = scenario.weeks;
  input.every_weeks = scenario.output.every_weeks;
  input.budget = scenario.budget;
  input.traces = scenario.output.traces;
  input.programmes = scenario.programmes;
  input.payers = scenario.payers;
  input.shocks = scenario.shocks;
  return input;
}

RunEnd run_scenario(const files::Scenario& scenario, const files::ParameterCatalogue& catalogue,
                    const RunOptions& options) {
  ModelInput input = model_input(scenario, catalogue);
  input.audit = options.audit;
  files::check_not_read(options.output, scenario.files);
  if (options.resume) files::check_not_read(options.output, {*options.resume});
  files::check_target(options.output, options.overwrite);
  std::optional<files::SnapshotFile> resumed;
  if (options.resume) resumed = snapshot_to_resume(scenario, catalogue, input, *options.resume);

  const auto begin = [&](int replicate) {
    // A snapshot holds one replicate; the others are lived from their beginning.
    return resumed && resumed->header.replicate == replicate
               ? std::make_unique<Simulation>(input, replicate, resumed->state)
               : std::make_unique<Simulation>(input, replicate);
  };
  // The first is begun before there is a file, which bears the names of its neighbourhoods.
  std::unique_ptr<Simulation> first =
      engine::with_threads(options.threads, [&] { return begin(0); });
  const std::size_t recorded = input.recorded_weeks().size();
  files::ResultsHeader header =
      results_header(scenario, catalogue, input, options.command_line, first->world());
  const std::vector<files::LedgerRow> ledger = header.ledger;
  files::ResultsWriter writer(options.output, std::move(header), options.overwrite);
  writer.when_left(options.left_behind);

  RunEnd end;
  const double weeks_a_replicate = input.burn_in_weeks + input.weeks;
  ProgressSum progress(options.progress, weeks_a_replicate * scenario.replicates);
  const auto job = [&](std::size_t number) {
    const auto replicate = static_cast<int>(number);
    const std::unique_ptr<Simulation> simulation =
        replicate == 0 ? std::move(first) : begin(replicate);
    while (!simulation->done()) {
      if (is_set(options.interrupted)) throw engine::Interrupted{};
      simulation->live();
      progress.add(1.0);
      const int week = simulation->week();
      if (options.snapshot_every > 0 && week > 0 && week % options.snapshot_every == 0) {
        files::write_snapshot(
            snapshot_path(options.output, scenario.replicates, replicate, week),
            simulation->snapshot(),
            {files::resolved_json(scenario).dump(), parameters_json(scenario, catalogue),
             std::string(version()), scenario.seed, replicate, week});
      }
    }
    Finished finished{{}, simulation->profile(), {}};
    add_stories(finished.traces, *simulation, "baseline");
    finished.record = simulation->take_record();
    return finished;
  };
  std::vector<double> sums(care::outcome_declarations().size(), 0.0);
  const auto consume = [&](std::size_t number, Finished finished) {
    const Record& record = finished.record;
    writer.write_replicate(0, static_cast<int>(number), record.values, record.neighbourhood_values,
                           record.state_hash, record.burn_in_text, ledger_values(record, ledger));
    ++end.replicates_finished;
    if (end.complaints.empty()) end.complaints = record.complaints;
    if (number == 0) {
      end.final_hash = record.state_hash.back();
      if (input.traces > 0) writer.keep_traces(std::move(finished.traces));
    }
    add_profile(end.profile, finished.profile);
    for (std::size_t outcome = 0; outcome < sums.size(); ++outcome) {
      sums[outcome] += record.values[(outcome * recorded + recorded - 1) * care::group_count];
    }
  };
  const engine::EnsembleEnd done =
      engine::run_ensemble(static_cast<std::size_t>(scenario.replicates),
                           {options.threads, options.interrupted}, job, consume);
  for (std::size_t outcome = 0; outcome < sums.size(); ++outcome) {
    end.last_values.emplace_back(care::outcome_declarations()[outcome].name,
                                 sums[outcome] / std::max(end.replicates_finished, 1));
  }
  end.interrupted = done.interrupted;
  files::FinishedResults finished;
  if (end.interrupted) {
    finished = writer.finish_interrupted();
  } else {
    std::vector<files::PhaseTime> times;
    for (const engine::PhaseTime& time : end.profile) times.push_back({time.phase, time.seconds});
    finished = writer.finish(times);
  }
  end.results = finished.path;
  end.note = finished.note;
  return end;
}

}  // namespace buurt::experiment
