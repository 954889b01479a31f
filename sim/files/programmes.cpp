#include "files/programmes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "care/declared_outcomes.hpp"
#include "files/data_root.hpp"
#include "files/json_file.hpp"
#include "files/nearest_name.hpp"
#include "files/programme_entry.hpp"
#include "files/schema_walk.hpp"

namespace buurt::files {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// Named programmes may be made of named ones, but not without end.
constexpr int deepest_use = 8;

template <class... Parts>
std::vector<std::string> kinds_of(const std::variant<Parts...>*) {
  return {std::string(Parts::kind)...};
}
std::vector<std::string> part_kinds() {
  return kinds_of(static_cast<const care::PartPlan*>(nullptr));
}

/// A part of the kind that `kind` names, all fields at zero.
template <class... Parts>
care::PartPlan empty_part(const std::string& kind, const std::variant<Parts...>*) {
  care::PartPlan part;
  static_cast<void>(((kind == Parts::kind ? (part = Parts{}, true) : false) || ...));
  return part;
}

double number_of(const json& value) {
  return value.is_boolean() ? (value.get<bool>() ? 1.0 : 0.0) : value.get<double>();
}

/// Fills a part and its resolved JSON from what was given and the defaults of the schema.
template <class Part>
void fill(Part& part, const json& given, const json& fields, ordered_json& resolved) {
  const auto value_of = [&](std::string_view name) {
    const std::string key(name);
    return given.contains(key) ? given[key] : fields.at(key).at("default");
  };
  resolved["kind"] = std::string(Part::kind);
  for (const auto& [name, member] : Part::describe_texts()) {
    const std::string key(name);
    part.*member = given.value(key, std::string());
    if (!(part.*member).empty()) resolved[key] = part.*member;
  }
  for (const auto& [name, member] : Part::describe()) {
    const json value = value_of(name);
    part.*member = number_of(value);
    resolved[std::string(name)] = value;
  }
}

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// A programme without what a fault was found in; nothing when too little is left of it.
/// \param[out] part_paths   where the parts that are left stand
std::optional<json> without_faulty(const json& entry, const std::string& path,
                                   const FaultList& faults, std::vector<std::string>& part_paths) {
  json rest = entry;
  for (const auto& [key, value] : entry.items()) {
    if (key != "parts" && faults.touches(path_of_key(path, key))) rest.erase(key);
  }
  if (!rest.contains("name") || !rest.contains("parts") || !rest["parts"].is_array()) {
    return std::nullopt;
  }
  const std::string parts_path = path_of_key(path, "parts");
  rest["parts"] = json::array();
  for (std::size_t i = 0; i < entry["parts"].size(); ++i) {
    json part = entry["parts"][i];
    const std::string at = path_of_item(parts_path, i);
    if (!part.is_object() || faults.has(at) || faults.touches(path_of_key(at, "kind"))) continue;
    for (const auto& [key, value] : entry["parts"][i].items()) {
      if (faults.touches(path_of_key(at, key))) part.erase(key);
    }
    rest["parts"].push_back(std::move(part));
    part_paths.push_back(at);
  }
  return rest;
}

}  // namespace

ProgrammeReader::ProgrammeReader(std::filesystem::path root)
    : root_(std::move(root)), schema_(schema_file(root_, "programme")) {}

const json& ProgrammeReader::fields_of(std::string_view kind) const {
  return schema_.schema().at("definitions").at("parts").at(std::string(kind)).at("properties");
}

void ProgrammeReader::expand(const json& entry, const std::string& path, int depth,
                             FaultList& faults, std::vector<Entry>& found) const {
  if (!entry.is_object()) {
    faults.add(path, fmt::format("found {}; an object is allowed", shown(entry)));
  } else if (entry.contains("use")) {
    take_in(entry, path, depth, faults, found);
  } else {
    own(entry, path, faults, found);
  }
}

void ProgrammeReader::own(const json& entry, const std::string& path, FaultList& faults,
                          std::vector<Entry>& found) const {
  const std::size_t before = faults.size();
  const json& schema = schema_.schema();
  SchemaWalk walk(schema, faults);
  walk.walk(entry, schema.at("definitions").at("programme"), path);
  for (const char* needed : {"name", "parts"}) {
    if (entry.contains(needed)) continue;
    faults.add(path_of_key(path, needed),
               "is missing; a programme has a name and parts, or takes in a named one by \"use\"");
  }
  if (!entry.contains("parts") || !entry["parts"].is_array()) return;
  for (std::size_t i = 0; i < entry["parts"].size(); ++i) {
    const json& part = entry["parts"][i];
    const std::string at = path_of_item(path_of_key(path, "parts"), i);
    if (!part.is_object()) continue;
    const std::string kind_path = path_of_key(at, "kind");
    if (!part.contains("kind") || !part["kind"].is_string()) {
      faults.add(kind_path, fmt::format("{}; one of {} is needed",
                                        part.contains("kind") ? "found " + shown(part["kind"])
                                                              : std::string("is missing"),
                                        listed(part_kinds(), "or")));
      continue;
    }
    const auto& kind = part["kind"].get_ref<const std::string&>();
    const std::vector<std::string> kinds = part_kinds();
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
      faults.add(kind_path,
                 fmt::format("{} is not known; {}", in_quotes(kind), suggestion(kind, kinds)));
      continue;
    }
    walk.walk(part, schema.at("definitions").at("parts").at(kind), at);
  }
  std::vector<std::string> part_paths;
  if (faults.size() == before) {
    for (std::size_t i = 0; i < entry["parts"].size(); ++i) {
      part_paths.push_back(path_of_item(path_of_key(path, "parts"), i));
    }
    found.push_back({entry, path, std::move(part_paths)});
  } else if (auto rest = without_faulty(entry, path, faults, part_paths)) {
    found.push_back({std::move(*rest), path, std::move(part_paths), true});
  }
}

void ProgrammeReader::take_in(const json& entry, const std::string& path, int depth,
                              FaultList& faults, std::vector<Entry>& found) const {
  const std::string use_path = path_of_key(path, "use");
  if (!entry["use"].is_string()) {
    faults.add(use_path,
               fmt::format("found {}; the name of a programme is allowed", shown(entry["use"])));
    return;
  }
  const auto& name = entry["use"].get_ref<const std::string&>();
  if (depth >= deepest_use) {
    faults.add(use_path, fmt::format("{} leads to programmes that use each other without end",
                                     in_quotes(name)));
    return;
  }
  std::vector<Entry> used;
  try {
    const std::filesystem::path file = programme_file(name, root_);
    json document = read_json_file(file);
    FaultList of_file(file.string());
    schema_.check(document, of_file);
    name_uses_beside(document, file.parent_path());
    if (of_file.empty()) {
      for (std::size_t i = 0; i < document["programmes"].size(); ++i) {
        expand(document["programmes"][i], path_of_item("programmes", i), depth + 1, of_file, used);
      }
    }
    of_file.throw_if_any();
  } catch (const engine::UserError& unknown) {
    for (const engine::Fault& fault : unknown.faults()) {
      faults.add(use_path, fault.where.empty() || fault.where == "use"
                               ? fault.what
                               : fault.where + ": " + fault.what);
    }
    return;
  }

  const std::size_t before = faults.size();
  const json& definitions = schema_.schema().at("definitions");
  const json& common = definitions.at("programme").at("properties");
  SchemaWalk walk(schema_.schema(), faults);
  std::vector<std::string> known;
  for (const auto& [key, field] : common.items()) {
    if (key != "parts") known.push_back(key);
  }
  for (const Entry& one : used) {
    for (const json& part : one.document["parts"]) {
      for (const auto& [key, field] : fields_of(part["kind"].get<std::string>()).items()) {
        if (key != "kind") known.push_back(key);
      }
    }
  }
  known = sorted(std::move(known));
  const auto from_week = [&](const json& document) {
    return document.value("from_week", common["from_week"]["default"].get<int>());
  };
  for (const auto& [key, value] : entry.items()) {
    if (key == "use") continue;
    const std::string at = path_of_key(path, key);
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      faults.add(at,
                 fmt::format("is not known in {}; {}", in_quotes(name), suggestion(key, known)));
      continue;
    }
    if (common.contains(key)) walk.walk(value, common[key], at);
    if (faults.touches(at)) continue;
    if (key == "from_week" && !used.empty()) {
      // All of it moves: what begins later stays as much later, and what ends lasts as long.
      int first = from_week(used.front().document);
      for (const Entry& one : used) first = std::min(first, from_week(one.document));
      const int moved = value.get<int>() - first;
      for (Entry& one : used) {
        one.document["from_week"] = from_week(one.document) + moved;
        if (one.document.contains("to_week") && !entry.contains("to_week")) {
          one.document["to_week"] = one.document["to_week"].get<int>() + moved;
        }
      }
      continue;
    }
    for (Entry& one : used) {
      if (common.contains(key)) {
        // Several programmes under one name: each keeps its own behind it.
        one.document[key] =
            key == "name" && used.size() > 1 && value.is_string()
                ? json(value.get<std::string>() + " " + one.document["name"].get<std::string>())
                : value;
        continue;
      }
      for (json& part : one.document["parts"]) {
        const json& fields = fields_of(part["kind"].get<std::string>());
        if (!fields.contains(key)) continue;
        // Each kind of part has a range of its own.
        if (!faults.touches(at)) walk.walk(value, fields[key], at);
        if (!faults.touches(at)) part[key] = value;
      }
    }
  }
  for (Entry& one : used) {
    // Its parts are not in this file; what is wrong with them is wrong with what stands here.
    std::vector<std::string> part_paths(one.part_paths.size(), path);
    found.push_back({std::move(one.document), path, std::move(part_paths), faults.size() > before});
  }
}

Programme ProgrammeReader::filled(const json& entry) const {
  Programme programme;
  care::ProgrammePlan& plan = programme.plan;
  ordered_json& resolved = programme.resolved;
  const json& common = schema_.schema().at("definitions").at("programme").at("properties");
  plan.name = entry["name"];
  plan.from_week = entry.value("from_week", common["from_week"]["default"].get<std::uint32_t>());
  plan.to_week = entry.value("to_week", care::ProgrammePlan::no_end);
  const json where = entry.value("neighbourhoods", common["neighbourhoods"]["default"]);
  if (where.is_array()) {
    plan.neighbourhoods = where.get<std::vector<std::string>>();
  } else {
    plan.neighbourhoods = {where.get<std::string>()};
  }
  const std::string target = entry.value("target", common["target"]["default"].get<std::string>());
  const auto groups = care::group_declarations();
  for (std::size_t group = 0; group < groups.size(); ++group) {
    if (groups[group].name == target) plan.target = static_cast<care::Group>(group);
  }
  plan.payer = entry.value("payer", std::string());
  plan.ownership = entry.value("ownership", common["ownership"]["default"].get<double>());

  const std::string at_end = entry.value("at_end", common["at_end"]["default"].get<std::string>());
  for (std::size_t one = 0; one < care::at_end_names.size(); ++one) {
    if (care::at_end_names[one] == at_end) plan.at_end = static_cast<care::AtEnd>(one);
  }
  plan.end_weeks = entry.value("end_weeks", common["end_weeks"]["default"].get<std::uint32_t>());
  plan.next_payer = entry.value("next_payer", std::string());
  plan.adapts = entry.value("adapts", false);
  if (entry.contains("pilot")) {
    const json& pilot = entry["pilot"];
    plan.pilot = {pilot["programme"], pilot["seen"], pilot.value("will", plan.pilot.will)};
  }
  plan.labelled = entry.value("labelled", 0.0);
  for (const json& phase : entry.value("phases", json::array())) {
    plan.phases.push_back({phase["name"], phase.value("weeks", care::ProgrammePlan::no_end),
                           phase["scale"].get<double>()});
  }

  resolved["name"] = plan.name;
  resolved["from_week"] = plan.from_week;
  if (plan.to_week != care::ProgrammePlan::no_end) resolved["to_week"] = plan.to_week;
  resolved["neighbourhoods"] = plan.neighbourhoods;
  resolved["target"] = target;
  if (!plan.payer.empty()) resolved["payer"] = plan.payer;
  resolved["ownership"] = plan.ownership;
  for (const char* key :
       {"at_end", "end_weeks", "next_payer", "adapts", "labelled", "pilot", "phases"}) {
    if (entry.contains(key)) resolved[key] = entry[key];
  }
  resolved["parts"] = ordered_json::array();
  for (const json& given : entry["parts"]) {
    const std::string kind = given["kind"];
    care::PartPlan part = empty_part(kind, static_cast<const care::PartPlan*>(nullptr));
    ordered_json filled_in;
    std::visit([&](auto& one) { fill(one, given, fields_of(kind), filled_in); }, part);
    if (auto* connector = std::get_if<care::ConnectorPart>(&part);
        connector != nullptr && connector->paid == 0.0) {
      connector->cost_fte = 0.0;
      filled_in["cost_fte"] = 0;
    }
    plan.parts.push_back(std::move(part));
    resolved["parts"].push_back(std::move(filled_in));
  }
  return programme;
}

std::vector<Programme> ProgrammeReader::read(const json& list, const care::Municipality* town,
                                             FaultList& faults) const {
  const std::size_t before = faults.size();
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < list.size(); ++i) {
    expand(list[i], path_of_item("programmes", i), 0, faults, entries);
  }
  std::vector<Programme> programmes;
  for (const Entry& entry : entries) programmes.push_back(filled(entry.document));
  cross_check(entries, programmes, town, faults);
  if (faults.size() > before) programmes.clear();
  return programmes;
}

NamedProgramme ProgrammeReader::named(const std::filesystem::path& file) const {
  const json document = read_json_file(file);
  FaultList faults(file.string());
  schema_.check(document, faults);
  faults.throw_if_any();
  NamedProgramme named;
  named.name = document["name"];
  named.title = document["title"];
  named.what = document["what"];
  named.code = document.value("code", std::string());
  named.source = document.value("source", std::string());
  if (document.contains("project")) named.project = document["project"];
  named.file = file;
  named.programmes = read(document["programmes"], nullptr, faults);
  if (const std::string stem = file.stem().string(); named.name != stem) {
    faults.add("name", fmt::format("found {}; the name of the file, {}, is allowed",
                                   in_quotes(named.name), in_quotes(stem)));
  }
  faults.throw_if_any();
  return named;
}

}  // namespace buurt::files
