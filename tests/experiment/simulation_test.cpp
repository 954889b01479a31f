#include "experiment/simulation.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "care/small_town.hpp"

using namespace buurt;
using experiment::ModelInput;
using experiment::replicate_seed;
using experiment::Simulation;

TEST_CASE("every replicate has a seed of its own, the same in every run") {
  std::set<std::uint64_t> seeds;
  for (const std::uint64_t seed : {0ULL, 1ULL, 2ULL, 3ULL, ~0ULL}) {
    for (int replicate = 0; replicate < 1000; ++replicate) {
      seeds.insert(replicate_seed(seed, replicate));
    }
  }
  CHECK(seeds.size() == 5000);
  CHECK(replicate_seed(1, 3) == replicate_seed(1, 3));
}

TEST_CASE("replicates and seeds lead different lives, and each the same one again") {
  ModelInput input = test::small_input(0, 2, 1000);
  const auto last_hash = [&](int replicate) {
    Simulation simulation(input, replicate);
    while (!simulation.done()) simulation.live();
    return simulation.record().state_hash.back();
  };
  const std::uint64_t first = last_hash(0);
  CHECK(last_hash(0) == first);
  CHECK(last_hash(1) != first);
  ++input.seed;
  CHECK(last_hash(0) != first);
}

TEST_CASE("the weeks that are recorded begin with 0 and go by the step") {
  ModelInput input;
  input.weeks = 10;
  input.every_weeks = 4;
  CHECK(input.recorded_weeks() == std::vector<int>{0, 4, 8});
  input.every_weeks = 5;
  CHECK(input.recorded_weeks() == std::vector<int>{0, 5, 10});
  input.every_weeks = 100;
  CHECK(input.recorded_weeks() == std::vector<int>{0});
}

TEST_CASE("the burn-in is lived before week 0 and says how the networks were") {
  const ModelInput input = test::small_input(3, 2, 1000);
  Simulation simulation(input, 0);
  CHECK(simulation.week() == -3);
  CHECK(simulation.record().burn_in_text.empty());
  for (int week = 0; week < 3; ++week) simulation.live();
  CHECK(simulation.week() == 0);
  CHECK_FALSE(simulation.done());
  CHECK_THAT(simulation.record().burn_in_text, Catch::Contains("ties per person"));
  for (const std::string& complaint : simulation.record().complaints) {
    CHECK_THAT(simulation.record().burn_in_text, Catch::Contains(complaint));
  }
  simulation.live();
  simulation.live();
  CHECK(simulation.done());
  for (const std::uint64_t hash : simulation.record().state_hash) CHECK(hash != 0);
}

TEST_CASE("a burn-in of four years ends with about the ages of the municipality file") {
  const auto share_from = [](const care::World& world, int from) {
    double old = 0;
    double all = 0;
    for (const care::Person person : test::everybody(world)) {
      ++all;
      old += world.age(person) >= from;
    }
    return 100 * old / all;
  };
  const ModelInput input = test::small_input(4 * care::weeks_per_year, 1, 6000);
  Simulation simulation(input, 0);
  CHECK(share_from(simulation.world(), 65) < 20.8);
  while (simulation.week() < 0) simulation.live();
  // 21.3 and 6.0 %, and ten years later much more. Three standard errors of such a town.
  CHECK(share_from(simulation.world(), 65) == Approx(21.3).margin(1.6));
  CHECK(share_from(simulation.world(), 80) == Approx(6.0).margin(0.95));
}

TEST_CASE("the profile tells every phase, its calls, and the making and measuring beside them") {
  const ModelInput input = test::small_input(0, 3, 1000);
  Simulation simulation(input, 0);
  while (!simulation.done()) simulation.live();
  std::set<std::string> phases;
  for (const engine::PhaseTime& time : simulation.profile()) {
    CHECK(phases.insert(time.phase).second);
    CHECK(time.seconds >= 0.0);
    if (time.phase == "encounters") CHECK(time.calls == 3);
    if (time.phase == "measuring") CHECK(time.calls == 4);
  }
  for (const char* phase : {"making the municipality", "life events", "encounters", "measuring"}) {
    CHECK(phases.contains(phase));
  }
}

TEST_CASE("with an audit every week a run goes the same way") {
  ModelInput input = test::small_input(0, 6, 1000);
  Simulation plain(input, 0);
  while (!plain.done()) plain.live();
  ModelInput audited_input = input;
  audited_input.audit = true;
  Simulation audited(audited_input, 0);
  while (!audited.done()) audited.live();
  CHECK(audited.record().state_hash == plain.record().state_hash);
}

TEST_CASE("the school year starts in September whenever a run starts") {
  ModelInput input;
  input.burn_in_weeks = 104;
  input.start = "2024-01-01";
  CHECK(experiment::first_school_year(input) == 35);
  input.start = "2024-09-01";
  CHECK(experiment::first_school_year(input) == 0);
  input.start = "2024-08-26";
  CHECK(experiment::first_school_year(input) == 1);
  input.start = "2024-09-02";
  CHECK(experiment::first_school_year(input) == 0);
  input.start = "2025-07-01";
  CHECK(experiment::first_school_year(input) == 9);
  input.burn_in_weeks = 10;
  CHECK(experiment::first_school_year(input) == 19);
}

TEST_CASE("a run that starts in July starts school in its tenth week") {
  ModelInput input = test::small_input(0, 11, 1000);
  input.start = "2025-07-01";
  Simulation simulation(input, 0);
  while (!simulation.done()) {
    const int week = simulation.week();
    simulation.live();
    for (const engine::PhaseTime& time : simulation.profile()) {
      if (time.phase == "school year") CHECK(time.calls == (week >= 9 ? 1 : 0));
    }
  }
}
