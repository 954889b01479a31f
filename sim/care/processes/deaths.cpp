#include "care/processes/deaths.hpp"

#include "care/processes/bereavement.hpp"
#include "care/processes/dying.hpp"
#include "care/world/need_rules.hpp"
#include "care/world/noticing_rules.hpp"

namespace buurt::care {

void die(World& world, Person person) {
  world.prefetch_ties_of(person);
  const Row household = world.people.household[person];
  const bool alone = world.households.members[household] == 1;
  world.count(Flow::deaths, person);
  count_place_of_death(world, person);
  bereave(world, person);
  stand_by(world, person, world.parameters.noticing.around_death);
  world.end_ties(person, false);
  world.remove_person(person);
  if (alone) return;
  world.house_children(household);
  set_needs_at_home(world, household);
}

}  // namespace buurt::care
