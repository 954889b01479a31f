#include "care/processes/moves.hpp"

#include <vector>

namespace buurt::care {
namespace {

std::vector<Person> members_of(const World& world, Row household) {
  std::vector<Person> members;
  world.each_member(household, [&](Person p) { members.push_back(p); });
  return members;
}

}  // namespace

void leave_home(World& world, Person person) {
  if (!world.lives_with_parents(person)) return;
  const Identity me = world.people.identity[person];
  const Row dwelling = world.pick_vacant(me, 0);
  if (dwelling == no_row) return;
  std::vector<Person> children = world.dependants_of(person);
  const Row home = world.add_household(
      me.caused(static_cast<std::uint64_t>(Decision::leaves_home), world.week), dwelling);
  const Row old_home = world.people.household[person];
  world.move_person(person, home);
  for (const Person child : children) world.move_person(child, home);
  world.house_children(old_home);
}

void move_within(World& world, Person head) {
  const Row household = world.people.household[head];
  if (world.households.collective[household] != 0) return;
  const Row dwelling = world.pick_vacant(world.people.identity[head], 1);
  if (dwelling == no_row) return;
  world.move_household(household, dwelling);
  for (const Person person : members_of(world, household)) {
    world.see_neighbours(person);
    world.count(Flow::moved_within, person);
  }
}

void move_out(World& world, Person head) {
  const Row household = world.people.household[head];
  if (world.households.collective[household] != 0) return;
  for (const Person person : members_of(world, household)) world.emigrate(person);
}

}  // namespace buurt::care
