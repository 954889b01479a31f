#include <catch2/catch.hpp>

#include "care/outcomes.hpp"
#include "care/processes/programme_town.hpp"
#include "care/world/costs.hpp"
#include "engine/parallel.hpp"
#include "experiment/simulation.hpp"

using namespace buurt;
using experiment::ModelInput;
using experiment::Record;
using experiment::Simulation;
using nlohmann::json;

namespace {

constexpr int weeks = 40;

ModelInput input_with(const json& list, std::uint32_t population = 2000) {
  ModelInput input = test::small_input(2, weeks, population);
  input.programmes = test::plans(list);
  return input;
}

const json both = json::array({{{"use", "connector-and-place"},
                                {"from_week", 3},
                                {"to_week", 30},
                                {"weeks_to_fill", 1},
                                {"observation_weeks", 2}}});

}  // namespace

TEST_CASE("a programme that has no parts changes no byte", "[programmes][determinism]") {
  const Record with =
      test::record_of(input_with(json::array({{{"use", "no-op"}, {"from_week", 2}}})));
  CHECK(with.state_hash == test::record_of(input_with(json::array())).state_hash);
}

TEST_CASE("nothing is different before a programme begins, and something after",
          "[programmes][determinism]") {
  const Record with = test::record_of(input_with(both));
  const Record without = test::record_of(input_with(json::array()));
  for (std::size_t week = 0; week <= 3; ++week) {
    CHECK(with.state_hash[week] == without.state_hash[week]);
  }
  CHECK(with.state_hash[4] != without.state_hash[4]);
}

TEST_CASE("with programmes a town lives the same weeks on 1, 2 and 7 threads",
          "[programmes][determinism]") {
  const ModelInput input = input_with(both, 6000);
  const Record one = engine::with_threads(1, [&] { return test::record_of(input); });
  for (const int threads : {2, 7}) {
    CHECK(one.state_hash ==
          engine::with_threads(threads, [&] { return test::record_of(input); }).state_hash);
  }
}

TEST_CASE("a town resumed in the middle of a programme lives as if it had never stopped",
          "[programmes][determinism]") {
  const ModelInput input = input_with(both);
  const Record straight = test::record_of(input);
  for (const int stop : {-1, 3, 20, 33}) {
    INFO("stopped in week " << stop);
    Simulation first(input, 0);
    test::live_until(first, stop);
    Simulation resumed(input, 0, first.snapshot());
    REQUIRE(resumed.world().hash() == first.world().hash());
    test::live_until(resumed, weeks);
    CHECK(resumed.record().state_hash == straight.state_hash);
  }
}

TEST_CASE(
    "with every kind of part a town lives the same weeks on 1, 2 and 7 threads, and after being "
    "stopped",
    "[programmes][determinism]") {
  json list = json::array();
  for (const char* preset : {"neighbour-network", "volunteers-supported", "carers-circle",
                             "weekly-circle", "home-visits-80", "signal-network", "monthly-letter",
                             "home-care-team", "public-space", "partner-network"}) {
    list.push_back({{"use", preset}, {"from_week", 3}, {"to_week", 30}, {"preparation_weeks", 1}});
  }
  list.push_back({{"use", "meeting-place"}});
  const ModelInput input = input_with(list, 4000);
  const Record one = engine::with_threads(1, [&] { return test::record_of(input); });
  for (const int threads : {2, 7}) {
    CHECK(one.state_hash ==
          engine::with_threads(threads, [&] { return test::record_of(input); }).state_hash);
  }
  for (const int stop : {3, 20, 29, 30, 33}) {
    INFO("stopped in week " << stop);
    Simulation first(input, 0);
    test::live_until(first, stop);
    Simulation resumed(input, 0, first.snapshot());
    REQUIRE(resumed.world().hash() == first.world().hash());
    test::live_until(resumed, weeks);
    CHECK(resumed.record().state_hash == one.state_hash);
  }
}

TEST_CASE("a snapshot taken while a programme ran needs that programme to go on", "[programmes]") {
  const ModelInput input = input_with(both);
  Simulation first(input, 0);
  test::live_until(first, 10);
  const ModelInput without = input_with(json::array());
  CHECK_THROWS_AS(Simulation(without, 0, first.snapshot()), engine::RunError);
}

TEST_CASE("a programme in a neighbourhood that was not made is refused", "[programmes]") {
  const ModelInput elsewhere =
      input_with(json::array({{{"use", "connector"}, {"neighbourhoods", "Elsewhere"}}}));
  CHECK_THROWS_AS(Simulation(elsewhere, 0), engine::UserError);
}

TEST_CASE("what a programme costs is booked week by week while it runs", "[programmes]") {
  care::World world = test::town_with(json::array({{{"use", "connector-and-place"},
                                                    {"to_week", 10},
                                                    {"weeks_to_fill", 0},
                                                    {"leaving_rate", 0}}}));
  test::live(world, 1);
  // 70,000 + 5,000 for the connector; 9,000 + 1,000 + 2,500 and 12 hours at half of 38 EUR for the place.
  CHECK(care::weekly_cost_of_programmes(world) ==
        Approx((70000.0 + 5000.0 + 9000.0 + 1000.0 + 2500.0) / 52.0 + 12.0 * 19.0).margin(0.02));
  test::live(world, 11);
  CHECK(care::weekly_cost_of_programmes(world) == 0.0);
  CHECK(world.programme_book.runs.spent_cents[0] > 900000U);
}

TEST_CASE("ownership grows where residents do the work and shrinks where all is organised",
          "[programmes]") {
  const auto ownership = [](double organise) {
    care::World world = test::town_with(test::connector({{"organise", organise}}));
    test::live(world, 40);
    return static_cast<double>(world.programme_book.runs.ownership[0]);
  };
  CHECK(ownership(0.0) > 0.3);
  CHECK(ownership(1.0) < 0.15);
}
