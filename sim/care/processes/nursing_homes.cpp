#include "care/processes/nursing_homes.hpp"

#include "care/processes/needs.hpp"
#include "care/world/occupations.hpp"

namespace buurt::care {
namespace {

Row home_with_a_bed(const World& world, Identity who) {
  const std::vector<Row>& homes = world.collective_households;
  if (homes.empty()) return no_row;
  const engine::Draw draw = world.stream(Decision::enters_nursing_home).at(who, world.week);
  const std::size_t first = draw.below(static_cast<std::uint32_t>(homes.size()));
  for (std::size_t i = 0; i < homes.size(); ++i) {
    const Row home = homes[(first + i) % homes.size()];
    if (world.households.members[home] < world.households.beds[home]) return home;
  }
  return no_row;
}

}  // namespace

bool enter_nursing_home(World& world, Person person) {
  People& people = world.people;
  const Row old_home = people.household[person];
  if (world.households.collective[old_home] != 0) return false;
  const Row home = home_with_a_bed(world, people.identity[person]);
  if (home == no_row) return false;
  if (people.occupation[person] != Occupation::retired) {
    leave_daytime(world, person);
    people.occupation[person] = Occupation::retired;
  }
  if (const Person partner = people.partner[person]; partner != no_row) {
    people.partner[partner] = no_row;
    people.partner[person] = no_row;
  }
  world.move_person(person, home);
  world.house_children(old_home);
  set_needs(world, person);
  set_needs_at_home(world, old_home);
  return true;
}

}  // namespace buurt::care
