#include "care/world/levers.hpp"

#include <catch2/catch.hpp>

#include "care/processes/shock_town.hpp"

using namespace buurt;
using care::Lever;
using care::LeverPull;
using nlohmann::json;

namespace {

/// A town with everything that a lever may move: connectors who come and go, and places.
const care::World& lively_town() {
  static const care::World town = [] {
    care::World world = test::town_with(json::array({{{"use", "connector-and-place"},
                                                      {"weeks_to_fill", 2},
                                                      {"leaving_rate", 9},
                                                      {"payer", "town"},
                                                      {"observation_weeks", 0},
                                                      {"persons", 4},
                                                      {"fte", 4}},
                                                     {{"use", "meeting-place"}}}));
    // Money that is scarce already, so that more of it makes a difference as well.
    care::PayerPlan town_hall;
    town_hall.name = "town";
    town_hall.yearly = {200000};
    world.payers = care::placed({town_hall}, world.week);
    test::live(world, 8);
    return world;
  }();
  return town;
}

std::uint64_t after(const json& list, int weeks) {
  care::World world = lively_town();
  if (!list.empty()) test::befall(world, list);
  test::live(world, weeks);
  return world.hash();
}

}  // namespace

TEST_CASE("a pull holds for its weeks, wears off and may come back", "[shocks]") {
  LeverPull pull;
  pull.lever = Lever::free_time;
  pull.value = 0.5;
  pull.from_week = 10;
  pull.weeks = 4;
  pull.fade_weeks = 1;
  CHECK(pull.in_week(9) == 1.0);
  CHECK(pull.in_week(10) == 0.5);
  CHECK(pull.in_week(13) == 0.5);
  CHECK(pull.in_week(14) == Approx(0.75));
  CHECK(pull.in_week(15) == 1.0);
  pull.every_weeks = 52;
  CHECK(pull.in_week(61) == 1.0);
  CHECK(pull.in_week(62) == 0.5);
  pull.every_weeks = 0;
  pull.weeks = LeverPull::for_good;
  CHECK(pull.in_week(5000) == 0.5);
}

TEST_CASE("no lever is without effect, and none moves anything where it changes nothing",
          "[shocks]") {
  constexpr int weeks = 26;
  const std::uint64_t without = after(json::array(), weeks);
  for (const care::LeverDeclaration& lever : care::lever_declarations()) {
    INFO(lever.name);
    CHECK(after(test::pull(std::string(lever.name), lever.neutral), weeks) == without);
    // A telephone rings where visits stop.
    const bool phone = lever.name == "phone";
    const json stopped = phone ? test::pull("contacts", 0) : json::array();
    const double furthest = lever.highest > lever.neutral ? lever.highest : lever.lowest;
    json with = test::pull(std::string(lever.name), furthest);
    if (phone) with.push_back(stopped[0]);
    CHECK(after(with, weeks) != (phone ? after(stopped, weeks) : without));
  }
}

TEST_CASE("a lever moves those it is meant for and nobody else", "[shocks]") {
  care::World world = test::small_town();
  const auto everybody = test::everybody(world);
  test::befall(world, test::pull("free_time", 0.5, {{"group", "age_65_79"}}));
  for (const care::Person person : everybody) {
    const bool meant = world.age(person) >= 65 && world.age(person) < 80;
    CHECK(world.levers.of(Lever::free_time, world, person) == (meant ? 0.5 : 1.0));
  }
  const std::string area = world.area_names.back();
  test::befall(world, test::pull("shops", 0, {{"neighbourhoods", area}}));
  const auto here = care::neighbourhoods_named(world, area);
  int meant = 0;
  int others = 0;
  for (const care::Person person : everybody) {
    if (!test::in_private_household(world, person)) continue;
    const bool lives_there =
        std::find(here.begin(), here.end(), world.neighbourhood_of(person)) != here.end();
    CHECK(world.levers.of(Lever::shops, world, person) == (lives_there ? 0.0 : 1.0));
    ++(lives_there ? meant : others);
  }
  CHECK(meant > 0);
  CHECK(others > 0);
}

TEST_CASE("what holds in some neighbourhoods counts for the municipality by their share",
          "[shocks]") {
  care::World world = test::small_town();
  const std::string area = world.area_names.back();
  test::befall(world, test::pull("arrivals", 3, {{"neighbourhoods", area}}));
  const auto part = static_cast<double>(care::neighbourhoods_named(world, area).size()) /
                    static_cast<double>(world.neighbourhoods.size());
  CHECK(world.levers.overall(Lever::arrivals) == Approx(1.0 + 2.0 * part));
}

TEST_CASE("a shock in a neighbourhood that was not made is refused", "[shocks]") {
  care::World world = test::small_town();
  CHECK_THROWS_AS(test::befall(world, test::pull("shops", 0, {{"neighbourhoods", "Elsewhere"}})),
                  engine::UserError);
}
