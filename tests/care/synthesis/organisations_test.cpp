#include "care/synthesis/organisations.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <set>

#include "care/synthesis/made_world.hpp"
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
