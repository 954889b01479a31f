#include "files/data_root.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "engine/error.hpp"
#include "files/fault_list.hpp"
#include "files/nearest_name.hpp"

namespace buurt::files {
namespace {

namespace fs = std::filesystem;
using engine::UserError;

bool is_file(const fs::path& path) {
  std::error_code ignored;
  const auto status = fs::status(path, ignored);
  return fs::exists(status) && !fs::is_directory(status);
}

bool is_data_root(const fs::path& folder) { return is_file(schema_file(folder, "scenario")); }

}  // namespace

std::vector<std::string> json_stems(const fs::path& folder) {
  std::vector<std::string> stems;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".json" && is_file(entry.path()))
      stems.push_back(entry.path().stem().string());
  }
  std::sort(stems.begin(), stems.end());
  return stems;
}

fs::path schema_file(const fs::path& root, const std::string& name) {
  return root / "schema" / (name + ".schema.json");
}

fs::path data_root() {
  if (const char* named = std::getenv("BUURT_SCENARIOS"); named != nullptr && *named != '\0') {
    if (is_data_root(named)) return named;
    throw UserError(
        "BUURT_SCENARIOS",
        fmt::format("{} holds no schema/scenario.schema.json; name the folder scenarios/ of buurt",
                    in_quotes(named)));
  }
  std::vector<fs::path> candidates;
  std::error_code unknown;
  const fs::path executable = fs::read_symlink("/proc/self/exe", unknown);
  if (!unknown) {
    const fs::path beside = executable.parent_path();
    candidates.push_back((beside / "../share/buurt/scenarios").lexically_normal());
    candidates.push_back((beside / "../../scenarios").lexically_normal());
  }
#ifdef BUURT_SOURCE_SCENARIOS
  candidates.emplace_back(BUURT_SOURCE_SCENARIOS);
#endif
  std::string sought;
  for (const fs::path& candidate : candidates) {
    if (is_data_root(candidate)) return candidate;
    sought += (sought.empty() ? "" : ", ") + candidate.string();
  }
  throw UserError(
      "scenarios/",
      fmt::format(
          "the data of buurt was not found (sought in {}); set BUURT_SCENARIOS to its folder",
          sought));
}

bool is_path(const std::string& name_or_path) {
  return name_or_path.find('/') != std::string::npos || name_or_path.ends_with(".json");
}

std::vector<std::string> municipality_names(const fs::path& root) {
  return json_stems(root / "municipalities");
}

std::vector<std::string> scenario_names(const fs::path& root) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(root, ignored)) {
    if (!is_file(entry.path() / "baseline.json")) continue;
    for (const std::string& stem : json_stems(entry.path()))
      names.push_back(entry.path().filename().string() + "/" + stem);
  }
  std::sort(names.begin(), names.end());
  return names;
}

fs::path municipality_file(const std::string& name_or_path, const fs::path& root,
                           const fs::path& beside) {
  if (is_path(name_or_path)) {
    for (const fs::path& candidate : {beside / name_or_path, fs::path(name_or_path)}) {
      if (is_file(candidate)) return fs::absolute(candidate).lexically_normal();
    }
    throw UserError("municipality", fmt::format("no such file: {}", in_quotes(name_or_path)));
  }
  const fs::path file = root / "municipalities" / (name_or_path + ".json");
  if (is_file(file)) return file;
  throw UserError("municipality", fmt::format("{} is not known; {}", in_quotes(name_or_path),
                                              suggestion(name_or_path, municipality_names(root))));
}

fs::path scenario_file(const std::string& name_or_path, const fs::path& root) {
  if (is_file(name_or_path)) return name_or_path;
  // The documented path works from any working folder.
  constexpr std::string_view shipped = "scenarios/";
  if (name_or_path.starts_with(shipped) && is_file(root / name_or_path.substr(shipped.size()))) {
    return root / name_or_path.substr(shipped.size());
  }
  const std::vector<std::string> names = scenario_names(root);
  for (const std::string& name : {name_or_path, name_or_path + "/baseline"}) {
    if (std::find(names.begin(), names.end(), name) != names.end()) return root / (name + ".json");
  }
  if (std::error_code ignored; fs::is_directory(name_or_path, ignored)) {
    throw UserError(name_or_path,
                    "is a folder; a scenario file or the name of a scenario is needed here");
  }
  if (name_or_path.ends_with(".json")) throw UserError(name_or_path, "no such file");
  std::vector<std::string> known = names;
  for (const std::string& name : names) {
    if (name.ends_with("/baseline")) known.push_back(name.substr(0, name.rfind('/')));
  }
  throw UserError(name_or_path,
                  "no such file and no scenario of that name; " + suggestion(name_or_path, known));
}

std::vector<std::string> programme_names(const fs::path& root) {
  return json_stems(root / "programmes");
}

fs::path programme_file(const std::string& name_or_path, const fs::path& root) {
  if (is_path(name_or_path)) {
    if (is_file(name_or_path)) return name_or_path;
    constexpr std::string_view shipped = "scenarios/";
    if (name_or_path.starts_with(shipped) && is_file(root / name_or_path.substr(shipped.size()))) {
      return root / name_or_path.substr(shipped.size());
    }
    throw UserError("use", fmt::format("no such file: {}", in_quotes(name_or_path)));
  }
  for (const char* folder : {"programmes", "projects"}) {
    const fs::path file = root / folder / (name_or_path + ".json");
    if (is_file(file)) return file;
  }
  std::vector<std::string> known = programme_names(root);
  for (std::string& project : json_stems(root / "projects")) known.push_back(std::move(project));
  throw UserError("use", fmt::format("{} is not known; {}", in_quotes(name_or_path),
                                     suggestion(name_or_path, known)));
}

std::vector<std::string> experiment_names(const fs::path& root) {
  return json_stems(root / "experiments");
}

fs::path experiment_file(const std::string& name_or_path, const fs::path& root) {
  if (is_file(name_or_path)) return name_or_path;
  constexpr std::string_view shipped = "scenarios/";
  if (name_or_path.starts_with(shipped) && is_file(root / name_or_path.substr(shipped.size()))) {
    return root / name_or_path.substr(shipped.size());
  }
  const std::vector<std::string> names = experiment_names(root);
  if (std::find(names.begin(), names.end(), name_or_path) != names.end()) {
    return root / "experiments" / (name_or_path + ".json");
  }
  if (std::error_code ignored; fs::is_directory(name_or_path, ignored)) {
    throw UserError(name_or_path,
                    "is a folder; an experiment file or the name of an experiment is needed here");
  }
  if (name_or_path.ends_with(".json")) throw UserError(name_or_path, "no such file");
  throw UserError(name_or_path, "no such file and no experiment of that name; " +
                                    suggestion(name_or_path, names));
}

void name_uses_beside(nlohmann::json& document, const fs::path& beside) {
  if (!document.is_object()) return;
  for (const char* part : {"programmes", "shocks"}) {
    if (!document.contains(part) || !document[part].is_array()) continue;
    for (nlohmann::json& entry : document[part]) {
      if (!entry.is_object() || !entry.contains("use") || !entry["use"].is_string()) continue;
      const auto use = entry["use"].get<std::string>();
      if (is_path(use) && is_file(beside / use)) {
        entry["use"] = fs::absolute(beside / use).lexically_normal().string();
      }
    }
  }
}

}  // namespace buurt::files
