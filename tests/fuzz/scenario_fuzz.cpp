// libFuzzer target: whatever bytes a scenario file holds, reading them ends in a scenario or in a
// UserError.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "files/data_root.hpp"
#include "scenario_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const buurt::files::ScenarioReader reader(
      buurt::files::data_root(),
      buurt::files::ParameterCatalogue(
          {{"volunteer.leaving_rate", "per year", 0.33, 0.05, 0.9, "a source", "assumed", "a rate"},
           {"ties.hours_scale", "hours", 90, 20, 400, "a source", "assumed", "hours"}}));
  buurt::test::is_scenario(reader, std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
