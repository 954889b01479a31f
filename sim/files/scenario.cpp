#include "files/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "files/data_root.hpp"
#include "files/fault_list.hpp"
#include "files/json_file.hpp"
#include "files/municipality_reader.hpp"
#include "files/nearest_name.hpp"
#include "files/payers.hpp"
#include "files/preset_payers.hpp"
#include "files/programmes.hpp"
#include "files/readable_name.hpp"
#include "files/scenario_settings.hpp"
#include "files/shocks.hpp"

namespace buurt::files {
namespace {

using nlohmann::json;

constexpr int longest_run = 5200;
constexpr int first_year = 1900;
constexpr int last_year = 2200;

/// Whether a text is an ISO date (YYYY-MM-DD) of the calendar, in the years that are allowed.
bool is_date(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(from, count)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (year < first_year || year > last_year || month < 1 || day < 1) return false;
  return std::chrono::year_month_day(std::chrono::year(year),
                                     std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

void check_parameters(const json& parameters, const ParameterCatalogue& catalogue,
                      bool allow_out_of_range, FaultList& faults) {
  for (const auto& [name, value] : parameters.items()) {
    const std::string path = path_of_key("parameters", name);
    const ParameterEntry* entry = catalogue.find(name);
    if (entry == nullptr) {
      faults.add(path,
                 "no parameter of that name is known; " + suggestion(name, catalogue.names()));
      continue;
    }
    if (!value.is_number() || allow_out_of_range) continue;
    const double number = value.get<double>();
    if (number < entry->minimum || number > entry->maximum) {
      faults.add(path, fmt::format("found {}; {} is allowed (--allow-out-of-range lifts this)",
                                   shown(value), range_in_words(*entry)));
    }
  }
}

/// What the schema cannot say. Looks only at parts that the schema found no fault in.
void cross_check(const json& document, FaultList& faults) {
  const auto fine = [&](const char* key) { return document.contains(key) && !faults.touches(key); };
  if (fine("name")) {
    const auto& name = document["name"].get_ref<const std::string&>();
    if (name.find_first_of("/\\") != std::string::npos || name.front() == '.' ||
        !is_readable_name(name))
      faults.add("name",
                 fmt::format(
                     "found {}; a name that can be part of a file name is allowed, without slashes",
                     shown(document["name"])));
  }
  if (fine("municipality") &&
      !is_readable_name(document["municipality"].get_ref<const std::string&>())) {
    faults.add("municipality",
               fmt::format("found {}; a name or a path without control characters is allowed",
                           shown(document["municipality"])));
  }
  if (fine("start") && !is_date(document["start"].get_ref<const std::string&>())) {
    faults.add("start", fmt::format("found {}; a date of the calendar from {}-01-01 to {}-12-31 is "
                                    "allowed, written like \"2024-01-01\"",
                                    shown(document["start"]), first_year, last_year));
  }
  if (fine("budget")) {
    for (const auto& [line, change] : document["budget"].items()) {
      if (change.contains("to_week") && change["to_week"] <= change["from_week"]) {
        faults.add("budget." + line + ".to_week",
                   fmt::format("found {}; a week after from_week, {}, is allowed",
                               shown(change["to_week"]), shown(change["from_week"])));
      }
      const int notice = change.value("notice_weeks", 0);
      if (notice > 0 && change["change"] >= 0.0) {
        faults.add("budget." + line + ".notice_weeks",
                   fmt::format("found {}; a notice is for a cut, and change is {}", notice,
                               shown(change["change"])));
      } else if (notice > change["from_week"]) {
        faults.add("budget." + line + ".notice_weeks",
                   fmt::format("found {}; at most from_week, {}, is allowed: nothing is told "
                               "before the first week",
                               notice, shown(change["from_week"])));
      }
    }
  }
  const Scenario defaults;
  const auto weeks_of = [&](const char* key, int otherwise) {
    return fine(key) ? document[key].get<int>() : otherwise;
  };
  const int weeks = weeks_of("weeks", defaults.weeks);
  const int burn_in = weeks_of("burn_in_weeks", defaults.burn_in_weeks);
  if (weeks + burn_in > longest_run && !faults.touches("weeks") &&
      !faults.touches("burn_in_weeks")) {
    faults.add(
        document.contains("weeks") ? "weeks" : "burn_in_weeks",
        fmt::format(
            "weeks and burn_in_weeks are {} and {}, {} together; at most {} together are allowed",
            weeks, burn_in, weeks + burn_in, longest_run));
  }
  if (fine("output") && !faults.touches("weeks")) {
    const int every = document["output"].value("every_weeks", Output{}.every_weeks);
    if (every > weeks) {
      faults.add(
          "output.every_weeks",
          fmt::format("found {}; at most the weeks of the run, {}, is allowed", every, weeks));
    }
  }
}

std::vector<std::string> texts_of(const json& value) {
  return value.is_array() ? value.get<std::vector<std::string>>()
                          : std::vector<std::string>{value.get<std::string>()};
}

/// Neighbourhoods of changes of budgets that the municipality does not have.
void check_places(const json& budget, const care::Municipality& town, FaultList& faults) {
  const std::vector<std::string> known = neighbourhood_names(town);
  for (const auto& [line, change] : budget.items()) {
    const std::string path = path_of_key("budget", line);
    if (!change.is_object() || !change.contains("neighbourhoods") || faults.has(path)) continue;
    if (faults.touches(path_of_key(path, "neighbourhoods"))) continue;
    for (const std::string& name : texts_of(change["neighbourhoods"])) {
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      faults.add(path_of_key(path, "neighbourhoods"),
                 fmt::format("{} has no neighbourhood {}; {}", town.name, in_quotes(name),
                             suggestion(name, known)));
    }
  }
}

Scenario filled(const json& document) {
  Scenario scenario;
  scenario.name = document["name"];
  scenario.municipality = document["municipality"];
  scenario.start = document["start"];
  scenario.weeks = document.value("weeks", scenario.weeks);
  scenario.burn_in_weeks = document.value("burn_in_weeks", scenario.burn_in_weeks);
  scenario.seed = document.value("seed", scenario.seed);
  scenario.replicates = document.value("replicates", scenario.replicates);
  scenario.parameters = document.value("parameters", scenario.parameters);
  if (document.contains("budget")) {
    for (const auto& [line, change] : document["budget"].items()) {
      BudgetChange read{line, change["change"], change["from_week"]};
      read.to_week = change.value("to_week", read.to_week);
      read.notice_weeks = change.value("notice_weeks", read.notice_weeks);
      read.neighbourhoods = texts_of(change.value("neighbourhoods", json::array()));
      // Everywhere is what no name means.
      if (read.neighbourhoods == std::vector<std::string>{"all"}) read.neighbourhoods.clear();
      scenario.budget.push_back(read);
    }
  }
  if (document.contains("output")) {
    const json& output = document["output"];
    scenario.output.every_weeks = output.value("every_weeks", scenario.output.every_weeks);
    scenario.output.groups = output.value("groups", scenario.output.groups);
    scenario.output.traces = output.value("traces", scenario.output.traces);
  }
  return scenario;
}

/// The files of programmes and shocks that are taken in by their path.
std::vector<std::filesystem::path> files_taken_in(const json& document) {
  std::vector<std::filesystem::path> found;
  for (const char* list : {"programmes", "shocks"}) {
    if (!document.contains(list)) continue;
    for (const json& entry : document[list]) {
      const std::string name = entry.value("use", std::string());
      if (is_path(name)) found.emplace_back(name);
    }
  }
  return found;
}

/// For the names of neighbourhoods. A municipality that is not there or wrong has, or will have, its
/// own fault.
std::optional<care::Municipality> town_in(const std::filesystem::path& municipality) {
  if (municipality.empty()) return std::nullopt;
  try {
    return read_municipality(municipality);
  } catch (const engine::UserError&) {
    return std::nullopt;
  }
}

}  // namespace

ScenarioReader::ScenarioReader(std::filesystem::path root)
    : ScenarioReader(root, load_parameter_catalogue(parameter_file(root))) {}

ScenarioReader::ScenarioReader(std::filesystem::path root, ParameterCatalogue parameters)
    : root_(std::move(root)),
      parameters_(std::move(parameters)),
      schema_(schema_file(root_, "scenario")) {}

Scenario ScenarioReader::read(const std::string& path_or_name,
                              const ScenarioOptions& options) const {
  const std::filesystem::path file = scenario_file(path_or_name, root_);
  Scenario scenario = checked(read_json_file(file), file.string(), options, file.parent_path(), {});
  scenario.files.push_back(file);
  return scenario;
}

Scenario ScenarioReader::parse(
    std::string_view text, const std::string& origin, const ScenarioOptions& options,
    const std::filesystem::path& beside,
    const std::vector<std::pair<std::string, std::string>>& places) const {
  return checked(parse_json(text, origin), origin, options, beside, places);
}

Scenario ScenarioReader::checked(
    json document, const std::string& origin, const ScenarioOptions& options,
    const std::filesystem::path& beside,
    const std::vector<std::pair<std::string, std::string>>& places) const {
  FaultList faults(origin);
  for (const auto& [path, place] : places) faults.name_place(path, place);
  apply_settings(options.set, schema_.schema(), parameters_, document, faults);
  name_uses_beside(document, beside);
  take_in_payers(document, root_);
  schema_.check(document, faults);
  std::filesystem::path municipality;
  if (document.is_object()) {
    if (document.contains("parameters") && document["parameters"].is_object()) {
      check_parameters(document["parameters"], parameters_, options.allow_out_of_range, faults);
    }
    cross_check(document, faults);
    if (document.contains("municipality") && !faults.touches("municipality")) {
      try {
        municipality = municipality_file(document["municipality"], root_, beside);
      } catch (const engine::UserError& unknown) {
        for (const engine::Fault& fault : unknown.faults()) faults.add(fault.where, fault.what);
      }
    }
  }
  const auto listed_in = [&](const char* key) {
    return document.is_object() && document.contains(key) && !faults.touches(key) &&
           !document[key].empty();
  };
  std::vector<Programme> programmes;
  std::vector<Shock> shocks;
  std::vector<care::PayerPlan> payers;
  const bool has_budget = document.is_object() && document.contains("budget") &&
                          document["budget"].is_object() && !document["budget"].empty();
  if (listed_in("programmes") || listed_in("shocks") || has_budget) {
    const std::optional<care::Municipality> town = town_in(municipality);
    const care::Municipality* names = town ? &*town : nullptr;
    if (listed_in("programmes")) {
      programmes = ProgrammeReader(root_).read(document["programmes"], names, faults);
    }
    if (town && has_budget) check_places(document["budget"], *town, faults);
    if (listed_in("shocks")) shocks = ShockReader(root_).read(document["shocks"], names, faults);
  }
  if (document.is_object() && document.contains("payers") && document["payers"].is_array()) {
    std::vector<care::ProgrammePlan> plans;
    for (const Programme& one : programmes) plans.push_back(one.plan);
    payers =
        read_payers(document["payers"], faults.touches("programmes") ? nullptr : &plans, faults);
  }
  faults.throw_if_any();

  // A relative path means nothing to whoever reads this scenario from a results file.
  if (is_path(document["municipality"].get_ref<const std::string&>()))
    document["municipality"] = municipality.string();
  Scenario scenario = filled(document);
  scenario.files = files_taken_in(document);
  scenario.files.push_back(municipality);
  scenario.municipality_file = std::move(municipality);
  for (Programme& programme : programmes) {
    scenario.programmes.push_back(std::move(programme.plan));
    scenario.resolved_programmes.push_back(json(programme.resolved));
  }
  for (Shock& shock : shocks) {
    scenario.shocks.push_back(std::move(shock.plan));
    scenario.resolved_shocks.push_back(json(shock.resolved));
  }
  scenario.payers = std::move(payers);
  scenario.resolved_payers = document.value("payers", json::array());
  scenario.source = std::move(document);
  return scenario;
}

json resolved_json(const Scenario& scenario) {
  json budget = json::object();
  for (const BudgetChange& change : scenario.budget) {
    budget[change.line] = {{"change", change.change}, {"from_week", change.from_week}};
    if (change.to_week != BudgetChange{}.to_week) budget[change.line]["to_week"] = change.to_week;
    if (change.notice_weeks > 0) budget[change.line]["notice_weeks"] = change.notice_weeks;
    if (!change.neighbourhoods.empty()) {
      budget[change.line]["neighbourhoods"] = change.neighbourhoods;
    }
  }
  return json{{"name", scenario.name},
              {"municipality", scenario.municipality},
              {"start", scenario.start},
              {"weeks", scenario.weeks},
              {"burn_in_weeks", scenario.burn_in_weeks},
              {"seed", scenario.seed},
              {"replicates", scenario.replicates},
              {"parameters", scenario.parameters},
              {"programmes", scenario.resolved_programmes},
              {"budget", budget},
              {"payers", scenario.resolved_payers},
              {"shocks", scenario.resolved_shocks},
              {"output",
               {{"every_weeks", scenario.output.every_weeks},
                {"groups", scenario.output.groups},
                {"traces", scenario.output.traces}}}};
}

std::map<std::string, double> resolved_parameters(const Scenario& scenario,
                                                  const ParameterCatalogue& catalogue) {
  std::map<std::string, double> values;
  for (const ParameterEntry& entry : catalogue.entries()) values[entry.name] = entry.default_value;
  for (const auto& [name, value] : scenario.parameters) values[name] = value;
  return values;
}

}  // namespace buurt::files
