#include "care/processes/memberships.hpp"

namespace buurt::care {

void leave_association(World& world, Person person) {
  world.stop_sharing(person, world.people.association[person], TieKind::fellow_member);
  world.change_place(world.people.association, person, no_row);
}

void join_association(World& world, Person person) {
  People& people = world.people;
  if (people.association[person] != no_row) return;
  if (world.households.dwelling[people.household[person]] == no_row) return;
  const engine::Stream draws = world.stream(Decision::joins_association);
  const std::uint32_t roster = world.places.roster[world.neighbourhood_of(person)];
  const bool adult = world.age(person) >= adult_age;
  const auto attempts = static_cast<std::uint32_t>(world.parameters.life.association_attempts);
  // Of every ten people some are of the own side of majority.
  const std::uint32_t most_draws = 10 * attempts;
  std::uint32_t asked = 0;
  for (std::uint32_t index = 0; index < most_draws && asked < attempts; ++index) {
    const Person somebody =
        world.rosters.pick(roster, draws.at(people.identity[person], world.week, index));
    if (somebody == no_row || (world.age(somebody) >= adult_age) != adult) continue;
    ++asked;
    if (people.association[somebody] == no_row) continue;
    world.change_place(people.association, person, people.association[somebody]);
    return;
  }
}

void leave_parish(World& world, Person person) {
  world.stop_sharing(person, world.people.parish[person], TieKind::fellow_member);
  world.change_place(world.people.parish, person, no_row);
}

void join_parish(World& world, Person person) {
  if (world.households.dwelling[world.people.household[person]] == no_row) return;
  const auto area = world.places.area[world.street_of(person)];
  for (const Row parish : world.place_index[static_cast<std::size_t>(PlaceKind::parish)].rows) {
    if (world.places.area[parish] != area) continue;
    world.change_place(world.people.parish, person, parish);
    return;
  }
}

}  // namespace buurt::care
