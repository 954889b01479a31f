#include "care/processes/daytime.hpp"

#include "care/world/occupations.hpp"

namespace buurt::care {

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

}  // namespace buurt::care
