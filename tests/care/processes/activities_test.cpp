#include "care/processes/activities.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "care/processes/programme_town.hpp"
#include "care/world/asking_rules.hpp"

using namespace buurt;
using namespace buurt::care;
using nlohmann::json;

namespace {

std::vector<Person> guests_of(const World& world) {
  std::vector<Person> guests;
  const Regulars& regulars = world.programme_book.regulars;
  for (Row row = 0; row < regulars.rows(); ++row) {
    if (regulars.alive(row)) guests.push_back(regulars.person[row]);
  }
  return guests;
}

}  // namespace

TEST_CASE("an activity has as many occasions a year as it says, in its season",
          "[programmes][activities]") {
  const auto times = [](const json& values, int weeks) {
    const World world = test::lived(test::one_part("activity", values), weeks);
    return world.programme_book.works.times[0];
  };
  CHECK(times({{"times_year", 12}}, 52) == 12);
  CHECK(times({{"times_year", 52}}, 10) == 10);
  CHECK(times({{"times_year", 104}}, 10) == 20);
  // Once a year, within four weeks of the year; the small town is half a year old.
  CHECK(times({{"times_year", 1}, {"season_from", 30}, {"season_to", 34}}, 3) == 0);
  CHECK(times({{"times_year", 1}, {"season_from", 30}, {"season_to", 34}}, 52) == 1);
  CHECK(times({{"times_year", 6}, {"season_from", 50}, {"season_to", 4}}, 52) == 6);
}

TEST_CASE("an activity is never fuller than it can be", "[programmes][activities]") {
  const World world = test::lived(
      test::one_part("activity",
                     {{"times_year", 52}, {"capacity", 7}, {"personal", 1}, {"same_people", 0.9}}),
      20);
  const Works& works = world.programme_book.works;
  CHECK(works.people[0] > 3U * works.times[0]);
  CHECK(works.people[0] <= 7U * works.times[0]);
}

TEST_CASE(
    "guests of an activity come to know each other, the more so where they do something "
    "together",
    "[programmes][activities]") {
  const auto ties = [](double mixing) {
    const World world = test::lived(test::one_part("activity", {{"times_year", 52},
                                                                {"capacity", 30},
                                                                {"personal", 1},
                                                                {"same_people", 0.9},
                                                                {"mixing", mixing}}),
                                    12);
    const std::vector<Person> guests = guests_of(world);
    REQUIRE(guests.size() > 15);
    double among = 0.0;
    for (const Person a : guests) {
      for (const Person b : guests) among += a != b && test::tie_between(world, a, b) ? 1 : 0;
    }
    return among / static_cast<double>(guests.size());
  };
  const double some = ties(0.0);
  CHECK(some > 0.5);
  CHECK(ties(1.0) > 1.3 * some);
}

TEST_CASE("who comes by a poster knows more people than who is invited at the door",
          "[programmes][activities]") {
  const auto mean_ties = [](double personal) {
    const World world = test::lived(
        test::one_part(
            "activity",
            {{"times_year", 52}, {"capacity", 60}, {"personal", personal}, {"same_people", 1.0}}),
        6);
    const std::vector<Person> guests = guests_of(world);
    REQUIRE(guests.size() > 15);
    double sum = 0.0;
    // As it was before: the town is the same until the first occasion.
    for (const Person person : guests) sum += test::small_town().people.ties_monthly[person];
    return sum / static_cast<double>(guests.size());
  };
  CHECK(mean_ties(0.0) > 1.1 * mean_ties(1.0));
}

TEST_CASE("an activity is for those of its age, group and audience", "[programmes][activities]") {
  const World old = test::lived(
      test::one_part("activity",
                     {{"times_year", 52}, {"personal", 1}, {"age_from", 75}, {"same_people", 1}}),
      8);
  REQUIRE(guests_of(old).size() > 5);
  for (const Person person : guests_of(old)) CHECK(old.age(person) >= 75);
  const World carers = test::lived(
      test::one_part("activity", {{"times_year", 12}, {"personal", 1}, {"audience", "carers"}}), 3);
  for (const Person person : guests_of(carers)) CHECK(carers.care.gives(person));
  const World families = test::lived(
      test::one_part("activity", {{"times_year", 52}, {"personal", 1}, {"audience", "families"}}),
      4);
  REQUIRE(guests_of(families).size() > 5);
  for (const Person person : guests_of(families)) {
    bool child = false;
    for (const Person member : test::members_of(families, families.people.household[person])) {
      child |= families.age(member) < adult_age;
    }
    CHECK(child);
  }
}

TEST_CASE("carers for whom somebody takes over feel relief after a talk cafe",
          "[programmes][activities]") {
  const auto relief = [](double sitting) {
    World world = test::town_with(test::one_part(
        "activity",
        {{"times_year", 52}, {"personal", 1}, {"audience", "carers"}, {"sitting", sitting}}));
    // A town in which many care a lot.
    world.parameters.relief.hours_from = 1.0;
    double felt = 0.0;
    test::live(world, 6);
    for (const Person person : guests_of(world)) felt += world.people.relief[person];
    REQUIRE(guests_of(world).size() > 3);
    return felt;
  };
  CHECK(relief(1.0) > relief(0.0));
}

TEST_CASE("who took part in what is about asking asks and helps more readily, for a while",
          "[programmes][activities]") {
  World world = test::town_with(test::one_part(
      "activity",
      {{"times_year", 52}, {"personal", 1}, {"asking", 1}, {"capacity", 60}, {"same_people", 0.9}},
      {{"to_week", 20}, {"ownership", 0}}));
  world.parameters.programmes.survival = 0.0;
  test::live(world, 19);
  const std::vector<Person> guests = guests_of(world);
  REQUIRE(guests.size() > 20);
  const Person guest = *std::max_element(guests.begin(), guests.end(), [&](Person a, Person b) {
    return world.people.at_ease[a] < world.people.at_ease[b];
  });
  REQUIRE(world.people.at_ease[guest] > 60);
  World without = world;
  without.people.at_ease[guest] = 0;
  CHECK(logit_of_asking(world, guest, 0.5, stranger(world)) >
        logit_of_asking(without, guest, 0.5, stranger(without)));
  const std::uint8_t then = world.people.at_ease[guest];
  const Identity who = world.people.identity[guest];
  test::live(world, 30);
  if (world.people.identity[guest] == who) CHECK(world.people.at_ease[guest] < then);
  CHECK(world.programme_book.regulars.size() == 0);
}

TEST_CASE("residents who own an activity go on with it when its programme ends, others do not",
          "[programmes][activities]") {
  const auto after_end = [](double ownership) {
    World world = test::town_with(
        test::one_part("activity", {{"times_year", 26}, {"residents_share", ownership}},
                       {{"to_week", 10}, {"ownership", ownership}}));
    world.parameters.programmes.survival = 1.0;
    test::live(world, 40);
    world.audit();
    return world.programme_book.works.size();
  };
  CHECK(after_end(1.0) == 1);
  CHECK(after_end(0.0) == 0);
}
