#include "files/intervention.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "files/data_root.hpp"
#include "files/json_file.hpp"
#include "files/nearest_name.hpp"

namespace buurt::files {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* budget_key = "budget";

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

/// What a file adds. A preset, which describes one programme or shock without being put to use, is put
/// to use as it stands.
json fragment_of(const json& document, const fs::path& file) {
  json fragment = json::object();
  for (const char* part : {"programmes", budget_key, "shocks"}) {
    if (document.contains(part)) fragment[part] = document[part];
  }
  const std::string folder = file.parent_path().filename().string();
  if (fragment.empty() && (folder == "programmes" || folder == "shocks")) {
    fragment[folder] = json::array({json{{"use", file.stem().string()}}});
  }
  return fragment;
}

/// Whether a document describes one programme or shock, to be used by name.
bool is_preset(const json& document, const fs::path& file) {
  if (!document.is_object() || !document.contains("$schema") || !document["$schema"].is_string()) {
    return false;
  }
  const fs::path schema(document["$schema"].get<std::string>());
  const std::string folder = file.parent_path().filename().string();
  return schema.filename() != "intervention.schema.json" &&
         (folder == "programmes" || folder == "shocks" || folder == "projects");
}

}  // namespace

const std::vector<InterventionFolder>& intervention_folders() {
  static const std::vector<InterventionFolder> folders{{"programmes", "programme"},
                                                       {"shocks", "shock"},
                                                       {"projects", "project"},
                                                       {"changes", "change"}};
  return folders;
}

std::vector<std::string> intervention_names(const fs::path& root, std::string_view folder) {
  return json_stems(root / folder);
}

InterventionReader::InterventionReader(fs::path root)
    : root_(std::move(root)), schema_(schema_file(root_, "intervention")) {}

fs::path InterventionReader::file_of(const std::string& path_or_name,
                                     const fs::path& beside) const {
  if (is_path(path_or_name)) {
    constexpr std::string_view shipped = "scenarios/";
    std::vector<fs::path> candidates{beside / path_or_name, path_or_name};
    if (path_or_name.starts_with(shipped)) {
      candidates.push_back(root_ / path_or_name.substr(shipped.size()));
    }
    for (const fs::path& candidate : candidates) {
      if (is_file(candidate)) return candidate;
    }
    throw engine::UserError(path_or_name, "no such file");
  }
  std::vector<std::string> known;
  for (const InterventionFolder& kind : intervention_folders()) {
    const fs::path file = root_ / kind.folder / (path_or_name + ".json");
    if (is_file(file)) return file;
    for (std::string& name : intervention_names(root_, kind.folder)) {
      known.push_back(std::move(name));
    }
  }
  throw engine::UserError(path_or_name, "no programme, shock, project or change has that name; " +
                                            suggestion(path_or_name, known));
}

Intervention InterventionReader::read(const std::string& path_or_name,
                                      const fs::path& beside) const {
  const fs::path file = file_of(path_or_name, beside);
  const json document = read_json_file(file);
  if (!is_preset(document, file)) {
    FaultList faults(file.string());
    schema_.check(document, faults);
    faults.throw_if_any();
  }
  Intervention read;
  read.name = document.value("name", file.stem().string());
  read.title = document.value("title", read.name);
  read.what = document.value("what", std::string());
  read.source = document.value("source", std::string());
  read.fragment = fragment_of(document, file);
  read.file = file;
  return read;
}

json with_interventions(json scenario, const std::vector<Intervention>& added, FaultList& faults) {
  if (!scenario.is_object()) return scenario;
  std::map<std::string, std::string> changed_by;
  if (scenario.contains(budget_key) && scenario[budget_key].is_object()) {
    for (const auto& [line, change] : scenario[budget_key].items()) {
      changed_by[line] = "the scenario itself";
    }
  }
  for (const Intervention& one : added) {
    for (const auto& [part, value] : one.fragment.items()) {
      json& target = scenario[part];
      if (target.is_null()) target = value.is_array() ? json::array() : json::object();
      if (value.is_array() && target.is_array()) {
        target.insert(target.end(), value.begin(), value.end());
      } else if (value.is_object() && target.is_object()) {
        for (const auto& [line, change] : value.items()) {
          const auto [before, is_new] = changed_by.emplace(line, one.name);
          if (is_new) {
            target[line] = change;
          } else {
            faults.add(path_of_key(budget_key, line),
                       fmt::format("{} and {} both change this line; one change is allowed in an "
                                   "arm",
                                   before->second, one.name));
          }
        }
      }
    }
  }
  return scenario;
}

}  // namespace buurt::files
