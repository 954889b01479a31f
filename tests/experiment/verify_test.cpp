// What a results file holds is run again and compared, bit for bit.

#include <atomic>
#include <bit>
#include <catch2/catch.hpp>
#include <functional>
#include <vector>

#include "care/outcomes.hpp"
#include "experiment/run.hpp"
#include "experiment/small_scenario.hpp"
#include "files/results_reader.hpp"
#include "files/results_writer.hpp"

using namespace buurt;
using experiment::VerifyEnd;

namespace {

/// The numbers of one replicate, as they go into a file.
struct Replicate {
  std::vector<double> values;
  std::vector<double> places;
  std::vector<std::uint64_t> hashes;
  std::vector<double> ledger;
};

/// Writes a copy of a results file in which `change` has changed something of every replicate.
void write_changed(const std::filesystem::path& from, const std::filesystem::path& to,
                   const std::function<void(int replicate, Replicate&)>& change) {
  const files::ResultsReader reader(from);
  const files::ResultsHeader& header = reader.header();
  files::ResultsWriter writer(to, header, files::Overwrite::refuse);
  for (int r = 0; r < header.replicates; ++r) {
    Replicate replicate;
    const auto take = [&](std::vector<double>& into, const std::string& outcome,
                          std::size_t columns) {
      const std::vector<double> all = reader.values(outcome);
      const std::size_t size = header.weeks.size() * columns;
      const auto begin = all.begin() + static_cast<std::ptrdiff_t>(size) * r;
      into.insert(into.end(), begin, begin + static_cast<std::ptrdiff_t>(size));
    };
    for (const auto& outcome : header.outcomes) {
      take(replicate.values, outcome.name, header.groups.size());
    }
    for (const auto& outcome : header.neighbourhood_outcomes) {
      take(replicate.places, outcome.name, header.neighbourhoods.size());
    }
    replicate.hashes = reader.state_hash(0, r);
    replicate.ledger = reader.ledger(0, r);
    change(r, replicate);
    writer.write_replicate(0, r, replicate.values, replicate.places, replicate.hashes,
                           reader.burn_in_text(0, r), replicate.ledger);
  }
  writer.finish({});
}

double with_last_bit_changed(double value) {
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) ^ 1U);
}

}  // namespace

TEST_CASE("results that were not touched are the same when run again") {
  const test::SmallScenario small(2, 5);
  const auto results = small.run().results;
  for (const int threads : {1, 3}) {
    experiment::VerifyOptions options;
    options.threads = threads;
    const VerifyEnd end = experiment::verify_results(results, options);
    CHECK(end.differences.empty());
    CHECK(end.replicates == 2);
    CHECK(end.weeks == 6);
    CHECK_FALSE(end.interrupted);
  }
  experiment::VerifyOptions only_one;
  only_one.replicates = 1;
  CHECK(experiment::verify_results(results, only_one).replicates == 1);
}

TEST_CASE("a copy with nothing changed is the same too") {
  const test::SmallScenario small(2, 3);
  write_changed(small.run().results, small.path("copy.h5"), [](int, Replicate&) {});
  CHECK(experiment::verify_results(small.path("copy.h5"), {}).differences.empty());
}

TEST_CASE("a changed bit of one hash is found, with its replicate and week") {
  const test::SmallScenario small(2, 5);
  write_changed(small.run().results, small.path("copy.h5"), [](int replicate, Replicate& numbers) {
    if (replicate == 1) numbers.hashes[3] ^= 1ULL << 40U;
  });
  const VerifyEnd end = experiment::verify_results(small.path("copy.h5"), {});
  REQUIRE(end.differences.size() == 1);
  CHECK(end.differences[0].replicate == 1);
  CHECK(end.differences[0].week == 3);
  CHECK(end.differences[0].what == "state hash");
}

TEST_CASE("a changed bit of one value is found, with its outcome and week") {
  const test::SmallScenario small(2, 5);
  write_changed(small.run().results, small.path("copy.h5"), [&](int replicate, Replicate& numbers) {
    constexpr std::size_t weeks = 6;
    constexpr std::size_t groups = care::group_count;
    // The first outcome is the population, of week 4 and the sixth group.
    if (replicate == 0) {
      numbers.values[4 * groups + 5] = with_last_bit_changed(numbers.values[4 * groups + 5]);
    }
    if (replicate == 1) {
      const std::size_t outcomes = care::neighbourhood_outcome_declarations().size();
      numbers.places[2 * numbers.places.size() / outcomes / weeks] += 1.0;
    }
  });
  const VerifyEnd end = experiment::verify_results(small.path("copy.h5"), {});
  REQUIRE(end.differences.size() == 2);
  CHECK(end.differences[0].replicate == 0);
  CHECK(end.differences[0].week == 4);
  CHECK(end.differences[0].what == "population");
  CHECK(end.differences[1].replicate == 1);
  CHECK(end.differences[1].week == 2);
  CHECK(end.differences[1].what == "population_by_neighbourhood");
}

TEST_CASE("comparing can be interrupted") {
  const test::SmallScenario small(2, 3);
  const auto results = small.run().results;
  const std::atomic<bool> interrupted = true;
  experiment::VerifyOptions options;
  options.interrupted = &interrupted;
  const VerifyEnd end = experiment::verify_results(results, options);
  CHECK(end.interrupted);
  CHECK(end.replicates == 0);
}

TEST_CASE("a file that is not there or is no results file is refused") {
  const test::SmallScenario small(1, 1);
  CHECK_THROWS_AS(experiment::verify_results(small.path("nowhere.h5"), {}), engine::UserError);
  CHECK_THROWS_AS(experiment::verify_results(small.path("town.json"), {}), engine::UserError);
}
