#include "care/synthesis/organisations.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <set>

#include "care/synthesis/made_world.hpp"
#include "care/world/nursing_home_rules.hpp"
#include "care/world/service_rules.hpp"

using namespace buurt;
using namespace buurt::care;

TEST_CASE("a municipality has every kind of organisation, and more of them the larger it is") {
  const auto count = [](const World& world) {
    std::array<int, organisation_kinds> units{};
    for (Row row = 0; row < world.care.organisations.rows(); ++row) {
      ++units[static_cast<std::size_t>(world.care.organisations.kind[row])];
    }
    return units;
  };
  const auto herzele = count(test::made("herzele").world);
  const auto bruges = count(test::made("bruges").world);
  for (std::size_t kind = 0; kind < organisation_kinds; ++kind) {
    CHECK(herzele[kind] >= 1);
    CHECK(bruges[kind] > herzele[kind]);
  }
  CHECK(bruges[static_cast<std::size_t>(OrganisationKind::local_centre)] == 5);
}

TEST_CASE("staff follow from the hours a year per inhabitant") {
  const World& world = test::made("bruges").world;
  double minutes = 0.0;
  for (Row row = 0; row < world.care.organisations.rows(); ++row) {
    if (world.care.organisations.kind[row] == OrganisationKind::family_care) {
      minutes += world.care.organisations.minutes[row];
    }
  }
  CHECK(minutes / 60.0 * weeks_per_year / world.municipality.population ==
        Approx(world.parameters.formal.family_care_hours).epsilon(0.001));
}

TEST_CASE("some years before, staff and beds are fewer by the norm, as fewer are old") {
  World world;
  world.municipality = test::shipped_municipality("bruges");
  world.seed = 1;
  world.use(test::shipped_parameters());
  (void)populate(world, 8);
  const World& of_file = test::made("bruges").world;
  const double growth = growth_of_beds(world);
  CHECK(growth < 0.98);
  CHECK(growth > 0.8);
  CHECK(growth == Approx(hours_by_norm(world) / hours_by_norm(of_file)));
  CHECK(growth_of_beds(of_file) == Approx(1.0));
  for (Row row = 0; row < world.care.organisations.rows(); ++row) {
    CHECK(world.care.organisations.minutes[row] ==
          Approx(growth * of_file.care.organisations.minutes[row]).margin(2));
  }
  double beds = 0;
  double residents = 0;
  for (Row home = 0; home < world.households.rows(); ++home) {
    if (world.households.collective[home] == 0) continue;
    beds += beds_today(world, home);
    residents += world.households.members[home];
  }
  CHECK(residents / beds == Approx(world.parameters.life.nursing_home_occupancy).margin(0.02));
}

TEST_CASE(
    "organisations are the same whenever a municipality is made, and others with another seed") {
  const auto identities = [](const World& world) {
    std::set<Identity> found;
    for (Row row = 0; row < world.care.organisations.rows(); ++row) {
      found.insert(world.care.organisations.identity[row]);
    }
    CHECK(found.size() == world.care.organisations.rows());
    return found;
  };
  const Municipality small = test::small_municipality(1500);
  CHECK(identities(test::make(small, 3).world) == identities(test::make(small, 3, 7).world));
  CHECK(identities(test::make(small, 3).world) != identities(test::make(small, 4).world));
}

TEST_CASE(
    "every neighbourhood lies in the catchment of one organisation of a kind, and all have some") {
  const World& world = test::made("bruges").world;
  std::set<Row> used;
  for (Person person = 0; person < world.people.rows(); ++person) {
    const Row organisation = organisation_for(world, person, OrganisationKind::local_centre);
    REQUIRE(world.care.organisations.kind[organisation] == OrganisationKind::local_centre);
    used.insert(organisation);
  }
  CHECK(used.size() == 5);
}
