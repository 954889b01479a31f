#include "care/synthesis/health.hpp"

#include <algorithm>

#include "care/world/health_rules.hpp"
#include "care/world/need_rules.hpp"

namespace buurt::care {
namespace {

constexpr std::size_t bands = 23;
constexpr int years_of_band = 5;

std::size_t band_of(const World& world, Person person) {
  return std::min(bands - 1, static_cast<std::size_t>(world.age(person) / years_of_band));
}

bool in_nursing_home(const World& world, Person person) {
  return world.households.collective[world.people.household[person]] != 0;
}

using States = std::array<double, health_states>;

/// How much likelier each state makes it to live in a nursing home.
States weights_of_homes(const HealthParameters& p) {
  const std::array<double, function_levels> of_function = {1.0, p.home_light, p.home_moderate,
                                                           p.home_severe};
  States weights{};
  for (HealthState state = 0; state < health_states; ++state) {
    weights[state] =
        of_function[state % function_levels] * (dementia_in(state) ? p.home_dementia : 1.0);
  }
  return weights;
}

}  // namespace

void give_everybody_health(World& world) {
  const People& people = world.people;
  std::array<std::array<double, bands>, 2> all{};
  std::array<std::array<double, bands>, 2> in_homes{};
  for (Person person = 0; person < people.rows(); ++person) {
    const auto sex = static_cast<std::size_t>(people.sex[person]);
    const std::size_t band = band_of(world, person);
    all[sex][band] += 1.0;
    in_homes[sex][band] += in_nursing_home(world, person) ? 1.0 : 0.0;
  }
  const States weights = weights_of_homes(world.parameters.health);
  for (Person person = 0; person < people.rows(); ++person) {
    const auto sex = static_cast<std::size_t>(people.sex[person]);
    const std::size_t band = band_of(world, person);
    if (in_nursing_home(world, person)) {
      draw_health(world, person, weights);
    } else if (in_homes[sex][band] == 0.0) {
      draw_health(world, person);
    } else {
      // Those at home are what all of this age are, less those in the homes.
      const States& shares = world.health.shares(people.sex[person], world.age(person));
      double mean = 0.0;
      for (HealthState s = 0; s < health_states; ++s) mean += shares[s] * weights[s];
      const double share_in_homes = in_homes[sex][band] / all[sex][band];
      States at_home{};
      for (HealthState s = 0; s < health_states; ++s) {
        at_home[s] = std::max(0.0, 1.0 - share_in_homes * weights[s] / mean);
      }
      draw_health(world, person, at_home);
    }
    set_needs(world, person);
    if (world.age(person) >= adult_age) expect_small_need(world, person);
  }
}

}  // namespace buurt::care
