#include "care/world/image_rules.hpp"

namespace buurt::care {
namespace {

/// The neighbourhood where somebody lives, or `no_row`.
Row home_of(const World& world, Person person) {
  const Row household = world.people.household[person];
  if (household == no_row || world.households.dwelling[household] == no_row) return no_row;
  return world.neighbourhood_of(person);
}

}  // namespace

void be_seen_together(World& world, Person person) {
  if (const Row home = home_of(world, person); home != no_row) ++world.places.gathered[home];
}

void hear_good_news(World& world, Person person) {
  if (const Row home = home_of(world, person); home != no_row) ++world.places.good_news[home];
}

double image_beyond_usual(const World& world, Person person) {
  const Row home = home_of(world, person);
  if (home == no_row) return 0.0;
  const auto image = static_cast<double>(world.places.image[home]);
  return image > 0.0 ? 2.0 * image - 1.0 : 0.0;
}

double draws_people_out(const World& world, Person person) {
  return 1.0 + world.parameters.difference.image_outings * image_beyond_usual(world, person);
}

}  // namespace buurt::care
