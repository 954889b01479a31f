#include "care/processes/daytime.hpp"

#include <limits>

namespace buurt::care {
namespace {

int school_from(const World& world) { return static_cast<int>(world.parameters.life.school_age); }
int school_until(const World& world) {
  return static_cast<int>(world.parameters.life.school_leaving_age);
}

/// The nearest class of an age that has room.
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

}  // namespace

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

void change_daytime(World& world, Person person) {
  leave_daytime(world, person);
  if (world.age(person) >= static_cast<int>(world.parameters.life.retirement_age)) {
    world.people.occupation[person] = Occupation::retired;
  } else {
    find_work(world, person);
  }
}

void start_school_year(World& world) {
  People& people = world.people;
  for (const Row place :
       world.place_index[static_cast<std::size_t>(PlaceKind::school_class)].rows) {
    ++world.places.age_from[place];
    if (world.places.age_from[place] >= school_until(world))
      world.places.age_from[place] = static_cast<std::uint8_t>(school_from(world));
  }
  // The eldest leave before the youngest come, so that a class has room whoever is looked at first.
  for (Person person = 0; person < people.rows(); ++person) {
    if (!people.alive(person) || people.occupation[person] != Occupation::pupil) continue;
    const int age = world.age(person);
    const Row place = people.daytime[person];
    const bool class_ended = place != no_row && world.places.age_from[place] == school_from(world);
    if (!class_ended && age < school_until(world)) continue;
    if (place != no_row) leave_daytime(world, person);
    const engine::Draw draw =
        world.stream(Decision::daytime_place).at(people.identity[person], world.week, 0);
    if (age < static_cast<int>(world.parameters.life.study_until) &&
        draw.happens(world.parameters.life.student_share)) {
      people.occupation[person] = Occupation::student;
    } else {
      find_work(world, person);
    }
  }
  for (Person person = 0; person < people.rows(); ++person) {
    if (!people.alive(person) || people.occupation[person] != Occupation::at_home) continue;
    const int age = world.age(person);
    if (age < school_from(world) - 1 || age >= school_until(world)) continue;
    people.occupation[person] = Occupation::pupil;
    world.change_place(people.daytime, person, nearest_class(world, person, school_from(world)));
  }
}

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
  constexpr std::uint32_t attempts = 6;
  for (std::uint32_t attempt = 1; attempt <= attempts; ++attempt) {
    const Person somebody =
        world.rosters.pick(roster, draws, people.identity[person], world.week, attempt << 12U);
    if (somebody == no_row || people.association[somebody] == no_row) continue;
    world.change_place(people.association, person, people.association[somebody]);
    return;
  }
}

}  // namespace buurt::care
