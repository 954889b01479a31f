#include "care/processes/deaths.hpp"

namespace buurt::care {

void die(World& world, Person person) {
  world.prefetch_ties_of(person);
  const Row household = world.people.household[person];
  const bool alone = world.households.members[household] == 1;
  world.count(Flow::deaths, person);
  world.end_ties(person, false);
  world.remove_person(person);
  if (!alone) world.house_children(household);
}

}  // namespace buurt::care
