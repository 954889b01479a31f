#include "care/processes/image.hpp"

#include <algorithm>
#include <vector>

#include "care/world/units.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

struct Dwelt {
  double all = 0;
  double empty = 0;
};

/// Dwellings by row of the neighbourhood.
std::vector<Dwelt> dwellings_of(const World& world) {
  std::vector<Dwelt> dwelt(world.places.rows());
  for (Row dwelling = 0; dwelling < world.dwellings.rows(); ++dwelling) {
    if (!world.dwellings.alive(dwelling)) continue;
    Dwelt& here = dwelt[world.places.neighbourhood[world.dwellings.street[dwelling]]];
    here.all += 1.0;
    here.empty += world.dwellings.household[dwelling] == no_row ? 1.0 : 0.0;
  }
  return dwelt;
}

}  // namespace

void look_at_neighbourhoods(World& world) {
  const DifferenceParameters& p = world.parameters.difference;
  const std::vector<Dwelt> dwelt = dwellings_of(world);
  const double share = 1.0 - engine::exp(-static_cast<double>(weeks_between_looks) / p.image_weeks);
  for (const Row place : world.neighbourhoods) {
    const double residents = world.rosters.members(world.places.roster[place]);
    const double good = residents > 0.0 ? (p.image_gatherings * world.places.gathered[place] +
                                           p.image_news * world.places.good_news[place]) /
                                              residents
                                        : 0.0;
    world.places.gathered[place] = 0;
    world.places.good_news[place] = 0;
    const double empty = dwelt[place].all > 0.0 ? dwelt[place].empty / dwelt[place].all : 0.0;
    const double bad = p.image_vacancy * std::max(0.0, empty - world.parameters.life.vacancy_kept) +
                       p.image_nuisance * world.levers.in(Lever::nuisance, place);
    constexpr double usual = 0.5;
    const double target = usual * (1.0 + good / (1.0 + good) - std::min(1.0, bad));
    float& image = world.places.image[place];
    const double now = image > 0.0F ? static_cast<double>(image) : usual;
    // A little above nothing, which stands for "not looked at yet".
    constexpr double lowest = 1e-3;
    image = static_cast<float>(std::max(lowest, now + share * (target - now)));
  }
}

}  // namespace buurt::care
