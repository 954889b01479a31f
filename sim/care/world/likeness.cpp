#include "care/world/likeness.hpp"

#include <cstdlib>

#include "engine/math.hpp"

namespace buurt::care {

float likeness(const World& world, Person a, Person b) {
  const MeetingParameters& p = world.parameters.meeting;
  const People& people = world.people;
  const auto weeks = static_cast<float>(std::abs(people.birth_week[a] - people.birth_week[b]));
  const auto scale = static_cast<float>(p.age_difference_scale * weeks_per_year);
  float likeness = engine::exp_single(-weeks / scale);
  if (people.origin[a] != people.origin[b]) likeness *= static_cast<float>(p.unlike_origin);
  if (people.education[a] != people.education[b]) {
    likeness *= static_cast<float>(p.unlike_education);
  }
  return likeness;
}

}  // namespace buurt::care
