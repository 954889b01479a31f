#include "care/processes/deaths.hpp"

#include <vector>

#include "care/processes/moves.hpp"

namespace buurt::care {

using engine::Tie;

void find_home_for_children(World& world, Row household) {
  constexpr int grown_up = 18;
  std::vector<Person> members;
  bool adult = false;
  world.each_member(household, [&](Person p) {
    members.push_back(p);
    adult = adult || world.age(p) >= grown_up;
  });
  if (adult || members.empty()) return;
  Row home = no_row;
  for (const Person child : members) {
    for (const Tie& tie : world.ties.ties(child)) {
      if (tie.outside() || !is_kin(kind_of(tie.kind)) || world.age(tie.other) < grown_up) continue;
      const Row other = world.people.household[tie.other];
      if (other != household && world.households.collective[other] == 0) {
        home = other;
        break;
      }
    }
    if (home != no_row) break;
  }
  for (const Person child : members) {
    if (home != no_row) {
      world.move_person(child, home);
    } else {
      emigrate(world, child);
    }
  }
}

void die(World& world, Person person) {
  const Row household = world.people.household[person];
  const bool alone = world.households.members[household] == 1;
  world.count(Flow::deaths, person);
  world.end_ties(person, false);
  world.remove_person(person);
  if (!alone) find_home_for_children(world, household);
}

}  // namespace buurt::care
