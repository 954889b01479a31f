#include "care/world/likeness.hpp"

#include <cstdlib>

#include "care/world/difference_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {

float likeness(const World& world, Person a, Person b) {
  const MeetingParameters& p = world.parameters.meeting;
  const People& people = world.people;
  const auto weeks = static_cast<float>(std::abs(people.birth_week[a] - people.birth_week[b]));
  const auto scale = static_cast<float>(p.age_difference_scale * weeks_per_year);
  float likeness = engine::exp_single(-weeks / scale);
  const bool other_origin = people.origin[a] != people.origin[b];
  const bool other_ability = visibly_limited(world, a) != visibly_limited(world, b);
  if (other_origin || other_ability) {
    const double openness = 0.5 * (openness_of(world, a) + openness_of(world, b));
    if (other_origin) likeness *= softened(world, p.unlike_origin, openness);
    if (other_ability) {
      likeness *= softened(world, world.parameters.difference.unlike_limitation, openness);
    }
  }
  if (people.education[a] != people.education[b]) {
    likeness *= static_cast<float>(p.unlike_education);
  }
  return likeness;
}

}  // namespace buurt::care
