#include "files/shocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "care/outcomes.hpp"
#include "files/data_root.hpp"
#include "files/json_file.hpp"
#include "files/nearest_name.hpp"
#include "files/programmes.hpp"
#include "files/schema_walk.hpp"

namespace buurt::files {
namespace {

namespace fs = std::filesystem;
using care::LeverDeclaration;
using care::LeverPull;
using nlohmann::json;

std::vector<std::string> lever_names() {
  std::vector<std::string> names;
  for (const LeverDeclaration& one : care::lever_declarations()) names.emplace_back(one.name);
  return names;
}

std::vector<std::string> texts_of(const json& value) {
  return value.is_array() ? value.get<std::vector<std::string>>()
                          : std::vector<std::string>{value.get<std::string>()};
}

fs::path shock_file(const std::string& name, const fs::path& root) {
  std::error_code ignored;
  if (is_path(name)) {
    constexpr std::string_view shipped = "scenarios/";
    for (const fs::path& candidate :
         {fs::path(name),
          root / (name.starts_with(shipped) ? name.substr(shipped.size()) : name)}) {
      if (fs::is_regular_file(candidate, ignored)) return candidate;
    }
    throw engine::UserError("use", "no such file: " + in_quotes(name));
  }
  const fs::path file = root / "shocks" / (name + ".json");
  if (fs::is_regular_file(file, ignored)) return file;
  throw engine::UserError("use", fmt::format("no shock is called {}; {}", in_quotes(name),
                                             suggestion(name, shock_names(root))));
}

/// Bits of what a pull is narrowed down to.
unsigned narrowed(const json& effect, const LeverDeclaration& lever, const std::string& path,
                  FaultList& faults) {
  if (!effect.contains("of")) return LeverPull::all_of;
  const std::string at = path_of_key(path, "of");
  const std::vector<std::string> known(lever.of.begin(), lever.of.end());
  unsigned bits = 0;
  for (const std::string& name : texts_of(effect["of"])) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found != known.end()) {
      bits |= 1U << static_cast<unsigned>(found - known.begin());
    } else if (known.empty()) {
      faults.add(at, fmt::format("found {}; the lever {} cannot be narrowed down", in_quotes(name),
                                 in_quotes(lever.name)));
    } else {
      faults.add(at, fmt::format("{} is not known to the lever {}; {}", in_quotes(name),
                                 in_quotes(lever.name), suggestion(name, known)));
    }
  }
  return bits;
}

care::Group group_named(const std::string& name, const LeverDeclaration& lever,
                        const std::string& path, FaultList& faults) {
  const auto groups = care::group_declarations();
  std::vector<std::string> known;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    known.emplace_back(groups[group].name);
    if (groups[group].name != name) continue;
    if (!lever.for_groups && group != static_cast<std::size_t>(care::Group::all)) {
      faults.add(path, fmt::format("found {}; the lever {} is for everybody, no group is allowed",
                                   in_quotes(name), in_quotes(lever.name)));
    }
    return static_cast<care::Group>(group);
  }
  faults.add(path, fmt::format("{} is no group; {}", in_quotes(name), suggestion(name, known)));
  return care::Group::all;
}

/// How many weeks a shock lasts. Weeks that make no sense are told elsewhere.
std::uint32_t weeks_of(const json& entry) {
  if (entry.contains("weeks")) return entry["weeks"].get<std::uint32_t>();
  if (!entry.contains("to_week")) return LeverPull::for_good;
  const auto from = entry.value("from_week", 0U);
  const auto to = entry["to_week"].get<std::uint32_t>();
  return to > from ? to - from : LeverPull::for_good;
}

/// Weeks of the longest run that a scenario can ask for.
constexpr std::uint32_t longest_run = 5200;

/// The effects of a named shock that is made to last otherwise: what was over within it is over with it at
/// the latest, and what comes after it comes when it is over.
json fitted(const json& effects, std::uint32_t written, std::uint32_t lasts) {
  json fit = json::array();
  for (json effect : effects) {
    const auto after = effect.value("after_weeks", 0U);
    if (written != LeverPull::for_good && after >= written) {
      if (lasts > longest_run) continue;
      effect["after_weeks"] = std::min(after - written + lasts, longest_run);
    } else if (after >= lasts) {
      continue;
    } else if (effect.contains("weeks") && lasts != LeverPull::for_good) {
      const auto weeks = effect["weeks"].get<std::uint32_t>();
      if (written == LeverPull::for_good || after + weeks <= written) {
        effect["weeks"] = std::min(weeks, lasts - after);
      }
    }
    fit.push_back(std::move(effect));
  }
  return fit;
}

}  // namespace

std::vector<std::string> shock_names(const fs::path& root) { return json_stems(root / "shocks"); }

ShockReader::ShockReader(fs::path root)
    : root_(std::move(root)), schema_(schema_file(root_, "shock")) {}

json ShockReader::taken_in(const json& entry, const std::string& path, FaultList& faults) const {
  const std::string use_path = path_of_key(path, "use");
  try {
    const NamedShock preset = named(shock_file(entry["use"], root_));
    json whole = entry;
    whole.erase("use");
    whole["name"] = entry.value("name", preset.name);
    whole["effects"] = preset.document["effects"];
    if (preset.document.contains("repeat_weeks") && !whole.contains("repeat_weeks")) {
      whole["repeat_weeks"] = preset.document["repeat_weeks"];
    }
    const std::uint32_t written = weeks_of(preset.document);
    if (whole.contains("weeks") || whole.contains("to_week")) {
      whole["effects"] = fitted(whole["effects"], written, weeks_of(whole));
      if (whole["effects"].empty()) {
        faults.add(path_of_key(path, whole.contains("weeks") ? "weeks" : "to_week"),
                   "the shock is over before any of its effects begins");
      }
    } else if (written != LeverPull::for_good) {
      whole["weeks"] = written;
    }
    return whole;
  } catch (const engine::UserError& unknown) {
    for (const engine::Fault& fault : unknown.faults()) {
      faults.add(use_path, fault.where.empty() || fault.where == "use"
                               ? fault.what
                               : fault.where + ": " + fault.what);
    }
  }
  return {};
}

Shock ShockReader::filled(const json& entry, const std::string& path,
                          const care::Municipality* town, FaultList& faults) const {
  Shock shock;
  shock.plan.name = entry["name"];
  const auto from = entry.value("from_week", 0U);
  const std::uint32_t lasts = weeks_of(entry);
  if (entry.contains("to_week")) {
    const auto to = entry["to_week"].get<std::uint32_t>();
    if (entry.contains("weeks")) {
      faults.add(path_of_key(path, "to_week"), "found beside weeks; one of the two is allowed");
    } else if (to <= from) {
      faults.add(path_of_key(path, "to_week"),
                 fmt::format("found {}; a week after from_week, {}, is allowed", to, from));
    }
  }
  if (entry.contains("repeat_weeks") && lasts >= entry["repeat_weeks"].get<std::uint32_t>()) {
    faults.add(path_of_key(path, "repeat_weeks"),
               fmt::format("found {}; more than the weeks that the shock lasts is allowed",
                           entry["repeat_weeks"].get<std::uint32_t>()));
  }
  const double strength = entry.value("strength", 1.0);
  const std::vector<std::string> known =
      town == nullptr ? std::vector<std::string>{} : neighbourhood_names(*town);
  const auto places_of = [&](const json& object, const std::string& at) {
    std::vector<std::string> names;
    if (!object.contains("neighbourhoods")) return names;
    names = texts_of(object["neighbourhoods"]);
    for (const std::string& name : names) {
      if (town == nullptr || std::find(known.begin(), known.end(), name) != known.end()) continue;
      faults.add(path_of_key(at, "neighbourhoods"),
                 fmt::format("{} has no neighbourhood {}; {}", town->name, in_quotes(name),
                             suggestion(name, known)));
    }
    return names;
  };
  const std::vector<std::string> everywhere = places_of(entry, path);
  const json& effects = entry["effects"];
  for (std::size_t i = 0; i < effects.size(); ++i) {
    const json& effect = effects[i];
    const std::string at = path_of_item(path_of_key(path, "effects"), i);
    const std::string lever_name = effect["lever"];
    const std::size_t number = care::lever_named(lever_name);
    if (number == care::lever_count) {
      faults.add(path_of_key(at, "lever"),
                 fmt::format("no lever is called {}; {}", in_quotes(lever_name),
                             suggestion(lever_name, lever_names())));
      continue;
    }
    const LeverDeclaration& lever = care::lever_declarations()[number];
    LeverPull pull;
    pull.lever = static_cast<care::Lever>(number);
    const auto given = effect["value"].get<double>();
    // Of full strength it is the value itself, to the last bit.
    pull.value = strength == 1.0 ? given : lever.neutral + strength * (given - lever.neutral);
    if (given < lever.lowest || given > lever.highest) {
      faults.add(
          path_of_key(at, "value"),
          fmt::format("found {}; from {} to {} is allowed for the lever {}", shown(effect["value"]),
                      written(lever.lowest), written(lever.highest), in_quotes(lever.name)));
    } else if ((pull.value < lever.lowest || pull.value > lever.highest) &&
               !faults.touches(path_of_key(path, "strength"))) {
      faults.add(path_of_key(path, "strength"),
                 fmt::format("found {}, which takes the lever {} to {}; from {} to {} is allowed",
                             written(strength), in_quotes(lever.name), written(pull.value),
                             written(lever.lowest), written(lever.highest)));
    }
    pull.of = narrowed(effect, lever, at, faults);
    if (effect.contains("group")) {
      pull.group = group_named(effect["group"], lever, path_of_key(at, "group"), faults);
    }
    const auto after = effect.value("after_weeks", 0U);
    pull.from_week = from + after;
    pull.weeks = effect.contains("weeks")       ? effect["weeks"].get<std::uint32_t>()
                 : lasts == LeverPull::for_good ? lasts
                 : lasts > after                ? lasts - after
                                                : 0U;
    if (pull.weeks == 0) {
      faults.add(
          path_of_key(at, "after_weeks"),
          fmt::format("found {}; less than the {} weeks that the shock lasts is allowed to an "
                      "effect without weeks of its own",
                      after, lasts));
    }
    pull.fade_weeks = effect.value("fade_weeks", 0U);
    pull.every_weeks = entry.value("repeat_weeks", 0U);
    pull.neighbourhoods = places_of(effect, at);
    if (pull.neighbourhoods.empty()) pull.neighbourhoods = everywhere;
    shock.plan.pulls.push_back(std::move(pull));
  }
  shock.resolved = entry;
  return shock;
}

std::vector<Shock> ShockReader::read(const json& list, const care::Municipality* town,
                                     FaultList& faults) const {
  const std::size_t before = faults.size();
  std::vector<Shock> shocks;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string path = path_of_item("shocks", i);
    const std::size_t so_far = faults.size();
    SchemaWalk(schema_.schema(), faults)
        .walk(list[i], schema_.schema().at("definitions").at("entry"), path);
    if (faults.size() > so_far) continue;
    json entry = list[i];
    if (entry.contains("use") == entry.contains("effects")) {
      faults.add(path,
                 "a shock takes in a named one by \"use\", or has a name and effects of its "
                 "own; one of the two is needed");
      continue;
    }
    if (entry.contains("use")) {
      entry = taken_in(entry, path, faults);
    } else if (!entry.contains("name")) {
      faults.add(path_of_key(path, "name"), "is missing; a shock of its own has a name");
    }
    if (faults.size() > so_far) continue;
    shocks.push_back(filled(entry, path, town, faults));
  }
  if (faults.size() > before) shocks.clear();
  return shocks;
}

NamedShock ShockReader::named(const fs::path& file) const {
  const json document = read_json_file(file);
  FaultList faults(file.string());
  schema_.check(document, faults);
  faults.throw_if_any();
  NamedShock shock;
  shock.name = document["name"];
  shock.title = document["title"];
  shock.what = document["what"];
  shock.code = document.value("code", std::string());
  shock.source = document["source"];
  shock.document = document;
  shock.file = file;
  json entry = {{"name", shock.name}, {"effects", document["effects"]}};
  for (const char* key : {"weeks", "repeat_weeks"}) {
    if (document.contains(key)) entry[key] = document[key];
  }
  shock.shock = filled(entry, "", nullptr, faults);
  if (const std::string stem = file.stem().string(); shock.name != stem) {
    faults.add("name", fmt::format("found {}; the name of the file, {}, is allowed",
                                   in_quotes(shock.name), in_quotes(stem)));
  }
  faults.throw_if_any();
  return shock;
}

}  // namespace buurt::files
