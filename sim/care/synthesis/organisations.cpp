#include "care/synthesis/organisations.hpp"

#include <algorithm>
#include <cmath>

#include "care/synthesis/ages.hpp"
#include "care/world/service_rules.hpp"

namespace buurt::care {
namespace {

double hours_by_norm(const FormalParameters& p, const AgeCounts& ages) {
  double hours = 0.0;
  for (const std::vector<std::uint32_t>& of_sex : ages) {
    for (std::size_t age = 0; age < of_sex.size(); ++age) {
      hours += of_sex[age] * norm_at(p, static_cast<int>(age));
    }
  }
  return hours;
}

}  // namespace

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
  // Hours and beds of the sources are for the ages of the file, whatever ages are now.
  const double of_file = hours_by_norm(p, count_by_age(world.municipality));
  const double now = care::hours_by_norm(world);
  for (Row row = 0; row < world.care.organisations.rows(); ++row) {
    world.care.organisations.norm_at_start[row] = of_file;
    world.care.organisations.norm[row] = now;
  }
  staff_organisations(world);
}

}  // namespace buurt::care
