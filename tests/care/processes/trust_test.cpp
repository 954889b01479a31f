#include "care/processes/trust.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/world/trust_rules.hpp"

using namespace buurt;
using namespace buurt::care;

TEST_CASE("help that is seen makes a norm, slowly, and the norm makes a yes a little more likely") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 120);
  const Row here = world.neighbourhood_of(people.front());
  world.places.norm_of_helping[here] = 0.0F;
  world.week = static_cast<std::uint32_t>(world.parameters.trust.norm_weeks);
  see_help(world);
  CHECK(world.places.norm_of_helping[here] == Approx(0.5).margin(0.05));
  for (std::size_t i = 0; i + 1 < people.size(); i += 2) {
    const Row need = test::open_need(world, people[i], NeedKind::company, 60);
    world.care.give(need, people[i + 1], world.people.identity[people[i + 1]], Source::friends, 60,
                    world.week);
  }
  world.places.norm_of_helping[here] = 0.1F;
  see_help(world);
  const float soon = world.places.norm_of_helping[here];
  CHECK(soon > 0.1F);
  CHECK(soon < 0.2F);
  const Person asked = people.front();
  world.places.norm_of_helping[here] = 0.5F;
  CHECK(chance_by_norm(world, asked, 0.4) == Approx(0.4));
  world.places.norm_of_helping[here] = 0.9F;
  CHECK(chance_by_norm(world, asked, 0.4) > 0.4);
  CHECK(chance_by_norm(world, asked, 0.4) < 0.5);
  world.places.norm_of_helping[here] = 0.1F;
  CHECK(chance_by_norm(world, asked, 0.4) < 0.4);
}

TEST_CASE("the norm of helping does not fall because nobody is helped yet when a town begins") {
  World world = test::town_without_needs();
  const Row here = world.neighbourhood_of(test::older_people(world, 1).front());
  world.places.norm_of_helping[here] = 0.5F;
  for (world.week = 0; world.week < 100; world.week += 4) see_help(world);
  CHECK(world.places.norm_of_helping[here] == 0.5F);
  for (world.week = 104; world.week < 156; world.week += 4) see_help(world);
  CHECK(world.places.norm_of_helping[here] < 0.4F);
}
