#include "engine/collector.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "engine/herd.hpp"

using namespace buurt::engine;

namespace {

struct Farm {
  buurt::tests::Herd herd;
};

Collector<Farm> farm_collector() {
  Collector<Farm> collector(&Farm::herd);
  collector.group("all", [](const Farm&, Row) { return true; })
      .group("white", [](const Farm& farm, Row row) { return farm.herd.colour[row] == 1; })
      .group("blue", [](const Farm& farm, Row row) { return farm.herd.colour[row] == 9; });
  collector.sum({"sheep", "Sheep", "sheep", "How many there are", Better::neither},
                [](const Farm&, Row) { return 1.0; });
  collector.mean({"weight", "Mean weight", "kg", "Mean over sheep", Better::higher},
                 [](const Farm& farm, Row row) { return farm.herd.weight[row]; });
  collector.mean(
      {"heavy_weight", "Mean weight of the heavy", "kg", "Mean over sheep above 60 kg",
       Better::higher},
      [](const Farm& farm, Row row) { return farm.herd.weight[row]; },
      [](const Farm& farm, Row row) { return farm.herd.weight[row] > 60.0F; });
  return collector;
}

// Outcome o in group g of the farm.
double value(const std::vector<double>& values, std::size_t o, std::size_t g) {
  return values[o * 3 + g];
}

}  // namespace

TEST_CASE("outcomes are counted and averaged over those alive in each group") {
  Farm farm{buurt::tests::herd_of(3000)};
  farm.herd.remove(0);
  farm.herd.remove(1);
  double weight = 0;
  double heavy = 0;
  double heavy_sheep = 0;
  double white = 0;
  for (Row row = 2; row < 3000; ++row) {
    const double kg = static_cast<double>(farm.herd.weight[row]);
    weight += kg;
    heavy += kg > 60 ? kg : 0;
    heavy_sheep += kg > 60 ? 1 : 0;
    white += farm.herd.colour[row] == 1 ? 1 : 0;
  }
  const std::vector<double> values = farm_collector().collect(farm);
  CHECK(value(values, 0, 0) == 2998.0);
  CHECK(value(values, 0, 1) == white);
  CHECK(value(values, 1, 0) == weight / 2998.0);
  CHECK(value(values, 2, 0) == heavy / heavy_sheep);
}

TEST_CASE("a sum over nobody is zero and a mean over nobody is not a number") {
  const std::vector<double> values = farm_collector().collect(Farm{buurt::tests::herd_of(10)});
  CHECK(value(values, 0, 2) == 0.0);
  CHECK(std::isnan(value(values, 1, 2)));
}

TEST_CASE("outcomes have the same bits on any number of threads and in any order of rows") {
  Farm farm{buurt::tests::herd_of(20'000)};
  Farm backward{buurt::tests::herd_of(20'000)};
  for (Row row = 0; row < 20'000; ++row) {
    farm.herd.weight[row] = std::sqrt(static_cast<float>(row));
    backward.herd.weight[19'999 - row] = farm.herd.weight[row];
    backward.herd.colour[19'999 - row] = farm.herd.colour[row];
  }
  const Collector<Farm> collector = farm_collector();
  // Not-a-number differs from itself, so the group without members stays out.
  const auto some = [](const std::vector<double>& values) {
    return std::vector<double>{value(values, 0, 0), value(values, 0, 1), value(values, 1, 0),
                               value(values, 1, 1), value(values, 2, 0), value(values, 2, 1)};
  };
  const auto all = buurt::tests::on_many_threads([&] { return some(collector.collect(farm)); });
  CHECK(buurt::tests::all_alike(all));
  CHECK(all.front() == some(collector.collect(backward)));
}

TEST_CASE("measuring does not change the model") {
  const Farm farm{buurt::tests::herd_of(500)};
  const std::uint64_t before = farm.herd.hash();
  (void)farm_collector().collect(farm);
  CHECK(farm.herd.hash() == before);
}

TEST_CASE("a collector tells what it measures") {
  const Collector<Farm> collector = farm_collector();
  REQUIRE(collector.outcomes().size() == 3);
  CHECK(collector.outcomes()[1].name == "weight");
  CHECK(collector.outcomes()[1].units == "kg");
  CHECK(std::string(name_of(collector.outcomes()[1].better)) == "higher");
  CHECK(std::string(name_of(Better::lower)) == "lower");
  CHECK(std::string(name_of(Better::neither)) == "neither");
  REQUIRE(collector.groups().size() == 3);
  CHECK(collector.groups()[2] == "blue");
}
