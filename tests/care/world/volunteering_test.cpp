#include "care/world/volunteering.hpp"

#include <catch2/catch.hpp>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using namespace buurt::test;

TEST_CASE("volunteers of a snapshot are those of the world it was taken of") {
  World world = test::small_town();
  World restored;
  restored.municipality = world.municipality;
  restored.area_names = world.area_names;
  restored.use(world.parameters);
  restored.restore(world.snapshot());
  CHECK(restored.volunteers.hash() == world.volunteers.hash());
  test::live(world, 4);
  test::live(restored, 4);
  CHECK(restored.hash() == world.hash());
}
