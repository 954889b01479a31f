#include "files/scenario_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "files/json_file.hpp"
#include "files/nearest_name.hpp"

namespace buurt::files {
namespace {

using nlohmann::json;

void gather_paths(const json& schema, const std::string& above, std::vector<std::string>& paths) {
  for (const auto& [key, member] : schema["properties"].items()) {
    const std::string path = above.empty() ? key : above + "." + key;
    if (member.contains("properties")) {
      gather_paths(member, path, paths);
    } else if (member["type"] != "object" && member["type"] != "array" && key != "$schema") {
      paths.push_back(path);
    }
  }
}

/// Whether a text starts as only JSON does, so that a slip in it is a fault and not a text.
bool means_json(std::string_view text) {
  return !text.empty() && std::string_view("{[\"").find(text.front()) != std::string_view::npos;
}

json value_of(const std::string& text, const std::string& origin, FaultList& faults) {
  try {
    return parse_json(text, "value");
  } catch (const engine::UserError& problem) {
    if (means_json(text)) {
      faults.name_origin(origin, origin);
      for (const engine::Fault& fault : problem.faults()) faults.add(origin, fault.what);
    }
    return text;
  }
}

}  // namespace

std::vector<std::string> settable_paths(const json& scenario_schema) {
  std::vector<std::string> paths;
  gather_paths(scenario_schema, "", paths);
  return paths;
}

void apply_settings(const std::vector<std::string>& settings, const json& scenario_schema,
                    const ParameterCatalogue& catalogue, json& document, FaultList& faults) {
  const std::vector<std::string> paths = settable_paths(scenario_schema);
  for (const std::string& setting : settings) {
    // Where a fault of the setting itself stands; no path of a file looks like it.
    const std::string origin = "--set " + setting;
    const auto refuse = [&](std::string what) {
      faults.name_origin(origin, origin);
      faults.add(origin, std::move(what));
    };
    if (first_invalid_utf8(setting) != std::string::npos) {
      refuse("is not valid UTF-8");
      continue;
    }
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      refuse("path=value is needed, such as weeks=52");
      continue;
    }
    std::string path = setting.substr(0, equals);
    if (constexpr std::string_view prefix = "parameters."; path.starts_with(prefix))
      path = path.substr(prefix.size());
    const bool is_parameter = catalogue.find(path) != nullptr;
    if (!is_parameter && std::find(paths.begin(), paths.end(), path) == paths.end()) {
      std::vector<std::string> known = paths;
      for (const std::string& name : catalogue.names()) known.push_back(name);
      refuse(fmt::format("{} is no path of a scenario and no parameter; {}", in_quotes(path),
                         suggestion(path, known)));
      continue;
    }

    const std::size_t faults_before = faults.size();
    json value = value_of(setting.substr(equals + 1), origin, faults);
    // A document that is not an object, here or above the value, has its own fault already.
    if (faults.size() > faults_before || !document.is_object()) continue;
    const std::size_t dot = path.find('.');
    const std::string above =
        is_parameter ? "parameters" : path.substr(0, dot == std::string::npos ? 0 : dot);
    const std::string key = is_parameter || dot == std::string::npos ? path : path.substr(dot + 1);
    json& parent = above.empty() ? document : document[above];
    if (parent.is_null()) parent = json::object();
    if (!parent.is_object()) continue;
    parent[key] = std::move(value);
    faults.name_origin(path_of_key(above, key), origin);
  }
}

}  // namespace buurt::files
