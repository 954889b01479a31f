#include "care/world/social_hours.hpp"

#include "care/world/grief.hpp"

namespace buurt::care {

float social_hours(const World& world, Person person) {
  const TimeParameters& p = world.parameters.time;
  constexpr int eighty = 80;
  double hours = p.hours_at_home;
  switch (world.people.occupation[person]) {
    case Occupation::pupil: hours = p.hours_child; break;
    case Occupation::student: hours = p.hours_child; break;
    case Occupation::worker: hours = p.hours_worker; break;
    case Occupation::retired: hours = p.hours_retired; break;
    case Occupation::at_home: break;
  }
  if (world.age(person) >= eighty) hours = p.hours_eighty_plus;
  const double in_grief = 1.0 - world.parameters.grief.social_time * grief_of(world, person);
  return static_cast<float>(hours * in_grief) * world.people.sociability[person];
}

}  // namespace buurt::care
