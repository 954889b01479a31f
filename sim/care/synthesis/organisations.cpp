#include "care/synthesis/organisations.hpp"
#include "care/world/service_rules.hpp"

#include <algorithm>
#include <cmath>

namespace buurt::care {

void found_organisations(World& world) {
  const FormalParameters& p = world.parameters.formal;
  const double inhabitants = world.municipality.population;
  for (std::size_t k = 0; k < organisation_kinds; ++k) {
    const auto kind = static_cast<OrganisationKind>(k);
    const double served = kind == OrganisationKind::local_centre ? p.inhabitants_per_local_centre
                                                                 : p.inhabitants_per_organisation;
    const auto units = static_cast<std::uint64_t>(std::max(1.0, std::round(inhabitants / served)));
    for (std::uint64_t unit = 0; unit < units; ++unit) {
      const Identity identity{engine::mix(
          engine::mix(engine::mix(world.seed, engine::name_hash("organisation")), k), unit)};
      world.care.add_organisation(identity, kind, 0);
    }
  }
  const double norm = hours_by_norm(world);
  for (Row row = 0; row < world.care.organisations.rows(); ++row) {
    world.care.organisations.norm_at_start[row] = norm;
    world.care.organisations.norm[row] = norm;
  }
  staff_organisations(world);
}

}  // namespace buurt::care
