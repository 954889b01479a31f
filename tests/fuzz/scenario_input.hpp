#pragma once
// How bytes reach the scenario reader, for the fuzz target and for the test that needs no fuzzer.

#include <string_view>

#include "engine/error.hpp"
#include "files/scenario.hpp"

namespace buurt::test {

/// What stands between a scenario and the settings of the call, and between two settings.
inline constexpr char setting_mark = '\x1e';

/// Reads bytes as a scenario, followed by settings, each after a setting_mark. Whatever they are,
/// they are a scenario or a UserError that says something; anything else leaves this function as
/// another exception.
/// \return whether they are a scenario
inline bool is_scenario(const files::ScenarioReader& reader, std::string_view bytes) {
  files::ScenarioOptions options;
  for (std::size_t mark = bytes.rfind(setting_mark); mark != std::string_view::npos;
       mark = bytes.rfind(setting_mark)) {
    options.set.emplace_back(bytes.substr(mark + 1));
    bytes = bytes.substr(0, mark);
  }
  try {
    const files::Scenario scenario = reader.parse(bytes, "input.json", options);
    const std::string resolved = files::resolved_json(scenario).dump();
    // What was accepted must be accepted again, or `verify` could not rerun it.
    if (files::resolved_json(reader.parse(resolved, "again.json")).dump() != resolved) {
      throw std::logic_error("a scenario does not come back from its own text: " + resolved);
    }
    return true;
  } catch (const engine::UserError& error) {
    if (error.faults().empty()) throw std::logic_error("an error without a fault");
    for (const engine::Fault& fault : error.faults()) {
      if (fault.where.empty() || fault.what.empty())
        throw std::logic_error("a fault without a place or without words");
    }
    return false;
  }
}

}  // namespace buurt::test
