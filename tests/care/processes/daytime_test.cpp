#include "care/processes/daytime.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Tie;

namespace {

const std::vector<Row>& classes(const World& world) {
  return world.place_index[static_cast<std::size_t>(PlaceKind::school_class)].rows;
}

constexpr int youngest_class = 3;

}  // namespace

TEST_CASE("in September every class moves up a year with its pupils, and the eldest leave school") {
  World world = test::small_town();
  const World before = world;
  start_school_year(world);
  world.audit();
  int moved_up = 0;
  int left = 0;
  for (const Row place : classes(world)) {
    const int age_then = before.places.age_from[place];
    const int age_now = world.places.age_from[place];
    CHECK((age_now == age_then + 1 || age_now == youngest_class));
  }
  for (const Person person : test::everybody(before)) {
    if (before.people.occupation[person] != Occupation::pupil) continue;
    const Row place = before.people.daytime[person];
    if (place == no_row) continue;
    const bool ended = world.places.age_from[place] == youngest_class;
    if (!ended && world.age(person) < 18) {
      CHECK(world.people.daytime[person] == place);
      CHECK(world.people.occupation[person] == Occupation::pupil);
      ++moved_up;
    } else {
      CHECK(world.people.occupation[person] != Occupation::pupil);
      CHECK((world.people.daytime[person] == no_row ||
             world.places.kind[world.people.daytime[person]] == PlaceKind::workplace));
      ++left;
    }
  }
  CHECK(moved_up > 100);
  CHECK(left > 0);
}

TEST_CASE("the youngest start school in September, at two or three") {
  World world = test::small_town();
  int started = 0;
  const World before = world;
  start_school_year(world);
  for (const Person person : test::everybody(world)) {
    if (before.people.occupation[person] != Occupation::at_home || before.age(person) >= 18) {
      continue;
    }
    const bool starts = world.people.occupation[person] == Occupation::pupil;
    CHECK(starts == (world.age(person) >= 2));
    if (!starts) continue;
    ++started;
    const Row place = world.people.daytime[person];
    if (place != no_row) CHECK(world.places.age_from[place] == youngest_class);
  }
  CHECK(started > 0);
}

TEST_CASE("the youngest find room in the class that the eldest leave") {
  World world = test::small_town();
  Row ending = no_row;
  for (const Row place : classes(world)) {
    if (world.places.age_from[place] + 1 >= 18 &&
        world.rosters.members(world.places.roster[place]) > 0) {
      ending = place;
    }
    // No other class takes anybody any more.
    world.places.capacity[place] = 1;
  }
  REQUIRE(ending != no_row);
  world.places.capacity[ending] =
      static_cast<std::uint16_t>(world.rosters.members(world.places.roster[ending]));
  std::vector<Person> youngest;
  for (const Person person : test::everybody(world)) {
    if (world.people.occupation[person] == Occupation::at_home && world.age(person) >= 2 &&
        world.age(person) < 18) {
      youngest.push_back(person);
    }
  }
  REQUIRE(youngest.size() > 5);
  start_school_year(world);
  std::size_t without_class = 0;
  for (const Person person : youngest) without_class += world.people.daytime[person] == no_row;
  const std::uint32_t pupils = world.rosters.members(world.places.roster[ending]);
  CHECK(pupils > 0);
  CHECK((without_class == 0 || pupils == world.places.capacity[ending]));
}

TEST_CASE("a class holds one cohort") {
  World world = test::small_town();
  // Three Septembers go by.
  test::live(world, 3 * weeks_per_year);
  std::map<Row, std::vector<std::int32_t>> births;
  for (const Person person : test::everybody(world)) {
    const Row place = world.people.daytime[person];
    if (world.people.occupation[person] != Occupation::pupil || place == no_row) continue;
    REQUIRE(world.places.kind[place] == PlaceKind::school_class);
    births[place].push_back(world.people.birth_week[person]);
  }
  REQUIRE(births.size() > 5);
  int pupils = 0;
  int of_the_cohort = 0;
  for (auto& [place, weeks] : births) {
    std::sort(weeks.begin(), weeks.end());
    // Two school years at most, for those who came in the middle of one.
    CHECK(weeks.back() - weeks.front() < 2 * weeks_per_year + weeks_per_year / 2);
    const std::int32_t middle = weeks[weeks.size() / 2];
    for (const std::int32_t week : weeks) {
      ++pupils;
      of_the_cohort += std::abs(week - middle) <= weeks_per_year;
    }
  }
  CHECK(of_the_cohort > 0.9 * pupils);
}

TEST_CASE("retirement ends the place at work, and colleagues there become acquaintances") {
  World world = test::small_town();
  int retired = 0;
  for (const Person person : test::everybody(world)) {
    const Row workplace = world.people.daytime[person];
    if (world.people.occupation[person] != Occupation::worker || workplace == no_row) continue;
    std::vector<Person> colleagues;
    for (const Tie& tie : world.ties.ties(person)) {
      if (!tie.outside() && kind_of(tie.kind) == TieKind::colleague &&
          world.people.daytime[tie.other] == workplace) {
        colleagues.push_back(tie.other);
      }
    }
    if (colleagues.empty()) continue;
    world.people.birth_week[person] = static_cast<std::int32_t>(world.week) - 70 * weeks_per_year;
    change_daytime(world, person);
    CHECK(world.people.occupation[person] == Occupation::retired);
    CHECK(world.people.daytime[person] == no_row);
    CHECK_FALSE(
        world.rosters.has(world.places.roster[workplace], person, world.people.identity[person]));
    for (const Person colleague : colleagues) {
      const Tie* tie = test::tie_between(world, person, colleague);
      REQUIRE(tie != nullptr);
      CHECK(kind_of(tie->kind) == TieKind::acquaintance);
    }
    if (++retired == 20) break;
  }
  CHECK(retired == 20);
  world.audit();
}

TEST_CASE("who changes jobs before retirement age works on, somewhere") {
  World world = test::small_town();
  int changed = 0;
  for (const Person person : test::everybody(world)) {
    if (world.people.occupation[person] != Occupation::worker || world.age(person) > 50) continue;
    change_daytime(world, person);
    CHECK(world.people.occupation[person] == Occupation::worker);
    const Row place = world.people.daytime[person];
    if (place != no_row) CHECK(world.places.kind[place] == PlaceKind::workplace);
    if (++changed == 50) break;
  }
  CHECK(changed == 50);
  world.audit();
}

TEST_CASE("large workplaces take on more people than small ones") {
  World world = test::small_town();
  const auto& index = world.place_index[static_cast<std::size_t>(PlaceKind::workplace)];
  REQUIRE(index.rows.size() > 20);
  Row largest = index.rows[0];
  double seats = 0.0;
  for (const Row place : index.rows) {
    REQUIRE(world.places.capacity[place] >= 2);
    if (world.places.capacity[place] > world.places.capacity[largest]) largest = place;
    seats += world.places.capacity[place];
  }
  int found = 0;
  int at_largest = 0;
  for (int round = 0; round < 20; ++round, ++world.week) {
    for (const Person person : test::everybody(world)) {
      if (world.people.occupation[person] != Occupation::worker || world.age(person) > 50) continue;
      change_daytime(world, person);
      if (world.people.daytime[person] == no_row) continue;
      ++found;
      at_largest += world.people.daytime[person] == largest;
    }
  }
  const double expected = world.places.capacity[largest] / seats;
  REQUIRE(expected > 2.0 / static_cast<double>(index.rows.size()));
  // Five standard errors.
  const double error = std::sqrt(expected * (1.0 - expected) / found);
  CHECK(static_cast<double>(at_largest) / found == Approx(expected).margin(5.0 * error));
}
