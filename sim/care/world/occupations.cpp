#include "care/world/occupations.hpp"

#include <limits>

#include "care/world/world.hpp"

namespace buurt::care {

int school_from(const World& world) { return static_cast<int>(world.parameters.life.school_age); }
int school_until(const World& world) {
  return static_cast<int>(world.parameters.life.school_leaving_age);
}

Row nearest_class(const World& world, Person person, int age) {
  const Row dwelling = world.households.dwelling[world.people.household[person]];
  if (dwelling == no_row) return no_row;
  Row nearest = no_row;
  float least = std::numeric_limits<float>::max();
  for (const Row place :
       world.place_index[static_cast<std::size_t>(PlaceKind::school_class)].rows) {
    if (world.places.age_from[place] != age) continue;
    if (world.places.capacity[place] != 0 &&
        world.rosters.members(world.places.roster[place]) >= world.places.capacity[place]) {
      continue;
    }
    const float dx = world.places.x[place] - world.dwellings.x[dwelling];
    const float dy = world.places.y[place] - world.dwellings.y[dwelling];
    if (const float square = dx * dx + dy * dy; square < least) {
      least = square;
      nearest = place;
    }
  }
  return nearest;
}

void leave_daytime(World& world, Person person) {
  world.stop_sharing(person, world.people.daytime[person], TieKind::colleague);
  world.change_place(world.people.daytime, person, no_row);
}

void find_work(World& world, Person person) {
  const engine::Draw draw =
      world.stream(Decision::daytime_place).at(world.people.identity[person], world.week, 1);
  world.people.occupation[person] = Occupation::worker;
  const bool elsewhere = draw.happens(world.municipality.employed_elsewhere_share, 0);
  world.change_place(world.people.daytime, person,
                     elsewhere ? no_row : world.pick_place(PlaceKind::workplace, draw.uniform(1)));
}

void start_daytime(World& world, Person person) {
  People& people = world.people;
  const int age = world.age(person);
  if (age < school_from(world)) {
    people.occupation[person] = Occupation::at_home;
  } else if (age < school_until(world)) {
    people.occupation[person] = Occupation::pupil;
    world.change_place(people.daytime, person, nearest_class(world, person, age));
  } else if (age >= static_cast<int>(world.parameters.life.retirement_age)) {
    people.occupation[person] = Occupation::retired;
  } else {
    find_work(world, person);
  }
}

}  // namespace buurt::care
