#include "files/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "care/outcomes.hpp"
#include "files/data_root.hpp"
#include "files/fault_list.hpp"
#include "files/json_file.hpp"
#include "files/nearest_name.hpp"
#include "files/readable_name.hpp"

namespace buurt::files {
namespace {

using nlohmann::json;

template <class Declarations>
std::vector<std::string> names_of(const Declarations& declarations) {
  std::vector<std::string> names;
  for (const auto& declaration : declarations) names.emplace_back(declaration.name);
  return names;
}

bool is_one_of(const std::string& name, const std::vector<std::string>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void check_name(const json& document, FaultList& faults) {
  if (!document.contains("name") || faults.touches("name")) return;
  const auto& name = document["name"].get_ref<const std::string&>();
  if (!is_readable_name(name) || name.find_first_of("/\\") != std::string::npos ||
      name.front() == '.') {
    faults.add(
        "name",
        fmt::format("found {}; a name that can be part of a file name is allowed, without slashes",
                    shown(document["name"])));
  }
}

/// `set` as the settings that a scenario takes, with the path in the file of each.
std::vector<std::pair<std::string, std::string>> settings_of(const json& document) {
  std::vector<std::pair<std::string, std::string>> settings;
  if (!document.contains("set") || !document["set"].is_object()) return settings;
  for (const auto& [path, value] : document["set"].items()) {
    settings.emplace_back(
        fmt::format("{}={}", path, value.is_string() ? value.get<std::string>() : value.dump()),
        path_of_key("set", path));
  }
  return settings;
}

std::vector<Variation> variations_of(const json& document, const ParameterCatalogue& catalogue,
                                     const std::vector<std::string>& settings_of_call,
                                     FaultList& faults) {
  const std::string varies = "this parameter varies, so it cannot be set";
  std::vector<Variation> vary;
  for (const auto& [name, range] : document["vary"].items()) {
    const std::string path = path_of_key("vary", name);
    const ParameterEntry* entry = catalogue.find(name);
    if (entry == nullptr) {
      faults.add(path,
                 "no parameter of that name is known; " + suggestion(name, catalogue.names()));
      continue;
    }
    if (faults.touches(path)) continue;
    for (const std::string& set : {name, "parameters." + name}) {
      if (document.contains("set") && document["set"].is_object() &&
          document["set"].contains(set)) {
        faults.add(path_of_key("set", set), varies);
      }
      for (const std::string& setting : settings_of_call) {
        if (setting.substr(0, setting.find('=')) != set) continue;
        const std::string origin = "--set " + setting;
        faults.name_origin(origin, origin);
        faults.add(origin, varies);
      }
    }
    Variation one{name, range.value("minimum", entry->minimum),
                  range.value("maximum", entry->maximum),
                  range.value("scale", std::string("linear")) == "logarithmic"};
    for (const char* end : {"minimum", "maximum"}) {
      if (!range.contains(end)) continue;
      const double number = range[end].get<double>();
      if (number < entry->minimum || number > entry->maximum) {
        faults.add(path_of_key(path, end), fmt::format("found {}; {} is allowed", shown(range[end]),
                                                       range_in_words(*entry)));
      }
    }
    if (!(one.minimum < one.maximum)) {
      faults.add(path, fmt::format("the range is {} to {}; a minimum below the maximum is allowed",
                                   written(one.minimum), written(one.maximum)));
    } else if (one.logarithmic && one.minimum <= 0.0) {
      faults.add(path_of_key(path, "scale"),
                 fmt::format("a logarithmic scale needs a minimum above 0; it is {}",
                             written(one.minimum)));
    }
    vary.push_back(std::move(one));
  }
  return vary;
}

void check_window(const KeptOutcome& kept, const Scenario& scenario, const std::string& path,
                  FaultList& faults) {
  if (kept.to_week > scenario.weeks || kept.from_week > kept.to_week) {
    faults.add(path, fmt::format("the window is week {} to week {}; weeks 0 to {} in rising order "
                                 "are allowed, as the scenario has them",
                                 kept.from_week, kept.to_week, scenario.weeks));
    return;
  }
  const int every = scenario.output.every_weeks;
  const int first = (kept.from_week + every - 1) / every * every;
  if (first > kept.to_week) {
    faults.add(path, fmt::format("no week from {} to {} is recorded; every {} weeks one is",
                                 kept.from_week, kept.to_week, every));
  } else if (kept.statistic == Statistic::difference && first + every > kept.to_week) {
    faults.add(path, "a difference needs a window with at least two recorded weeks");
  }
}

std::vector<KeptOutcome> outcomes_of(const json& document, const Scenario* scenario,
                                     FaultList& faults) {
  static const std::vector<std::string> outcomes = names_of(care::outcome_declarations());
  static const std::vector<std::string> groups = names_of(care::group_declarations());
  std::vector<KeptOutcome> kept;
  for (const auto& member : document["outcomes"].items()) {
    const std::string& name = member.key();
    const json& wanted = member.value();
    const std::string path = path_of_key("outcomes", name);
    if (faults.touches(path)) continue;
    if (!is_readable_name(name)) {
      faults.add(path, fmt::format("{} is allowed", readable_name_in_words));
    }
    KeptOutcome one;
    one.name = name;
    one.outcome = wanted.value("outcome", name);
    one.group = wanted.value("group", one.group);
    one.of = wanted.value("of", std::string());
    const std::string statistic = wanted.value("statistic", std::string("mean"));
    for (const Statistic known :
         {Statistic::mean, Statistic::last, Statistic::difference, Statistic::share}) {
      if (name_of(known) == statistic) one.statistic = known;
    }
    const auto check_known = [&](const std::string& found, const char* key, const char* kind,
                                 const std::vector<std::string>& known) {
      if (is_one_of(found, known)) return;
      faults.add(
          wanted.contains(key) ? path_of_key(path, key) : path,
          fmt::format("no {} is called {}; {}", kind, in_quotes(found), suggestion(found, known)));
    };
    check_known(one.outcome, "outcome", "outcome", outcomes);
    check_known(one.group, "group", "group", groups);
    if (one.statistic == Statistic::share) {
      if (one.of.empty()) {
        faults.add(path, "a share needs \"of\", the outcome that it is a share of");
      } else {
        check_known(one.of, "of", "outcome", outcomes);
      }
    } else if (wanted.contains("of")) {
      faults.add(path_of_key(path, "of"), "only the statistic \"share\" has it");
    }
    if (scenario != nullptr) {
      one.from_week = wanted.value("from_week", 0);
      one.to_week = wanted.value("to_week", scenario->weeks);
      check_window(one, *scenario, path, faults);
    }
    kept.push_back(std::move(one));
  }
  return kept;
}

std::optional<ObservedTarget> target_of(const std::string& name, const json& given,
                                        const std::string& path, FaultList& faults) {
  const bool by_value = given.contains("value") && given.contains("tolerance");
  const bool by_range = given.contains("minimum") && given.contains("maximum");
  const bool mixed = (by_value && (given.contains("minimum") || given.contains("maximum"))) ||
                     (by_range && (given.contains("value") || given.contains("tolerance")));
  if (by_value == by_range || mixed) {
    faults.add(path,
               "either \"value\" and \"tolerance\" or \"minimum\" and \"maximum\" are needed");
    return std::nullopt;
  }
  ObservedTarget target;
  target.outcome = name;
  if (by_value) {
    target.value = given["value"].get<double>();
    target.minimum = target.value - given["tolerance"].get<double>();
    target.maximum = target.value + given["tolerance"].get<double>();
  } else {
    target.minimum = given["minimum"].get<double>();
    target.maximum = given["maximum"].get<double>();
    target.value = 0.5 * (target.minimum + target.maximum);
  }
  if (!(target.minimum < target.maximum)) {
    faults.add(path, fmt::format("the interval is {} to {}; a minimum below the maximum is allowed",
                                 written(target.minimum), written(target.maximum)));
  }
  target.model_deviation = given.value("model_deviation", 0.0);
  target.source = given["source"].get<std::string>();
  return target;
}

std::optional<CalibrationPlan> calibration_of(const json& document, FaultList& faults) {
  if (!document.contains("calibration") || faults.touches("calibration")) return std::nullopt;
  const json& given = document["calibration"];
  CalibrationPlan plan;
  plan.waves = given.value("waves", plan.waves);
  plan.points_per_wave = given.value("points_per_wave", plan.points_per_wave);
  plan.cutoff = given.value("cutoff", plan.cutoff);
  plan.second_worst_decides = given.value("judged_by", std::string("worst")) == "second_worst";
  std::vector<std::string> names;
  for (const auto& [name, kept] : document["outcomes"].items()) names.push_back(name);
  for (const auto& [name, target] : given["targets"].items()) {
    const std::string path = path_of_key("calibration.targets", name);
    if (!is_one_of(name, names)) {
      faults.add(path, "outcomes has nothing of that name; " + suggestion(name, names));
      continue;
    }
    if (auto fine = target_of(name, target, path, faults)) plan.targets.push_back(std::move(*fine));
  }
  return plan;
}

std::optional<SweepPlan> sweep_of(const json& document, const FaultList& faults) {
  if (!document.contains("sweep") || faults.touches("sweep")) return std::nullopt;
  SweepPlan plan;
  plan.points = document["sweep"]["points"];
  for (const SweepDesign known :
       {SweepDesign::latin_hypercube, SweepDesign::sobol, SweepDesign::saltelli}) {
    if (name_of(known) == document["sweep"]["design"]) plan.design = known;
  }
  return plan;
}

}  // namespace

ExperimentReader::ExperimentReader(const std::filesystem::path& root)
    : scenarios_(root), schema_(schema_file(root, "experiment")) {}

Scenario ExperimentReader::scenario_of(const json& document, const ExperimentOptions& options,
                                       const std::filesystem::path& beside,
                                       FaultList& faults) const {
  ScenarioOptions changes;
  const auto settings = settings_of(document);
  for (const auto& [setting, path] : settings) changes.set.push_back(setting);
  changes.set.insert(changes.set.end(), options.set.begin(), options.set.end());
  const std::string name = document["scenario"];
  std::error_code ignored;
  const bool lies_beside =
      is_path(name) && std::filesystem::is_regular_file(beside / name, ignored);
  try {
    return scenarios_.read(lies_beside ? (beside / name).string() : name, changes);
  } catch (const engine::UserError& wrong) {
    for (const engine::Fault& fault : wrong.faults()) {
      const auto own = std::find_if(settings.begin(), settings.end(), [&](const auto& setting) {
        return fault.where == "--set " + setting.first;
      });
      if (own != settings.end()) {
        faults.add(own->second, fault.what);
      } else if (fault.where.starts_with("--set ")) {
        faults.name_origin(fault.where, fault.where);
        faults.add(fault.where, fault.what);
      } else {
        faults.add("scenario", fault.where + ": " + fault.what);
      }
    }
  }
  return {};
}

Experiment ExperimentReader::read(const std::string& path_or_name,
                                  const ExperimentOptions& options) const {
  const std::filesystem::path file = experiment_file(path_or_name, scenarios_.root());
  const json document = read_json_file(file);
  FaultList faults(file.string());
  schema_.check(document, faults);
  Experiment experiment;
  if (document.is_object()) {
    check_name(document, faults);
    const auto fine = [&](const char* key) {
      return document.contains(key) && document[key].is_object();
    };
    bool scenario_known = false;
    if (document.contains("scenario") && !faults.touches("scenario") && !faults.touches("set")) {
      const std::size_t before = faults.size();
      experiment.scenario = scenario_of(document, options, file.parent_path(), faults);
      scenario_known = faults.size() == before;
    }
    if (fine("vary")) {
      experiment.vary = variations_of(document, scenarios_.parameters(), options.set, faults);
    }
    if (fine("outcomes")) {
      experiment.outcomes =
          outcomes_of(document, scenario_known ? &experiment.scenario : nullptr, faults);
      experiment.calibration = calibration_of(document, faults);
    }
    experiment.sweep = sweep_of(document, faults);
  }
  faults.throw_if_any();

  experiment.name = document["name"];
  experiment.description = document.value("description", std::string());
  experiment.files = experiment.scenario.files;
  experiment.files.push_back(file);
  experiment.seed = options.seed.value_or(document.value("seed", experiment.seed));
  experiment.replicates = options.replicates.value_or(document.value("replicates", 1));
  if (experiment.sweep && options.points) experiment.sweep->points = *options.points;
  if (experiment.calibration) {
    if (options.points) experiment.calibration->points_per_wave = *options.points;
    if (options.waves) experiment.calibration->waves = *options.waves;
  }
  // Nobody looks at what comes after the last window.
  int last = 1;
  for (const KeptOutcome& kept : experiment.outcomes) last = std::max(last, kept.to_week);
  experiment.scenario.weeks = last;
  experiment.scenario.replicates = experiment.replicates;
  return experiment;
}

json resolved_json(const Experiment& experiment) {
  json document = {{"name", experiment.name},
                   {"description", experiment.description},
                   {"scenario", resolved_json(experiment.scenario)},
                   {"seed", experiment.seed},
                   {"replicates", experiment.replicates},
                   {"vary", json::object()},
                   {"outcomes", json::object()}};
  for (const Variation& one : experiment.vary) {
    document["vary"][one.parameter] = {{"minimum", one.minimum},
                                       {"maximum", one.maximum},
                                       {"scale", one.logarithmic ? "logarithmic" : "linear"}};
  }
  for (const KeptOutcome& kept : experiment.outcomes) {
    document["outcomes"][kept.name] = {{"outcome", kept.outcome},
                                       {"group", kept.group},
                                       {"statistic", name_of(kept.statistic)},
                                       {"from_week", kept.from_week},
                                       {"to_week", kept.to_week}};
    if (!kept.of.empty()) document["outcomes"][kept.name]["of"] = kept.of;
  }
  if (experiment.sweep) {
    document["sweep"] = {{"design", name_of(experiment.sweep->design)},
                         {"points", experiment.sweep->points}};
  }
  if (experiment.calibration) {
    const CalibrationPlan& plan = *experiment.calibration;
    json targets = json::object();
    for (const ObservedTarget& target : plan.targets) {
      targets[target.outcome] = {{"minimum", target.minimum},
                                 {"maximum", target.maximum},
                                 {"model_deviation", target.model_deviation},
                                 {"source", target.source}};
    }
    document["calibration"] = {{"waves", plan.waves},
                               {"points_per_wave", plan.points_per_wave},
                               {"cutoff", plan.cutoff},
                               {"judged_by", plan.second_worst_decides ? "second_worst" : "worst"},
                               {"targets", std::move(targets)}};
  }
  return document;
}

std::string name_of(Statistic statistic) {
  switch (statistic) {
    case Statistic::mean: return "mean";
    case Statistic::last: return "last";
    case Statistic::difference: return "difference";
    case Statistic::share: return "share";
  }
  return {};
}

std::string name_of(SweepDesign design) {
  switch (design) {
    case SweepDesign::latin_hypercube: return "latin_hypercube";
    case SweepDesign::sobol: return "sobol";
    case SweepDesign::saltelli: return "saltelli";
  }
  return {};
}

}  // namespace buurt::files
