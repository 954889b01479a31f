#include "files/scenario_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "files/json_file.hpp"
#include "files/nearest_name.hpp"

namespace buurt::files {
namespace {

using nlohmann::json;

/// Whether a part of the scenario is a list or an object.
bool is_structure(const json& part) {
  return part.contains("type") && (part["type"] == "object" || part["type"] == "array");
}

/// An example of a path below another.
std::string first_below(const std::string& path, const std::vector<std::string>& paths) {
  const auto at = std::find_if(paths.begin(), paths.end(),
                               [&](const std::string& one) { return one.starts_with(path + "."); });
  return at == paths.end() ? path : *at + "=VALUE";
}

void gather_paths(const json& schema, const std::string& above, std::vector<std::string>& paths) {
  for (const auto& [key, member] : schema["properties"].items()) {
    const std::string path = above.empty() ? key : above + "." + key;
    if (member.contains("properties")) {
      gather_paths(member, path, paths);
    } else if (!is_structure(member) && key != "$schema") {
      paths.push_back(path);
    }
  }
}

/// Why --set has no such path, and what it has. Of the hundreds of names only near ones are told.
std::string unknown_path(const std::string& path, const json& schema,
                         const std::vector<std::string>& paths,
                         const ParameterCatalogue& catalogue) {
  const json& parts = schema["properties"];
  if (parts.contains(path) && is_structure(parts[path])) {
    const bool is_list = parts[path]["type"] == "array";
    return fmt::format("{} is {} and no path of a scenario that takes one value; {}",
                       in_quotes(path), is_list ? "a list" : "an object",
                       path == "parameters" ? "name the parameter: --set NAME=VALUE"
                       : is_list ? "write it in the scenario file, or use buurt compare --with NAME"
                                 : "name a value in it: --set " + first_below(path, paths));
  }
  std::vector<std::string> known = paths;
  for (const std::string& name : catalogue.names()) known.push_back(name);
  const std::string what = in_quotes(path) + " is no path of a scenario and no parameter; ";
  if (nearest_name(path, known)) return what + suggestion(path, known);
  std::vector<std::string> short_ones;
  for (const std::string& one : paths) {
    if (one.find('.') == std::string::npos) short_ones.push_back(one);
  }
  return what + "paths are " + listed(short_ones, "and") +
         ", and inside an object such as \"output.every_weeks\"; 'buurt list parameters' shows the "
         "parameters";
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
      refuse(unknown_path(path, scenario_schema, paths, catalogue));
      continue;
    }

    const std::size_t faults_before = faults.size();
    json value = value_of(setting.substr(equals + 1), origin, faults);
    // A document that is not an object, here or above the value, has its own fault already.
    if (faults.size() > faults_before || !document.is_object()) continue;
    // Names of parameters hold dots of their own.
    std::vector<std::string> keys{"parameters", path};
    if (!is_parameter) {
      keys.clear();
      for (std::size_t from = 0; from <= path.size();) {
        const std::size_t dot = std::min(path.find('.', from), path.size());
        keys.push_back(path.substr(from, dot - from));
        from = dot + 1;
      }
    }
    json* at = &document;
    std::string told;
    for (const std::string& key : keys) {
      if (at->is_null()) *at = json::object();
      if (!at->is_object()) break;
      at = &(*at)[key];
      told = path_of_key(told, key);
      if (&key != &keys.back()) continue;
      *at = std::move(value);
      faults.name_origin(told, origin);
    }
  }
}

}  // namespace buurt::files
