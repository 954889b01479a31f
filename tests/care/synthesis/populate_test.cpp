#include "care/synthesis/populate.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "care/synthesis/memberships.hpp"
#include "care/world/life_events.hpp"
#include "made_world.hpp"

using namespace buurt::care;
namespace engine = buurt::engine;
using buurt::test::made;
using buurt::test::make;
using buurt::test::shipped_parameters;
using buurt::test::small_municipality;

namespace {

std::uint64_t hash_of_kin(const Kinship& kin) {
  std::uint64_t hash = 0;
  for (const KinPair& pair : kin.pairs) {
    hash = buurt::engine::mix(hash, (std::uint64_t{pair.a} << 32U | pair.b) ^
                                        static_cast<std::uint64_t>(pair.kind) << 60U);
  }
  for (const KinOutside& outside : kin.outside) {
    hash = buurt::engine::mix(
        hash, outside.parents_children * 65536U + outside.siblings * 256U + outside.other_kin);
  }
  return hash;
}

}  // namespace

TEST_CASE("the same seed makes the same municipality on any number of threads") {
  const auto& one = made("herzele");
  for (const int threads : {1, 2, 3, 7}) {
    const auto again = make(one.world.municipality, 1, threads);
    CHECK(again.world.hash() == one.world.hash());
    CHECK(hash_of_kin(again.kin) == hash_of_kin(one.kin));
  }
}

TEST_CASE("another seed makes another municipality of the same people by age and sex") {
  const auto& one = made("herzele");
  const auto other = make(one.world.municipality, 2);
  CHECK(other.world.hash() != one.world.hash());
  CHECK(other.world.people.size() == one.world.people.size());
  std::set<std::uint64_t> identities;
  for (Person p = 0; p < one.world.people.rows(); ++p) {
    identities.insert(one.world.people.identity[p].value);
  }
  CHECK(identities.size() == one.world.people.size());
  for (Person p = 0; p < other.world.people.rows(); ++p) {
    REQUIRE(identities.contains(other.world.people.identity[p].value));
  }
}

TEST_CASE("a small village can be made as well") {
  Municipality village = buurt::test::shipped_municipality("herzele");
  for (const std::uint32_t persons : {300U, 1000U, 2500U}) {
    village.population = persons;
    const auto small = make(village, 1);
    CHECK(small.world.people.size() == persons);
    CHECK_NOTHROW(small.world.audit());
  }
}

TEST_CASE("neighbourhoods hold 500 to 2,500 people, streets a few dozen dwellings") {
  for (const char* name : {"herzele", "bruges"}) {
    const World& world = made(name).world;
    for (const Row n : world.neighbourhoods) {
      INFO(name << ", " << world.area_names[world.places.area[n]]);
      CHECK(world.rosters.members(world.places.roster[n]) >= 500);
      CHECK(world.rosters.members(world.places.roster[n]) <= 2500);
    }
    std::map<Row, int> dwellings;
    for (Row d = 0; d < world.dwellings.rows(); ++d) ++dwellings[world.dwellings.street[d]];
    for (const auto& [street, count] : dwellings) CHECK(count <= 40);
  }
}

TEST_CASE("next-door neighbours live a few to a few dozen metres apart, inside the municipality") {
  const World& world = made("bruges").world;
  const double side = 1000 * std::sqrt(world.municipality.area_km2);
  double sum = 0, count = 0;
  for (Row d = 0; d < world.dwellings.rows(); ++d) {
    REQUIRE(world.dwellings.x[d] >= 0);
    REQUIRE(world.dwellings.x[d] <= side);
    REQUIRE(world.dwellings.y[d] >= 0);
    REQUIRE(world.dwellings.y[d] <= side);
    if (d == 0 || world.dwellings.street[d] != world.dwellings.street[d - 1]) continue;
    sum += std::hypot(world.dwellings.x[d] - world.dwellings.x[d - 1],
                      world.dwellings.y[d] - world.dwellings.y[d - 1]);
    count += 1;
  }
  CHECK(sum / count > 8);
  CHECK(sum / count < 30);
}

TEST_CASE("dwellings stand empty beside those that are lived in") {
  const World& world = made("bruges").world;
  const double households = static_cast<double>(world.households.size());
  CHECK(world.rosters.members(world.vacant) / households == Approx(0.035).margin(0.002));
}

TEST_CASE("a class holds pupils of one age, about twenty-two of them in a town") {
  const World& world = made("bruges").world;
  double pupils = 0, classes = 0;
  for (Row place = 0; place < world.places.rows(); ++place) {
    if (world.places.kind[place] != PlaceKind::school_class) continue;
    classes += 1;
    for (const Row pupil : world.rosters.seats(world.places.roster[place])) {
      if (pupil == no_row) continue;
      pupils += 1;
      REQUIRE(std::max(3, world.age(pupil)) == world.places.age_from[place]);
      REQUIRE(world.people.occupation[pupil] == Occupation::pupil);
    }
    CHECK(world.rosters.members(world.places.roster[place]) <= 34);
  }
  CHECK(pupils / classes > 18);
  CHECK(pupils / classes < 25);
}

TEST_CASE(
    "colleagues, members and parishioners are on the rosters of their places and nowhere else") {
  const World& world = made("herzele").world;
  std::size_t on_rosters = 0;
  for (Row place = 0; place < world.places.rows(); ++place) {
    const PlaceKind kind = world.places.kind[place];
    if (kind == PlaceKind::street || kind == PlaceKind::neighbourhood) continue;
    on_rosters += world.rosters.members(world.places.roster[place]);
  }
  std::size_t in_columns = 0;
  for (Person p = 0; p < world.people.rows(); ++p) {
    for (const Row place :
         {world.people.daytime[p], world.people.association[p], world.people.parish[p]}) {
      in_columns += place == no_row ? 0 : 1;
    }
  }
  CHECK(on_rosters == in_columns);
  CHECK(on_rosters > 10000);
}

TEST_CASE("sociability is 1 on average") {
  const World& world = made("bruges").world;
  double sum = 0;
  for (Person p = 0; p < world.people.rows(); ++p) sum += world.people.sociability[p];
  // Standard error: 0.53 / sqrt(119,000) = 0.0015; the drawn bell has shorter tails than a normal.
  CHECK(sum / static_cast<double>(world.people.size()) == Approx(1).margin(0.01));
}

TEST_CASE("pupils are of the ages that the parameters give, and classes too") {
  World world;
  world.seed = 3;
  world.municipality = small_municipality(4000);
  Parameters parameters = shipped_parameters();
  parameters.life.school_age = 5;
  parameters.life.school_leaving_age = 16;
  world.use(parameters);
  (void)populate(world);
  int pupils = 0;
  for (Person person = 0; person < world.people.rows(); ++person) {
    const bool pupil = world.people.occupation[person] == Occupation::pupil;
    pupils += pupil;
    if (world.age(person) >= 5 && world.age(person) < 16) REQUIRE(pupil);
    if (world.age(person) < 4 || world.age(person) >= 16) REQUIRE_FALSE(pupil);
  }
  CHECK(pupils > 300);
  for (Row place = 0; place < world.places.rows(); ++place) {
    if (world.places.kind[place] != PlaceKind::school_class) continue;
    CHECK(world.places.age_from[place] >= 5);
    CHECK(world.places.age_from[place] < 16);
  }
}

TEST_CASE("everybody's time up to the first birthday is planned in the first week") {
  World world = made("herzele").world;
  std::size_t settled = 0;
  for (const engine::Event& event : world.agenda.take(0)) {
    settled += event.what == static_cast<std::uint32_t>(LifeEvent::settles);
  }
  CHECK(settled == world.people.size());
}
