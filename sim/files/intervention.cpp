#include "files/intervention.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "files/data_root.hpp"
#include "files/json_file.hpp"
#include "files/nearest_name.hpp"
#include "files/schema_check.hpp"

namespace buurt::files {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* budget_key = "budget";

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

/// The schema that a document names: "programme" and "shock" describe what is used by name.
std::string schema_named_by(const json& document) {
  if (document.is_object() && document.contains("$schema") && document["$schema"].is_string()) {
    const fs::path schema = fs::path(document["$schema"].get<std::string>()).filename();
    for (const char* kind : {"programme", "shock"}) {
      if (schema == std::string(kind) + ".schema.json") return kind;
    }
  }
  return "intervention";
}

/// What a file adds. A shock that is described without being put to use is put to use as it stands.
json fragment_of(const json& document, const fs::path& file, const fs::path& root) {
  json fragment = json::object();
  for (const char* part : {"programmes", budget_key, "shocks", "payers"}) {
    if (document.contains(part)) fragment[part] = document[part];
  }
  if (schema_named_by(document) == "shock") {
    const bool is_shipped = file.parent_path() == root / "shocks";
    const fs::path use = is_shipped ? file.stem() : fs::absolute(file);
    fragment["shocks"] = json::array({json{{"use", use.string()}}});
  }
  // What is beside this file is not beside the scenario that it is added to.
  name_uses_beside(fragment, file.parent_path());
  return fragment;
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

InterventionReader::InterventionReader(fs::path root) : root_(std::move(root)) {}

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
  FaultList faults(file.string());
  SchemaCheck(schema_file(root_, schema_named_by(document))).check(document, faults);
  faults.throw_if_any();
  Intervention read;
  read.name = document.value("name", file.stem().string());
  read.title = document.value("title", read.name);
  read.what = document.value("what", std::string());
  read.source = document.value("source", std::string());
  read.fragment = fragment_of(document, file, root_);
  read.file = file;
  return read;
}

Merged with_interventions(json scenario, const std::vector<Intervention>& added,
                          const std::vector<std::string>& settings, FaultList& faults) {
  Merged merged{std::move(scenario), {}};
  json& document = merged.document;
  if (!document.is_object()) return merged;
  std::map<std::string, std::string> changed_by;
  if (document.contains(budget_key) && document[budget_key].is_object()) {
    for (const auto& [line, change] : document[budget_key].items()) {
      changed_by[line] = "the scenario itself";
    }
  }
  // What is set holds in every arm.
  for (const std::string& setting : settings) {
    const std::string path = setting.substr(0, setting.find('='));
    const std::string above = std::string(budget_key) + ".";
    if (!path.starts_with(above)) continue;
    const std::string line = path.substr(above.size(), path.find('.', above.size()) - above.size());
    changed_by[line] = "--set " + setting;
  }
  for (const Intervention& one : added) {
    const std::string origin =
        (one.file.empty() ? "arm " + in_quotes(one.name) : one.file.string()) + ": ";
    for (const auto& [part, value] : one.fragment.items()) {
      json& target = document[part];
      if (target.is_null()) target = value.is_array() ? json::array() : json::object();
      if (value.is_array() && target.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
          merged.places.emplace_back(path_of_item(part, target.size()),
                                     origin + path_of_item(part, i));
          target.push_back(value[i]);
        }
      } else if (value.is_object() && target.is_object()) {
        for (const auto& [line, change] : value.items()) {
          const auto [before, is_new] = changed_by.emplace(line, one.name);
          if (is_new) {
            merged.places.emplace_back(path_of_key(part, line), origin + path_of_key(part, line));
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
  return merged;
}

}  // namespace buurt::files
