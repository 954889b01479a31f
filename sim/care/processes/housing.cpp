#include "care/processes/housing.hpp"

namespace buurt::care {

void build_dwellings(World& world) {
  Dwellings& dwellings = world.dwellings;
  const Identity builder{engine::mix(engine::name_hash("builder"), 0)};
  const auto existing = static_cast<double>(dwellings.size());
  const auto wanted = static_cast<std::uint32_t>(existing * world.parameters.life.vacancy_kept);
  const std::uint32_t empty = world.rosters.members(world.vacant);
  const auto plot_metres = static_cast<float>(world.parameters.life.building_distance);
  for (std::uint32_t built = 0; empty + built < wanted; ++built) {
    const engine::Draw draw = world.stream(Decision::finds_dwelling).at(builder, world.week, built);
    // Beside a dwelling that stands already.
    const auto all = static_cast<std::uint32_t>(dwellings.rows());
    Row beside = draw.below(all);
    // Nobody builds another nursing home.
    for (Row seen = 1; seen < all && dwellings.kind[beside] == DwellingKind::collective; ++seen) {
      beside = (beside + 1) % all;
    }
    const Row dwelling = dwellings.add(builder.caused(world.week, built));
    dwellings.x[dwelling] =
        dwellings.x[beside] + plot_metres * (draw.uniform(1) < 0.5 ? -1.0F : 1.0F);
    dwellings.y[dwelling] = dwellings.y[beside];
    dwellings.street[dwelling] = dwellings.street[beside];
    dwellings.kind[dwelling] = dwellings.kind[beside];
    dwellings.household[dwelling] = no_row;
    world.rosters.join(world.vacant, dwelling, dwellings.identity[dwelling],
                       [&](Row seated) { return dwellings.identity[seated]; });
  }
}

}  // namespace buurt::care
