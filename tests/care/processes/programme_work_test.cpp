#include "care/processes/programme_work.hpp"

#include <catch2/catch.hpp>

#include "care/processes/programme_town.hpp"
#include "care/processes/referral_town.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/meeting_place_rules.hpp"

using namespace buurt;
using namespace buurt::care;
using nlohmann::json;

TEST_CASE("staff hours that a programme adds are there while it lasts and gone afterwards",
          "[programmes][services]") {
  World world = test::town_with(test::one_part(
      "services", {{"organisation", "family_care"}, {"preparation_weeks", 2}, {"hours_week", 50}},
      {{"to_week", 10}}));
  const auto minutes = [&] {
    std::uint32_t sum = 0;
    for (Row row = 0; row < world.care.organisations.rows(); ++row) {
      if (world.care.organisations.kind[row] == OrganisationKind::family_care) {
        sum += world.care.organisations.minutes[row];
      }
    }
    return sum;
  };
  const std::uint32_t before = minutes();
  test::live(world, 2);
  CHECK(minutes() == before);
  test::live(world, 5);
  CHECK(minutes() == before + 50 * 60);
  test::live(world, 6);
  CHECK(minutes() == before);
}

TEST_CASE("services that name no organisation are refused", "[programmes][services]") {
  CHECK_THROWS_WITH(test::plans(test::one_part("services", json::object())),
                    Catch::Matchers::Contains("organisation"));
}

TEST_CASE("benches and crossings shorten the way of who walks with difficulty, and of nobody else",
          "[programmes][space]") {
  json list = test::one_part("space", {{"access", 1}});
  list[0]["parts"].push_back({{"kind", "meeting_place"}});
  World world = test::town_with(list);
  test::live(world, 1);
  World plain = world;
  plain.local = {};
  int eased = 0;
  for (const Person person : test::everybody(world)) {
    const float with = within_reach(world, 0, person);
    const float without = within_reach(plain, 0, person);
    const bool drives =
        world.people.car[person] != 0 && world.people.function[person] < Function::moderate;
    if (world.people.function[person] == Function::independent || drives) {
      CHECK(with == without);
    } else {
      CHECK(with >= without);
      eased += with > without ? 1 : 0;
    }
  }
  CHECK(eased > 10);
}

TEST_CASE("where there is somewhere to linger more people get to know each other",
          "[programmes][space]") {
  const auto formed = [](double meeting) {
    World world = test::town_with(test::one_part("space", {{"meeting", meeting}}));
    world.parameters.programmes.space_meets = 2.0;
    test::live(world, 26);
    std::uint64_t ties = 0;
    for (const Person person : test::everybody(world)) ties += world.ties.degree(person);
    return ties;
  };
  CHECK(formed(1.0) > formed(0.0));
}

TEST_CASE("a network grows by meetings and fades without", "[programmes][network]") {
  World world = test::town_with(
      test::one_part("network", {{"members", 0.8}, {"meetings_year", 52}}, {{"to_week", 60}}));
  test::live(world, 10);
  const float early = world.programme_book.works.level[0];
  test::live(world, 49);
  const float late = world.programme_book.works.level[0];
  CHECK(early > 0.1F);
  CHECK(late > early);
  CHECK(late < 0.8F);
  world.parameters.programmes.network_half_life = 10.0;
  test::live(world, 20);
  REQUIRE(world.programme_book.works.size() == 1);
  CHECK(world.programme_book.works.level[0] < 0.5F * late);
  test::live(world, 60);
  CHECK(world.programme_book.works.size() == 0);
}

TEST_CASE("referrals between organisations that know each other get lost less and go faster",
          "[programmes][network]") {
  const auto completed = [](double linked) {
    World world = test::small_town();
    world.local.by_neighbourhood.resize(world.neighbourhoods.size());
    for (LocalChange& change : world.local.by_neighbourhood) change.linked = linked;
    world.parameters.formal.referral_loss = 0.6;
    return test::share_of_referrals_completed(world);
  };
  CHECK(completed(1.0) > 1.2 * completed(0.0));
}

TEST_CASE("carers whose employer takes part have more time to care", "[programmes][network]") {
  World world = test::small_town();
  world.local.by_neighbourhood.resize(world.neighbourhoods.size());
  int more = 0;
  int others = 0;
  for (const Person person : test::everybody(world)) {
    if (world.people.occupation[person] != Occupation::worker) continue;
    for (LocalChange& change : world.local.by_neighbourhood) change.employers = 0.0;
    const std::uint32_t before = most_minutes_given(world, person);
    for (LocalChange& change : world.local.by_neighbourhood) change.employers = 0.5;
    const std::uint32_t after = most_minutes_given(world, person);
    if (world.care.gives(person) && after > before) ++more;
    if (!world.care.gives(person)) others += after != before ? 1 : 0;
  }
  CHECK(more > 0);
  CHECK(others == 0);
}
