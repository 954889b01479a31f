#include "files/accepted_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/identity.hpp"
#include "files/fault_list.hpp"
#include "files/json_file.hpp"
#include "files/nearest_name.hpp"

namespace buurt::files {
namespace {

using nlohmann::json;

ParameterValues parameters_of(const json& one, const std::string& place,
                              const ParameterCatalogue& catalogue, bool allow_out_of_range,
                              FaultList& faults) {
  ParameterValues values;
  const std::string path = path_of_key(place, "parameters");
  if (!one.is_object() || !one.contains("parameters") || !one["parameters"].is_object() ||
      one["parameters"].empty()) {
    faults.add(path, "an object with the value of each parameter is needed");
    return values;
  }
  for (const auto& [name, value] : one["parameters"].items()) {
    const std::string at = path_of_key(path, name);
    const ParameterEntry* entry = catalogue.find(name);
    if (entry == nullptr) {
      faults.add(at, "no parameter of that name is known; " + suggestion(name, catalogue.names()));
    } else if (!value.is_number() ||
               (!allow_out_of_range &&
                (value.get<double>() < entry->minimum || value.get<double>() > entry->maximum))) {
      faults.add(at, fmt::format("found {}; {} is allowed", shown(value), range_in_words(*entry)));
    } else {
      values[name] = value.get<double>();
    }
  }
  return values;
}

bool same_names(const ParameterValues& a, const ParameterValues& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](auto& x, auto& y) { return x.first == y.first; });
}

}  // namespace

ParameterSets read_accepted_sets(const std::filesystem::path& file,
                                 const ParameterCatalogue& catalogue, const ScenarioOptions& call) {
  const json document = read_json_file(file);
  FaultList faults(file.string());
  if (!document.is_object() || !document.contains("accepted") || !document["accepted"].is_array()) {
    faults.add("accepted", "a list is needed, as 'buurt calibrate --json' prints it");
  } else if (document["accepted"].empty()) {
    faults.add("accepted",
               "the calibration accepted no point, so there is nothing to take forward");
  }
  faults.throw_if_any();
  std::vector<std::pair<std::uint64_t, ParameterValues>> shuffled;
  for (std::size_t i = 0; i < document["accepted"].size(); ++i) {
    const std::string place = path_of_item("accepted", i);
    auto values =
        parameters_of(document["accepted"][i], place, catalogue, call.allow_out_of_range, faults);
    if (!faults.touches(place) && !shuffled.empty() &&
        !same_names(values, shuffled.front().second)) {
      faults.add(path_of_key(place, "parameters"),
                 "holds other parameters than the first of the list; the same are needed in each");
    }
    shuffled.emplace_back(engine::mix(engine::name_hash("accepted set"), i), std::move(values));
  }
  faults.throw_if_any();
  for (const auto& [name, value] : shuffled.front().second) {
    for (const std::string& setting : call.set) {
      const std::string path = setting.substr(0, setting.find('='));
      if (path != name && path != "parameters." + name) continue;
      const std::string origin = "--set " + setting;
      faults.name_origin(origin, origin);
      faults.add(origin, "this parameter varies in " + file.string() + ", so it cannot be set");
    }
  }
  faults.throw_if_any();
  std::sort(shuffled.begin(), shuffled.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  ParameterSets sets;
  for (auto& [order, values] : shuffled) sets.push_back(std::move(values));
  return sets;
}

}  // namespace buurt::files
