#include "care/processes/housing.hpp"

#include <catch2/catch.hpp>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;

TEST_CASE("empty dwellings never run out while a town lives") {
  // A town as large as the smallest of Flanders: in a hamlet a few movers can take all there is.
  const experiment::ModelInput input = test::small_input(0, 100, 8000);
  experiment::Simulation simulation(input, 0);
  while (!simulation.done()) {
    simulation.live();
    REQUIRE(simulation.world().rosters.members(simulation.world().vacant) > 0);
  }
}

TEST_CASE("when every dwelling is taken, new ones are built in streets that are there") {
  World world = test::small_town();
  // Households of nobody take all that stands empty.
  for (Row dwelling = 0; dwelling < world.dwellings.rows(); ++dwelling) {
    if (world.dwellings.household[dwelling] == no_row) {
      world.add_household(engine::Identity{engine::mix(dwelling + 1)}, dwelling);
    }
  }
  REQUIRE(world.rosters.members(world.vacant) == 0);
  const std::size_t before = world.dwellings.size();
  build_dwellings(world);
  const std::uint32_t empty = world.rosters.members(world.vacant);
  CHECK(static_cast<double>(empty) ==
        Approx(world.parameters.life.vacancy_kept * static_cast<double>(before)).margin(1.0));
  CHECK(world.dwellings.size() == before + empty);
  for (auto dwelling = static_cast<Row>(before); dwelling < world.dwellings.rows(); ++dwelling) {
    CHECK(world.dwellings.household[dwelling] == no_row);
    CHECK(world.places.kind[world.dwellings.street[dwelling]] == PlaceKind::street);
  }
}

TEST_CASE("nothing is built while enough stands empty") {
  World world = test::small_town();
  build_dwellings(world);
  const std::size_t after_building = world.dwellings.size();
  build_dwellings(world);
  CHECK(world.dwellings.size() == after_building);
}

TEST_CASE("nobody builds another nursing home") {
  World world = test::small_town();
  for (Row dwelling = 0; dwelling < world.dwellings.rows(); ++dwelling) {
    if (dwelling % 10 != 0) world.dwellings.kind[dwelling] = DwellingKind::collective;
    if (world.dwellings.household[dwelling] == no_row) {
      world.add_household(engine::Identity{engine::mix(dwelling + 1)}, dwelling);
    }
  }
  const std::size_t before = world.dwellings.size();
  build_dwellings(world);
  REQUIRE(world.dwellings.size() > before + 5);
  for (auto dwelling = static_cast<Row>(before); dwelling < world.dwellings.rows(); ++dwelling) {
    CHECK(world.dwellings.kind[dwelling] != DwellingKind::collective);
  }
}
