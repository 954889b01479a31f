#include "files/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "care/outcomes.hpp"
#include "files/data_root.hpp"
#include "files/json_file.hpp"
#include "files/nearest_name.hpp"
#include "files/readable_name.hpp"

namespace buurt::files {
namespace {

namespace fs = std::filesystem;
using engine::UserError;
using nlohmann::json;

constexpr std::array<std::string_view, 12> usual_outcomes{
    "lonely_people",   "people_with_unmet_need", "unmet_hours",      "waiting_people",
    "informal_carers", "strained_carers",        "carer_breakdowns", "hospital_admissions",
    "deaths",          "nursing_home_entries",   "cost_formal_care", "ties_per_person"};

std::vector<std::string> outcome_names() {
  std::vector<std::string> names;
  for (const auto& outcome : care::outcome_declarations()) names.emplace_back(outcome.name);
  return names;
}

bool is_one_of(const std::string& name, const std::vector<std::string>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The names in `a+b`.
std::vector<std::string> parts_of(const std::string& text) {
  std::error_code ignored;
  if (is_path(text) && fs::is_regular_file(text, ignored)) return {text};
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '+') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

/// What an arm is called that is made of `--with TEXT`: a path gives its file's name.
std::string arm_name(const std::string& text) {
  std::string name;
  for (const std::string& part : parts_of(text)) {
    if (!name.empty()) name += '+';
    name += is_path(part) ? fs::path(part).stem().string() : part;
  }
  return name;
}

/// The first week in which an entry of a list can make a difference.
int first_week_of(const json& entry) {
  if (!entry.is_object() || !entry.contains("from_week")) return 0;
  const json& week = entry["from_week"];
  if (!week.is_number_integer()) return 0;
  // What is told some weeks ahead may change what people do from then on.
  const json notice = entry.value("notice_weeks", json(0));
  return std::max(0, week.get<int>() - (notice.is_number_integer() ? notice.get<int>() : 0));
}

/// The first week in which anything that was added can make a difference; 0 when nothing was, so that
/// an arm with nothing is lived and not copied.
/// \param programmes_there   whether the scenario to which it is added has programmes
int first_week_of(const std::vector<Intervention>& added, bool programmes_there) {
  int first = -1;
  const auto consider = [&](int week) { first = first < 0 ? week : std::min(first, week); };
  for (const Intervention& one : added) {
    for (const auto& [part, value] : one.fragment.items()) {
      if (part == "payers" && programmes_there) {
        // Who paid without limit may have nothing before a first week, or less from week 0 on.
        consider(0);
        continue;
      }
      // Money alone changes nothing before there is a programme to pay.
      if (part == "payers" && one.fragment.size() > 1) continue;
      for (const json& entry : value) consider(first_week_of(entry));
    }
  }
  return std::max(first, 0);
}

void check_question(const json& document, FaultList& faults) {
  static const std::vector<std::string> known = outcome_names();
  if (document.contains("main_outcomes") && !faults.touches("main_outcomes")) {
    for (std::size_t i = 0; i < document["main_outcomes"].size(); ++i) {
      const std::string name = document["main_outcomes"][i];
      if (is_one_of(name, known)) continue;
      faults.add(
          path_of_item("main_outcomes", i),
          fmt::format("no outcome is called {}; {}", in_quotes(name), suggestion(name, known)));
    }
  }
}

/// Says which arms share a name, or bear the baseline's.
void check_names(const std::vector<Question::Arm>& arms, const std::string& where) {
  for (std::size_t i = 0; i < arms.size(); ++i) {
    if (!is_readable_name(arms[i].name)) {
      throw UserError(where, fmt::format("an arm is called {}; {} is allowed",
                                         in_quotes(arms[i].name), readable_name_in_words));
    }
    if (arms[i].name == "baseline") {
      throw UserError(where,
                      "an arm is called \"baseline\"; only the scenario itself is called so");
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (arms[i].name == arms[j].name) {
        throw UserError(where,
                        fmt::format("two arms are called {}; each arm needs a name of its own",
                                    in_quotes(arms[i].name)));
      }
    }
  }
}

}  // namespace

std::vector<std::string> question_names(const fs::path& root) {
  return json_stems(root / "questions");
}

std::optional<fs::path> question_file(const std::string& path_or_name, const fs::path& root) {
  std::error_code ignored;
  if (!is_path(path_or_name)) {
    const fs::path file = root / "questions" / (path_or_name + ".json");
    if (fs::is_regular_file(file, ignored)) return file;
    return std::nullopt;
  }
  fs::path file = path_or_name;
  constexpr std::string_view shipped = "scenarios/";
  if (!fs::is_regular_file(file, ignored) && path_or_name.starts_with(shipped)) {
    file = root / path_or_name.substr(shipped.size());
  }
  if (!fs::is_regular_file(file, ignored)) return std::nullopt;
  const json document = read_json_file(file);
  if (!document.is_object()) return std::nullopt;
  const std::string schema =
      document.contains("$schema") && document["$schema"].is_string() ? document["$schema"] : "";
  const bool is_question =
      schema.ends_with("question.schema.json") ||
      (schema.empty() && (document.contains("question") || document.contains("arms")));
  return is_question ? std::optional(file) : std::nullopt;
}

ComparisonReader::ComparisonReader(const fs::path& root)
    : scenarios_(root), interventions_(root), question_schema_(schema_file(root, "question")) {}

Question ComparisonReader::parsed_question(const fs::path& file) const {
  const json document = read_json_file(file);
  FaultList faults(file.string());
  question_schema_.check(document, faults);
  if (document.is_object()) check_question(document, faults);
  faults.throw_if_any();
  Question question;
  question.name = document["name"];
  question.question = document["question"];
  question.scenario = document["scenario"];
  for (const json& arm : document["arms"]) {
    question.arms.push_back({arm["name"], arm.value("with", std::vector<std::string>())});
    for (const char* part : {"programmes", "budget", "shocks", "payers"}) {
      if (arm.contains(part)) question.arms.back().adds[part] = arm[part];
    }
  }
  if (document.contains("replicates")) question.replicates = document["replicates"].get<int>();
  if (document.contains("weeks")) question.weeks = document["weeks"].get<int>();
  question.main_outcomes = document.value("main_outcomes", question.main_outcomes);
  check_names(question.arms, file.string() + ": arms");
  return question;
}

ComparisonArm ComparisonReader::arm_of(const Question::Arm& arm, const fs::path& scenario,
                                       const ScenarioOptions& options,
                                       const fs::path& beside) const {
  ComparisonArm made;
  made.name = arm.name;
  for (const std::string& name : arm.with) made.with.push_back(interventions_.read(name, beside));
  if (!arm.adds.empty()) {
    made.with.push_back({arm.name, arm.name, {}, "the question itself", arm.adds, {}});
  }
  // As the caller wrote them, so that a fault names the file it is in.
  std::vector<std::string> written = arm.with;
  if (!arm.adds.empty()) written.push_back(arm.name);
  std::string origin = scenario.string() + " with ";
  for (std::size_t i = 0; i < written.size(); ++i) origin += (i > 0 ? "+" : "") + written[i];
  FaultList faults(origin);
  const json document = read_json_file(scenario);
  const bool programmes_there = document.is_object() && document.contains("programmes") &&
                                document["programmes"].is_array() &&
                                !document["programmes"].empty();
  const Merged merged = with_interventions(document, made.with, options.set, faults);
  faults.throw_if_any();
  made.scenario = scenarios_.parse(merged.document.dump(), origin, options, scenario.parent_path(),
                                   merged.places);
  made.first_week = std::min(first_week_of(made.with, programmes_there), made.scenario.weeks);
  return made;
}

Comparison ComparisonReader::read(const ComparisonCall& call) const {
  const fs::path& root = scenarios_.root();
  const std::optional<fs::path> file = question_file(call.scenario_or_question, root);
  Question question;
  std::string scenario_name = call.scenario_or_question;
  fs::path beside;
  if (file) {
    question = parsed_question(*file);
    beside = file->parent_path();
    scenario_name = question.scenario;
    std::error_code ignored;
    if (is_path(scenario_name) && fs::is_regular_file(beside / scenario_name, ignored)) {
      scenario_name = (beside / scenario_name).string();
    }
  }
  for (const std::string& text : call.with) {
    const std::vector<std::string> parts = parts_of(text);
    if (is_one_of("", parts)) {
      throw UserError("--with", fmt::format("found {}, in which a name is missing; NAME or "
                                            "NAME+NAME is allowed",
                                            in_quotes(text)));
    }
    question.arms.push_back({arm_name(text), parts});
  }
  fs::path scenario;
  try {
    scenario = scenario_file(scenario_name, root);
  } catch (const UserError&) {
    // Whoever gives no --with means a question.
    if (file || !call.with.empty() || is_path(scenario_name)) throw;
    std::vector<std::string> known = question_names(root);
    for (const std::string& name : scenario_names(root)) known.push_back(name);
    throw UserError(scenario_name, "no scenario and no question of that name; " +
                                       suggestion(scenario_name, known));
  }
  if (question.arms.empty()) {
    throw UserError("compare", fmt::format("there is nothing to compare {} with; add --with NAME, "
                                           "or give the name of a question",
                                           in_quotes(call.scenario_or_question)));
  }
  check_names(question.arms, file ? file->string() : "--with");

  ScenarioOptions options = call.scenario;
  // What the call sets is more than what the question says.
  const auto set = [&](const char* field, const std::optional<int>& by_call,
                       const std::optional<int>& by_question) {
    if (by_call) options.set.push_back(fmt::format("{}={}", field, *by_call));
    if (!by_call && by_question) {
      options.set.insert(options.set.begin(), fmt::format("{}={}", field, *by_question));
    }
  };
  set("weeks", call.weeks, question.weeks);
  set("replicates", call.replicates, question.replicates);
  Comparison comparison;
  comparison.baseline = scenarios_.read(scenario.string(), options);
  if (!call.replicates && !question.replicates && comparison.baseline.replicates == 1) {
    comparison.baseline.replicates = default_comparison_replicates;
  }
  std::vector<engine::Fault> faults;
  for (const Question::Arm& arm : question.arms) {
    try {
      comparison.arms.push_back(arm_of(arm, scenario, options, beside));
      comparison.arms.back().scenario.replicates = comparison.baseline.replicates;
    } catch (const UserError& error) {
      faults.insert(faults.end(), error.faults().begin(), error.faults().end());
    }
  }
  if (!faults.empty()) throw UserError(std::move(faults));
  comparison.files = comparison.baseline.files;
  if (file) comparison.files.push_back(*file);
  for (const ComparisonArm& arm : comparison.arms) {
    for (const Intervention& one : arm.with) comparison.files.push_back(one.file);
    comparison.files.insert(comparison.files.end(), arm.scenario.files.begin(),
                            arm.scenario.files.end());
  }
  comparison.name = question.name;
  comparison.question = question.question;
  if (!file) {
    std::string arms;
    for (const ComparisonArm& arm : comparison.arms) arms += (arms.empty() ? "" : ", ") + arm.name;
    comparison.name = comparison.baseline.name + "-compared";
    comparison.question =
        fmt::format("What is different in {} with {}?", comparison.baseline.name, arms);
  }
  if (call.accepted) {
    comparison.accepted =
        read_accepted_sets(*call.accepted, scenarios_.parameters(), call.scenario);
    comparison.files.push_back(*call.accepted);
  }
  comparison.main_outcomes = question.main_outcomes;
  if (comparison.main_outcomes.empty()) {
    const std::vector<std::string> known = outcome_names();
    for (const std::string_view name : usual_outcomes) {
      if (is_one_of(std::string(name), known)) comparison.main_outcomes.emplace_back(name);
    }
  }
  return comparison;
}

Question ComparisonReader::question(const std::string& path_or_name) const {
  const auto file = question_file(path_or_name, scenarios_.root());
  if (!file) {
    throw UserError(path_or_name, "no question of that name; " +
                                      suggestion(path_or_name, question_names(scenarios_.root())));
  }
  return parsed_question(*file);
}

void ComparisonReader::check_intervention(const std::string& path_or_name) const {
  // It may name neighbourhoods of one municipality: so it is fine when it fits one of them.
  std::optional<UserError> first;
  for (const std::string& name : scenario_names(scenarios_.root())) {
    if (!name.ends_with("/baseline")) continue;
    try {
      static_cast<void>(
          arm_of({path_or_name, {path_or_name}}, scenario_file(name, scenarios_.root()), {}, {}));
      return;
    } catch (const UserError& error) {
      if (!first) first = error;
    }
  }
  if (first) throw *first;
  throw UserError("scenarios/", "there is no baseline scenario");
}

json resolved_json(const Comparison& comparison) {
  json arms = json::array();
  for (const ComparisonArm& arm : comparison.arms) {
    json with = json::array();
    std::string title;
    std::string what;
    for (const Intervention& one : arm.with) {
      with.push_back(
          {{"name", one.name}, {"title", one.title}, {"what", one.what}, {"source", one.source}});
      title += (title.empty() ? "" : " + ") + one.title;
      what += (what.empty() ? "" : "; ") + one.what;
    }
    arms.push_back({{"name", arm.name},
                    {"title", title},
                    {"what", what},
                    {"with", with},
                    {"first_week", arm.first_week},
                    {"scenario", resolved_json(arm.scenario)}});
  }
  json document = {{"name", comparison.name},
                   {"question", comparison.question},
                   {"main_outcomes", comparison.main_outcomes},
                   {"arms", arms}};
  if (!comparison.accepted.empty()) document["accepted"] = comparison.accepted;
  return document;
}

Comparison comparison_of(const json& kept, const Scenario& baseline,
                         const ScenarioReader& scenarios, const std::string& origin) {
  ScenarioOptions as_it_ran;
  as_it_ran.allow_out_of_range = true;
  Comparison comparison;
  comparison.name = kept.at("name");
  comparison.question = kept.at("question");
  comparison.main_outcomes = kept.at("main_outcomes").get<std::vector<std::string>>();
  comparison.baseline = baseline;
  comparison.accepted = kept.value("accepted", ParameterSets());
  for (const json& arm : kept.at("arms")) {
    ComparisonArm read;
    read.name = arm.at("name");
    read.first_week = arm.at("first_week");
    for (const json& one : arm.at("with")) {
      read.with.push_back(
          {one.at("name"), one.at("title"), one.at("what"), one.at("source"), {}, {}});
    }
    read.scenario = scenarios.parse(arm.at("scenario").dump(), origin, as_it_ran);
    comparison.arms.push_back(std::move(read));
  }
  return comparison;
}

}  // namespace buurt::files
