#include "cli/catalogue_of_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include "care/outcomes.hpp"
#include "engine/error.hpp"
#include "examples/catalogue.hpp"
#include "files/comparison.hpp"
#include "files/data_root.hpp"
#include "files/experiment.hpp"
#include "files/fault_list.hpp"
#include "files/municipality_reader.hpp"
#include "files/nearest_name.hpp"
#include "files/parameter_catalogue.hpp"
#include "files/programmes.hpp"
#include "files/scenario.hpp"

namespace buurt::cli {
namespace {

std::vector<NamedThing> municipalities() {
  std::vector<NamedThing> things;
  const std::filesystem::path root = files::data_root();
  for (const std::string& name : files::municipality_names(root)) {
    const std::filesystem::path file = files::municipality_file(name, root);
    const care::Municipality municipality = files::read_municipality(file);
    std::string areas;
    for (const care::Area& area : municipality.areas)
      areas += (areas.empty() ? "" : ", ") + area.name;
    things.push_back({name,
                      municipality.title,
                      {{"title", municipality.title},
                       {"inhabitants", municipality.population},
                       {"area_km2", municipality.area_km2},
                       {"areas", areas},
                       {"margins", municipality.margins.size()},
                       {"file", file.string()}}});
  }
  return things;
}

std::vector<NamedThing> scenarios() {
  std::vector<NamedThing> things;
  const files::ScenarioReader reader(files::data_root());
  for (const std::string& name : files::scenario_names(reader.root())) {
    const files::Scenario scenario = reader.read(name);
    things.push_back({name,
                      fmt::format("{}, {} weeks from {} after {} of burn-in", scenario.municipality,
                                  scenario.weeks, scenario.start, scenario.burn_in_weeks),
                      {{"municipality", scenario.municipality},
                       {"start", scenario.start},
                       {"weeks", scenario.weeks},
                       {"burn_in_weeks", scenario.burn_in_weeks},
                       {"seed", scenario.seed},
                       {"replicates", scenario.replicates},
                       {"file", files::scenario_file(name, reader.root()).string()}}});
  }
  return things;
}

std::vector<NamedThing> experiments() {
  std::vector<NamedThing> things;
  const files::ExperimentReader reader(files::data_root());
  const std::filesystem::path& root = reader.scenarios().root();
  for (const std::string& name : files::experiment_names(root)) {
    const files::Experiment experiment = reader.read(name);
    NamedThing thing{name, experiment.description, {{"description", experiment.description}}};
    std::string varied;
    for (const files::Variation& one : experiment.vary)
      varied += (varied.empty() ? "" : ", ") + one.parameter;
    std::string kept;
    for (const files::KeptOutcome& one : experiment.outcomes)
      kept += (kept.empty() ? "" : ", ") + one.name;
    thing.details.emplace_back("scenario", experiment.scenario.name);
    thing.details.emplace_back("varies", varied);
    thing.details.emplace_back("keeps", kept);
    thing.details.emplace_back("replicates", experiment.replicates);
    if (experiment.sweep) {
      thing.details.emplace_back("design", files::name_of(experiment.sweep->design));
      thing.details.emplace_back("points", experiment.sweep->points);
    }
    if (experiment.calibration) {
      thing.details.emplace_back("waves", experiment.calibration->waves);
      thing.details.emplace_back("points_per_wave", experiment.calibration->points_per_wave);
    }
    thing.details.emplace_back("file", files::experiment_file(name, root).string());
    things.push_back(std::move(thing));
  }
  return things;
}

/// "1 full-time equivalents; full-time equivalents of all persons together".
std::string field_in_words(const nlohmann::ordered_json& value, const nlohmann::json& field) {
  const std::string unit = field.value("unit", std::string());
  return fmt::format("{}{}: {}", value.is_string() ? value.get<std::string>() : files::shown(value),
                     unit.empty() ? "" : " " + unit, field.value("description", std::string()));
}

/// Named programmes of one folder: presets, or projects that were.
std::vector<NamedThing> programmes_in(const char* folder) {
  std::vector<NamedThing> things;
  const std::filesystem::path root = files::data_root();
  const files::ProgrammeReader reader(root);
  for (const std::string& name : files::json_stems(root / folder)) {
    const files::NamedProgramme named = reader.named(files::programme_file(name, root));
    NamedThing thing{name, named.what, {{"title", named.title}, {"what", named.what}}};
    if (!named.code.empty()) thing.details.emplace_back("code", named.code);
    for (const auto& [key, value] : named.project.items()) {
      if (!value.is_array()) {
        thing.details.emplace_back(key, value);
        continue;
      }
      for (const auto& one : value) {
        nlohmann::ordered_json rest = one;
        rest.erase("type");
        thing.details.emplace_back(key + "." + one.value("type", std::string()), rest.dump());
      }
    }
    for (const files::Programme& programme : named.programmes) {
      const std::string prefix = named.programmes.size() > 1 ? programme.plan.name + "." : "";
      for (const auto& [key, value] : programme.resolved.items()) {
        if (key != "parts" && key != "name") thing.details.emplace_back(prefix + key, value);
      }
      std::map<std::string, int> seen;
      for (const auto& part : programme.resolved["parts"]) {
        const std::string kind = part["kind"];
        const nlohmann::json& fields = reader.fields_of(kind);
        // A second part of a kind is "activity 2".
        const int number = ++seen[kind];
        const std::string called = number == 1 ? kind : kind + " " + std::to_string(number);
        for (const auto& [key, value] : part.items()) {
          if (key == "kind") continue;
          thing.details.emplace_back(prefix + called + "." + key,
                                     field_in_words(value, fields.at(key)));
        }
      }
    }
    if (!named.source.empty()) thing.details.emplace_back("source", named.source);
    thing.details.emplace_back("file", named.file.string());
    things.push_back(std::move(thing));
  }
  return things;
}

std::vector<NamedThing> programmes() { return programmes_in("programmes"); }
std::vector<NamedThing> projects() { return programmes_in("projects"); }

/// The interventions of one folder.
std::vector<NamedThing> interventions(std::string_view folder) {
  std::vector<NamedThing> things;
  const std::filesystem::path root = files::data_root();
  const files::InterventionReader reader(root);
  for (const std::string& name : files::intervention_names(root, folder)) {
    const std::filesystem::path file = root / folder / (name + ".json");
    const files::Intervention read = reader.read(file.string());
    things.push_back({name,
                      read.what.empty() ? read.title : read.what,
                      {{"title", read.title},
                       {"what", read.what},
                       {"source", read.source},
                       {"adds", read.fragment.dump()},
                       {"file", file.string()}}});
  }
  return things;
}

std::vector<NamedThing> shocks() { return interventions("shocks"); }
std::vector<NamedThing> changes() { return interventions("changes"); }

std::vector<NamedThing> questions() {
  std::vector<NamedThing> things;
  const files::ComparisonReader reader(files::data_root());
  const std::filesystem::path& root = reader.scenarios().root();
  for (const std::string& name : files::question_names(root)) {
    const files::Question question = reader.question(name);
    std::string arms;
    for (const auto& arm : question.arms) arms += (arms.empty() ? "" : ", ") + arm.name;
    std::string outcomes;
    for (const auto& outcome : question.main_outcomes) {
      outcomes += (outcomes.empty() ? "" : ", ") + outcome;
    }
    NamedThing thing{name, question.question, {{"question", question.question}}};
    thing.details.emplace_back("scenario", question.scenario);
    thing.details.emplace_back("arms", arms);
    thing.details.emplace_back("main_outcomes", outcomes);
    if (question.replicates) thing.details.emplace_back("replicates", *question.replicates);
    if (question.weeks) thing.details.emplace_back("weeks", *question.weeks);
    thing.details.emplace_back("file", files::question_file(name, root)->string());
    things.push_back(std::move(thing));
  }
  return things;
}

std::vector<NamedThing> parameters() {
  std::vector<NamedThing> things;
  const auto catalogue = files::load_parameter_catalogue(files::parameter_file(files::data_root()));
  for (const files::ParameterEntry& entry : catalogue.entries()) {
    things.push_back({entry.name,
                      fmt::format("{} {} ({}): {}", files::written(entry.default_value), entry.unit,
                                  entry.grade, entry.description),
                      {{"description", entry.description},
                       {"default", entry.default_value},
                       {"unit", entry.unit},
                       {"minimum", entry.minimum},
                       {"maximum", entry.maximum},
                       {"grade", entry.grade},
                       {"source", entry.source}}});
  }
  return things;
}

std::vector<NamedThing> outcomes() {
  std::vector<NamedThing> things;
  for (const care::OutcomeDeclaration& outcome : care::outcome_declarations()) {
    things.push_back({std::string(outcome.name),
                      fmt::format("{} [{}]", outcome.long_name, outcome.units),
                      {{"long_name", std::string(outcome.long_name)},
                       {"units", std::string(outcome.units)},
                       {"definition", std::string(outcome.definition)},
                       {"better", std::string(outcome.better)}}});
  }
  return things;
}

std::vector<NamedThing> groups() {
  std::vector<NamedThing> things;
  for (const care::GroupDeclaration& group : care::group_declarations()) {
    things.push_back({std::string(group.name),
                      std::string(group.definition),
                      {{"definition", std::string(group.definition)}}});
  }
  return things;
}

std::vector<NamedThing> examples() {
  std::vector<NamedThing> things;
  for (const auto& example : buurt::examples::catalogue()) {
    things.push_back({std::string(example.name),
                      std::string(example.description),
                      {{"description", std::string(example.description)}}});
  }
  return things;
}

struct Kind {
  const char* name;
  const char* one;
  std::vector<NamedThing> (*things)();
};

constexpr std::array all_kinds{Kind{"municipalities", "municipality", municipalities},
                               Kind{"scenarios", "scenario", scenarios},
                               Kind{"experiments", "experiment", experiments},
                               Kind{"programmes", "programme", programmes},
                               Kind{"shocks", "shock", shocks},
                               Kind{"projects", "project", projects},
                               Kind{"changes", "change", changes},
                               Kind{"questions", "question", questions},
                               Kind{"parameters", "parameter", parameters},
                               Kind{"outcomes", "outcome", outcomes},
                               Kind{"groups", "group", groups},
                               Kind{"examples", "example", examples}};

const Kind& kind_named(std::string_view name) {
  const auto at = std::find_if(all_kinds.begin(), all_kinds.end(),
                               [&](const Kind& kind) { return kind.name == name; });
  if (at != all_kinds.end()) return *at;
  const auto nearest = files::nearest_name(name, kinds());
  throw engine::UserError(
      "list",
      fmt::format("found {}; {} is allowed{}", files::in_quotes(name), files::listed(kinds(), "or"),
                  nearest ? fmt::format("; did you mean {}?", files::in_quotes(*nearest)) : ""));
}

}  // namespace

std::vector<std::string> kinds() {
  std::vector<std::string> names;
  for (const Kind& kind : all_kinds) names.emplace_back(kind.name);
  return names;
}

std::vector<NamedThing> things_of(std::string_view kind) { return kind_named(kind).things(); }

std::string one_of(std::string_view kind) { return kind_named(kind).one; }

}  // namespace buurt::cli
