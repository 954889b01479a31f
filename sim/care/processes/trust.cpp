#include "care/processes/trust.hpp"

#include <vector>

#include "care/world/units.hpp"
#include "engine/math.hpp"

namespace buurt::care {

void see_help(World& world) {
  const TrustParameters& p = world.parameters.trust;
  // Nobody is helped yet when a municipality begins, which is no norm that anybody lives by.
  if (world.week < p.norm_weeks) return;
  const CareBook& care = world.care;
  std::vector<std::uint32_t> seen(world.neighbourhoods.size());
  std::vector<std::uint32_t> number(world.places.rows());
  for (std::uint32_t i = 0; i < world.neighbourhoods.size(); ++i) {
    number[world.neighbourhoods[i]] = i;
  }
  for (Row help = 0; help < care.help.rows(); ++help) {
    if (!care.help.alive(help) || care.help.giver[help] == no_row) continue;
    const Source source = care.help.source[help];
    if (source != Source::friends && source != Source::volunteers) continue;
    const Person giver = care.help.giver[help];
    if (world.households.dwelling[world.people.household[giver]] == no_row) continue;
    ++seen[number[world.neighbourhood_of(giver)]];
  }
  const double share = 1.0 - engine::exp(-static_cast<double>(weeks_between_looks) / p.norm_weeks);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const Row place = world.neighbourhoods[i];
    const double residents = world.rosters.members(world.places.roster[place]);
    if (residents <= 0.0) continue;
    const double help = seen[i] / residents;
    const double target = help / (help + p.norm_usual);
    float& norm = world.places.norm_of_helping[place];
    // Before anything was seen it is as usual.
    constexpr double usual = 0.5;
    const double now = norm > 0.0F ? static_cast<double>(norm) : usual;
    norm = static_cast<float>(now + share * (target - now));
  }
}

}  // namespace buurt::care
