#include "care/processes/programme_desks.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "care/processes/programme_town.hpp"
#include "care/processes/volunteering.hpp"
#include "care/world/volunteer_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// The scheme that the first programme opened.
Row desk_of(const World& world) {
  for (Row work = 0; work < world.programme_book.works.rows(); ++work) {
    if (world.programme_book.works.alive(work)) return world.programme_book.works.scheme[work];
  }
  return no_row;
}

}  // namespace

TEST_CASE("a desk takes nobody before its preparation is over and nobody after its end",
          "[programmes][volunteering]") {
  World world = test::town_with(
      test::one_part("volunteer_scheme", {{"preparation_weeks", 6}, {"calls", 60}, {"known", 0.5}},
                     {{"to_week", 30}, {"ownership", 0}}));
  test::live(world, 5);
  const Row desk = desk_of(world);
  REQUIRE(desk != no_row);
  CHECK(world.volunteers.schemes.candidates[desk] == 0);
  CHECK(world.volunteers.schemes.open[desk] == 0);
  // It costs while it is prepared.
  CHECK(world.programme_book.runs.spent_cents[0] > 0);
  test::live(world, 20);
  CHECK(world.volunteers.schemes.open[desk] == 1);
  CHECK(world.volunteers.schemes.volunteers[desk] + world.volunteers.schemes.candidates[desk] > 0);
  test::live(world, 8);
  CHECK(world.volunteers.schemes.open[desk] == 0);
  CHECK(world.volunteers.schemes.volunteers[desk] == 0);
  CHECK(world.programme_book.works.size() == 0);
  world.audit();
}

TEST_CASE("a desk becomes known by those whom it helps", "[programmes][volunteering]") {
  const World world = test::lived(
      test::one_part("volunteer_scheme", {{"wanted", 40}, {"calls", 60}, {"known", 0.3}}), 40);
  const Row desk = desk_of(world);
  CHECK(world.volunteers.schemes.known[desk] > 0.304F);
  const World idle = test::lived(
      test::one_part("volunteer_scheme", {{"wanted", 0}, {"calls", 0}, {"known", 0.3}}), 40);
  CHECK(idle.volunteers.schemes.known[desk_of(idle)] == Approx(0.3));
}

TEST_CASE("desks that are there get hours from a programme and give them back",
          "[programmes][volunteering]") {
  World world = test::town_with(test::one_part("volunteer_scheme",
                                               {{"existing", true},
                                                {"coordinator_hours", 9},
                                                {"training", 20},
                                                {"thanks_every", 8},
                                                {"light", 0.5},
                                                {"own_goals", 1}},
                                               {{"to_week", 20}}));
  const Schemes before = world.volunteers.schemes;
  test::live(world, 10);
  std::uint32_t more = 0;
  bool trained = false;
  for (Row scheme = 0; scheme < before.rows(); ++scheme) {
    if (before.kind[scheme] == SchemeKind::elsewhere) continue;
    more +=
        world.volunteers.schemes.coordinator_minutes[scheme] - before.coordinator_minutes[scheme];
    trained |= world.volunteers.schemes.trained[scheme] > 0.1F;
    CHECK(world.volunteers.schemes.thanks_every[scheme] == 8);
    CHECK(world.volunteers.schemes.light[scheme] == 0.5F);
    CHECK(world.volunteers.schemes.own_goals[scheme] == 1.0F);
  }
  CHECK(more == 9 * 60);
  CHECK(trained);
  test::live(world, 12);
  for (Row scheme = 0; scheme < before.rows(); ++scheme) {
    CHECK(world.volunteers.schemes.coordinator_minutes[scheme] ==
          before.coordinator_minutes[scheme]);
    CHECK(world.volunteers.schemes.thanks_every[scheme] == before.thanks_every[scheme]);
    CHECK(world.volunteers.schemes.light[scheme] == 0.0F);
    CHECK(world.volunteers.schemes.own_goals[scheme] == 0.0F);
  }
}

TEST_CASE("where somebody is at their side people with limitations help too",
          "[programmes][volunteering]") {
  World world = test::town_with(
      test::one_part("volunteer_scheme", {{"inclusive", true}, {"coordinator_hours", 20}}));
  test::live(world, 1);
  const Row desk = desk_of(world);
  int joined = 0;
  for (const Person person : test::everybody(world)) {
    if (world.people.function[person] != Function::moderate) continue;
    CHECK_FALSE(may_volunteer(world, person));
    world.volunteers.schemes.inclusive[desk] = 0;
    CHECK_FALSE(ask_to_volunteer(world, person, desk, 10.0));
    world.volunteers.schemes.inclusive[desk] = 1;
    joined += ask_to_volunteer(world, person, desk, 10.0) ? 1 : 0;
  }
  REQUIRE(joined > 3);
  test::live(world, 4);
  CHECK(world.volunteers.schemes.volunteers[desk] > 0);
  world.audit();
}

TEST_CASE("where giving and taking are even, those helped come to help others",
          "[programmes][volunteering]") {
  const auto helped_helpers = [](double reciprocal) {
    World world = test::town_with(test::one_part("volunteer_scheme", {{"reciprocal", reciprocal},
                                                                      {"inclusive", true},
                                                                      {"wanted", 60},
                                                                      {"calls", 60},
                                                                      {"coordinator_hours", 60},
                                                                      {"known", 0.9}}));
    world.parameters.volunteering.says_yes_to_tie = 1.0;
    test::live(world, 30);
    int both = 0;
    for (const Person person : test::everybody(world)) {
      const Row row = world.volunteers.of(person);
      if (row == no_row || world.volunteers.volunteers.scheme[row] != desk_of(world)) continue;
      bool helped = false;
      world.care.each_need(person, [&](Row need) {
        world.care.each_help(
            need, [&](Row help) { helped |= world.care.help.source[help] == Source::volunteers; });
      });
      both += helped ? 1 : 0;
    }
    return both;
  };
  CHECK(helped_helpers(1.0) > helped_helpers(0.0));
}

TEST_CASE("a telephone joins people who live far from each other", "[programmes][volunteering]") {
  const auto mean_metres = [](bool remote) {
    World world = test::town_with(test::one_part("volunteer_scheme", {{"remote", remote},
                                                                      {"wanted", 80},
                                                                      {"calls", 100},
                                                                      {"coordinator_hours", 60},
                                                                      {"known", 0.9}}));
    world.parameters.volunteering.thinks_of_desk = 8.0;
    test::live(world, 40);
    double metres = 0.0;
    int pairs = 0;
    const auto& all = world.volunteers.volunteers;
    for (Row row = 0; row < all.rows(); ++row) {
      if (!all.alive(row) || all.scheme[row] != desk_of(world)) continue;
      world.care.each_given(all.person[row], [&](Row help) {
        if (world.care.help.source[help] != Source::volunteers) return;
        const Row here = world.street_of(all.person[row]);
        const Row there = world.street_of(world.care.needs.person[world.care.help.need[help]]);
        metres += static_cast<double>(std::hypot(world.places.x[here] - world.places.x[there],
                                                 world.places.y[here] - world.places.y[there]));
        ++pairs;
      });
    }
    REQUIRE(pairs > 10);
    return metres / pairs;
  };
  CHECK(mean_metres(true) > 1.2 * mean_metres(false));
}

TEST_CASE("trained volunteers leave less and see more", "[programmes][volunteering]") {
  World world = test::small_town();
  Row volunteer = no_row;
  for (Row row = 0; row < world.volunteers.volunteers.rows() && volunteer == no_row; ++row) {
    if (world.volunteers.volunteers.alive(row) && world.volunteers.active(row) &&
        world.volunteers.schemes.kind[world.volunteers.volunteers.scheme[row]] !=
            SchemeKind::elsewhere) {
      volunteer = row;
    }
  }
  REQUIRE(volunteer != no_row);
  const double before = leaving_rate(world, volunteer);
  world.volunteers.schemes.trained[world.volunteers.volunteers.scheme[volunteer]] = 1.0F;
  CHECK(leaving_rate(world, volunteer) ==
        Approx(before * world.parameters.programmes.trained_stays));
}
