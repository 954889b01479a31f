#include "experiment/run.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <mutex>
#include <set>

#include "care/outcomes.hpp"
#include "experiment/small_scenario.hpp"
#include "files/results_reader.hpp"
#include "files/snapshot_file.hpp"

using namespace buurt;
using experiment::RunEnd;
using experiment::RunOptions;

TEST_CASE("a run leaves a file with every replicate finished") {
  const test::SmallScenario small(3, 6);
  const RunEnd end = small.run();
  CHECK(end.replicates_finished == 3);
  CHECK_FALSE(end.interrupted);
  CHECK(end.results == small.path("results.h5"));
  CHECK_FALSE(std::filesystem::exists(small.path("results.h5.partial")));

  const files::ResultsReader results(end.results);
  CHECK(results.complete());
  CHECK(results.replicates_finished() == 3);
  CHECK(results.header().weeks == std::vector<int>{0, 1, 2, 3, 4, 5, 6});
  CHECK(results.header().arms == std::vector<std::string>{"baseline"});
  std::set<std::uint64_t> hashes;
  for (int replicate = 0; replicate < 3; ++replicate) {
    CHECK(results.finished(0, replicate));
    for (const std::uint64_t hash : results.state_hash(0, replicate)) hashes.insert(hash);
    CHECK_THAT(results.burn_in_text(0, replicate), Catch::Contains("ties per person"));
  }
  CHECK(hashes.size() == 3 * 7);
  CHECK(end.final_hash == results.state_hash(0, 0).back());
  const std::vector<double> population = results.values("population");
  for (const double people : population) CHECK(people > 0.0);
  CHECK(population.front() == Approx(1000.0).margin(60.0));
}

TEST_CASE("the scenario in the results file is the one that was run") {
  const test::SmallScenario small(1, 2);
  const RunEnd end = small.run();
  const files::ResultsReader results(end.results);
  const files::Scenario held = small.reader().parse(results.header().scenario_json, "results.h5");
  CHECK(files::resolved_json(held) == files::resolved_json(small.scenario));
  CHECK(results.header().seed == small.scenario.seed);
  const auto parameters = nlohmann::json::parse(results.header().parameters_json);
  CHECK(parameters.size() == small.parameters().entries().size());
}

TEST_CASE("the means that a run reports are those of the file's last week") {
  const test::SmallScenario small(2, 4);
  const RunEnd end = small.run();
  const files::ResultsReader results(end.results);
  REQUIRE(end.last_values.size() == care::outcome_declarations().size());
  for (const auto& [name, value] : end.last_values) {
    if (name != "population" && name != "encounters") continue;
    const std::vector<double> all = results.values(name);
    const std::size_t weeks = results.header().weeks.size();
    const std::size_t groups = results.header().groups.size();
    const double mean = (all[(weeks - 1) * groups] + all[(2 * weeks - 1) * groups]) / 2.0;
    CHECK(value == Approx(mean));
  }
}

TEST_CASE("a run gives the same numbers on one thread and on three") {
  const test::SmallScenario small(3, 4);
  RunOptions one;
  one.output = small.path("one.h5");
  one.threads = 1;
  RunOptions three;
  three.output = small.path("three.h5");
  three.threads = 3;
  const files::ResultsReader a(small.run(one).results);
  const files::ResultsReader b(small.run(three).results);
  for (int replicate = 0; replicate < 3; ++replicate) {
    CHECK(a.state_hash(0, replicate) == b.state_hash(0, replicate));
  }
  CHECK(a.values("encounters") == b.values("encounters"));
  CHECK(a.values("population_by_neighbourhood") == b.values("population_by_neighbourhood"));
}

TEST_CASE("a run that is interrupted keeps what was finished, and nothing under the final name") {
  const test::SmallScenario small(6, 4);
  std::atomic<bool> interrupted = false;
  RunOptions options;
  options.threads = 1;
  options.interrupted = &interrupted;
  options.progress = [&](double share) {
    if (share > 0.4) interrupted = true;
  };
  const RunEnd end = small.run(options);
  CHECK(end.interrupted);
  CHECK(end.replicates_finished >= 1);
  CHECK(end.replicates_finished < 6);
  CHECK_FALSE(std::filesystem::exists(small.path("results.h5")));
  CHECK_FALSE(end.note.empty());
  const files::ResultsReader partial(end.results, files::Unfinished::accept);
  CHECK_FALSE(partial.complete());
  CHECK(partial.replicates_finished() == end.replicates_finished);
  CHECK(partial.finished(0, 0));
}

TEST_CASE("the progress of a run rises to the whole") {
  const test::SmallScenario small(2, 3);
  std::mutex mutex;
  double last = 0.0;
  bool fell = false;
  RunOptions options;
  options.progress = [&](double share) {
    const std::lock_guard lock(mutex);
    fell = fell || share < last;
    last = share;
  };
  small.run(options);
  CHECK_FALSE(fell);
  CHECK(last == Approx(1.0));
}

TEST_CASE("a results file that is there is not replaced without leave") {
  const test::SmallScenario small(1, 1);
  small.run();
  CHECK_THROWS_AS(small.run(), engine::UserError);
  RunOptions options;
  options.overwrite = files::Overwrite::allow;
  CHECK(small.run(options).replicates_finished == 1);
}

TEST_CASE("a run that is resumed from a snapshot file gives what it would have given") {
  const test::SmallScenario small(1, 8);
  RunOptions straight;
  straight.snapshot_every = 3;
  const files::ResultsReader whole(small.run(straight).results);
  const auto snapshot = small.path("results.h5.week0003.snapshot.h5");
  REQUIRE(std::filesystem::exists(snapshot));
  REQUIRE(std::filesystem::exists(small.path("results.h5.week0006.snapshot.h5")));
  CHECK(files::read_snapshot(snapshot).header.week == 3);

  RunOptions options;
  options.output = small.path("resumed.h5");
  options.resume = snapshot;
  const files::ResultsReader resumed(small.run(options).results);
  CHECK(resumed.state_hash(0, 0) == whole.state_hash(0, 0));
  for (const auto& outcome : whole.header().outcomes) {
    const auto before = whole.values(outcome.name);
    const auto after = resumed.values(outcome.name);
    REQUIRE(before.size() == after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
      CHECK((before[i] == after[i] || (before[i] != before[i] && after[i] != after[i])));
    }
  }
  CHECK(resumed.burn_in_text(0, 0) == whole.burn_in_text(0, 0));
}

TEST_CASE("of several replicates the one that was kept is resumed, the others run through") {
  const test::SmallScenario small(3, 6);
  RunOptions straight;
  straight.snapshot_every = 4;
  const files::ResultsReader whole(small.run(straight).results);
  RunOptions options;
  options.output = small.path("resumed.h5");
  options.resume = small.path("results.h5.replicate001.week0004.snapshot.h5");
  const auto resumed = small.run(options).results;
  for (int replicate = 0; replicate < 3; ++replicate) {
    CHECK(files::ResultsReader(resumed).state_hash(0, replicate) == whole.state_hash(0, replicate));
  }
  CHECK(experiment::verify_results(resumed, {}).differences.empty());
}

TEST_CASE("a snapshot of another scenario is refused") {
  test::SmallScenario small(1, 4);
  RunOptions straight;
  straight.snapshot_every = 2;
  small.run(straight);
  small.scenario.weeks = 5;
  RunOptions options;
  options.output = small.path("resumed.h5");
  options.resume = small.path("results.h5.week0002.snapshot.h5");
  CHECK_THROWS_AS(small.run(options), engine::UserError);
  CHECK_FALSE(std::filesystem::exists(options.output));
}

TEST_CASE("a resumed run still says what was out of balance after the burn-in") {
  test::SmallScenario small(1, 4);
  small.scenario.parameters["balance.ties_from"] = 100;
  RunOptions straight;
  straight.snapshot_every = 2;
  const auto complaints = small.run(straight).complaints;
  REQUIRE_FALSE(complaints.empty());
  RunOptions options;
  options.output = small.path("resumed.h5");
  options.resume = small.path("results.h5.week0002.snapshot.h5");
  CHECK(small.run(options).complaints == complaints);
}

TEST_CASE("a snapshot is refused when the municipality's file holds other figures by now") {
  const test::SmallScenario small(1, 4);
  RunOptions straight;
  straight.snapshot_every = 2;
  small.run(straight);
  std::ofstream(small.path("town.json")) << test::small_municipality_text(1001);
  RunOptions options;
  options.output = small.path("resumed.h5");
  options.resume = small.path("results.h5.week0002.snapshot.h5");
  CHECK_THROWS_WITH(small.run(options),
                    Catch::Contains("town.json") && Catch::Contains("held other figures"));
  CHECK_FALSE(std::filesystem::exists(options.output));
}
