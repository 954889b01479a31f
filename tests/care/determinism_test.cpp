// The same scenario and seed give the same bytes of state, whatever else is different.

#include <bit>
#include <catch2/catch.hpp>

#include "care/outcomes.hpp"
#include "care/small_town.hpp"
#include "engine/parallel.hpp"
#include "experiment/simulation.hpp"
#include "files/data_folder.hpp"
#include "files/snapshot_file.hpp"

using namespace buurt;
using experiment::ModelInput;
using experiment::Record;
using experiment::Simulation;

namespace {

constexpr int burn_in = 4;
constexpr int weeks = 60;  // a school year begins and a year of ties is looked back on

void live_until(Simulation& simulation, int week) {
  while (simulation.week() < week) simulation.live();
}

Record lived(const ModelInput& input, int replicate = 0) {
  Simulation simulation(input, replicate);
  live_until(simulation, input.weeks);
  return simulation.take_record();
}

std::vector<std::uint64_t> bits(const std::vector<double>& values) {
  std::vector<std::uint64_t> words;
  for (const double value : values) words.push_back(std::bit_cast<std::uint64_t>(value));
  return words;
}

void check_same(const Record& a, const Record& b) {
  CHECK(a.state_hash == b.state_hash);
  CHECK(bits(a.values) == bits(b.values));
  CHECK(bits(a.neighbourhood_values) == bits(b.neighbourhood_values));
  CHECK(a.burn_in_text == b.burn_in_text);
}

double value_of(const Record& record, std::size_t recorded_weeks, std::string_view outcome,
                std::size_t week) {
  const auto outcomes = care::outcome_declarations();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].name == outcome) {
      return record.values[(i * recorded_weeks + week) * care::group_count];
    }
  }
  FAIL("no outcome is called " << outcome);
  return 0.0;
}

}  // namespace

TEST_CASE("a town lives the same weeks on 1, 2, 3, 7 and 16 threads") {
  constexpr std::uint32_t enough_for_several_blocks = 6000;
  const ModelInput input = test::small_input(burn_in, weeks, enough_for_several_blocks);
  REQUIRE(engine::block_count(enough_for_several_blocks) >= 5);
  const Record one = engine::with_threads(1, [&] { return lived(input); });
  REQUIRE(one.state_hash.size() == weeks + 1);
  REQUIRE(one.state_hash.front() != one.state_hash.back());
  for (const int threads : {2, 3, 7, 16}) {
    INFO(threads << " threads");
    check_same(one, engine::with_threads(threads, [&] { return lived(input); }));
  }
}

TEST_CASE("a town lives the same weeks whether it is measured every week or only at the end") {
  ModelInput input = test::small_input(burn_in, weeks);
  const Record weekly = lived(input);
  input.every_weeks = weeks;
  const Record seldom = lived(input);
  REQUIRE(seldom.state_hash.size() == 2);
  CHECK(seldom.state_hash[0] == weekly.state_hash[0]);
  CHECK(seldom.state_hash[1] == weekly.state_hash[weeks]);
  for (const std::string_view stock : {"population", "ties_per_person", "loneliness"}) {
    CHECK(value_of(seldom, 2, stock, 1) == value_of(weekly, weeks + 1, stock, weeks));
  }
  for (const std::string_view flow : {"births", "deaths", "moved_in", "moved_out", "ties_lost"}) {
    INFO(flow);
    double sum = 0.0;
    for (std::size_t week = 1; week <= weeks; ++week) {
      sum += value_of(weekly, weeks + 1, flow, week);
    }
    CHECK(value_of(seldom, 2, flow, 1) == sum);
  }
}

TEST_CASE("a town that goes on from a snapshot lives as if it had never stopped") {
  const ModelInput input = test::small_input(burn_in, weeks);
  const Record straight = lived(input);
  for (const int stop : {-burn_in, -1, 0, 31}) {
    INFO("stopped in week " << stop);
    Simulation first(input, 0);
    live_until(first, stop);
    const engine::Snapshot snapshot = first.snapshot();

    Simulation resumed(input, 0, snapshot);
    REQUIRE(resumed.week() == stop);
    REQUIRE(resumed.world().hash() == first.world().hash());
    live_until(resumed, weeks);
    check_same(resumed.record(), straight);

    // Taking the snapshot did not disturb the one it was taken from.
    if (stop == 31) {
      live_until(first, weeks);
      check_same(first.record(), straight);
    }
  }
}

TEST_CASE("a town that goes on from a snapshot file lives as if it had never stopped") {
  const ModelInput input = test::small_input(burn_in, weeks);
  const Record straight = lived(input);
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "town.snapshot.h5";
  constexpr int stop = 20;
  {
    Simulation first(input, 0);
    live_until(first, stop);
    files::write_snapshot(path, first.snapshot(), {"{}", "{}", "0.1.0", input.seed, 0, stop});
  }
  const files::SnapshotFile file = files::read_snapshot(path);
  Simulation resumed(input, 0, file.state);
  REQUIRE(resumed.week() == stop);
  live_until(resumed, weeks);
  check_same(resumed.record(), straight);
}

TEST_CASE("a snapshot of one replicate is not taken for that of another") {
  const ModelInput input = test::small_input(0, 2);
  const engine::Snapshot snapshot = Simulation(input, 0).snapshot();
  CHECK_THROWS_AS(Simulation(input, 1, snapshot), engine::RunError);
}

TEST_CASE("a burnt-in municipality serves runs of any length, a snapshot under way only its own") {
  const ModelInput input = test::small_input(0, 4);
  const ModelInput longer = test::small_input(0, 6);
  Simulation shorter(input, 0);
  const engine::Snapshot burnt_in = shorter.snapshot();
  live_until(shorter, 1);
  CHECK_THROWS_AS(Simulation(longer, 0, shorter.snapshot()), engine::RunError);
  Simulation from_snapshot(longer, 0, burnt_in);
  live_until(from_snapshot, 6);
  check_same(from_snapshot.record(), lived(longer));
}
