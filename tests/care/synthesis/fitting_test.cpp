#include "care/synthesis/fitting.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "care/synthesis/ages.hpp"
#include "care/world/curve.hpp"
#include "made_world.hpp"

using namespace buurt::care;

TEST_CASE("whole numbers from shares add up and lie within one of the shares") {
  const std::vector<double> weights = {1.5, 0.2, 3.3, 0, 7};
  const auto counts = largest_remainder(weights, 1001);
  CHECK(std::accumulate(counts.begin(), counts.end(), 0U) == 1001);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    CHECK(std::abs(counts[i] - weights[i] / 12.0 * 1001) < 1.0);
  }
  CHECK(counts[3] == 0);
}

TEST_CASE("shares that are all zero give nobody") {
  const std::vector<double> weights = {0, 0};
  CHECK(largest_remainder(weights, 5) == std::vector<std::uint32_t>{0, 0});
}

TEST_CASE("a fitted table has the totals asked for and keeps its zeros") {
  WeightTable table(2, 3);
  table.values = {1, 2, 0, 4, 1, 1};
  const std::vector<double> rows = {30, 70};
  const std::vector<double> columns = {50, 25, 25};
  CHECK(fit_to_margins(table, rows, columns) < 1e-8);
  CHECK(table.at(0, 2) == 0);
  for (std::size_t c = 0; c < 3; ++c) CHECK(table.at(0, c) + table.at(1, c) == Approx(columns[c]));
}

TEST_CASE("fitting keeps the odds ratio it started from") {
  WeightTable table(2, 2);
  table.values = {6, 1, 1, 2};
  fit_to_margins(table, std::vector<double>{10, 90}, std::vector<double>{60, 40});
  const double odds = table.at(0, 0) * table.at(1, 1) / (table.at(0, 1) * table.at(1, 0));
  CHECK(odds == Approx(12));
}

TEST_CASE("a table in whole numbers keeps row totals, and column totals to within one") {
  WeightTable table(50, 3);
  std::vector<std::uint32_t> rows;
  for (std::size_t r = 0; r < 50; ++r) {
    table.at(r, 0) = 0.4;
    table.at(r, 1) = 1.3;
    table.at(r, 2) = 0.3;
    rows.push_back(2);
  }
  const auto counts = rounded_by_row(table, rows);
  double columns[3] = {0, 0, 0};
  for (std::size_t r = 0; r < 50; ++r) {
    CHECK(counts[3 * r] + counts[3 * r + 1] + counts[3 * r + 2] == 2);
    for (std::size_t c = 0; c < 3; ++c) columns[c] += counts[3 * r + c];
  }
  CHECK(columns[0] == Approx(20).margin(1));
  CHECK(columns[1] == Approx(65).margin(1));
  CHECK(columns[2] == Approx(15).margin(1));
}

TEST_CASE("a curve is straight between its points and flat beyond") {
  CHECK(along({{10, 1}, {20, 3}}, 15) == Approx(2));
  CHECK(along({{10, 1}, {20, 3}}, 0) == Approx(1));
  CHECK(along({{10, 1}, {20, 3}}, 99) == Approx(3));
}

TEST_CASE("one more resident in the plan changes nobody else's identity or age") {
  World world;
  world.municipality = buurt::test::shipped_municipality("herzele");
  world.seed = 1;
  const AgeCounts counts = count_by_age(world.municipality);
  AgeCounts more = counts;
  ++more[1][40];
  const auto before = make_residents(world, counts);
  const auto after = make_residents(world, more);
  REQUIRE(after.size() == before.size() + 1);
  std::map<std::uint64_t, std::int32_t> ages;
  for (const Resident& resident : after) ages[resident.identity.value] = resident.age_weeks;
  CHECK(ages.size() == after.size());
  for (const Resident& resident : before) {
    REQUIRE(ages.contains(resident.identity.value));
    REQUIRE(ages[resident.identity.value] == resident.age_weeks);
  }
}
