#include "care/synthesis/fit_report.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/error.hpp"
#include "made_world.hpp"

using namespace buurt::care;
using buurt::test::made;

namespace {

const FitRow& row_of(const std::vector<FitRow>& rows, const std::string& id) {
  for (const FitRow& row : rows) {
    if (row.id == id) return row;
  }
  throw std::runtime_error("no row " + id);
}

}  // namespace

TEST_CASE("every fitted margin of Herzele and Bruges is within its tolerance") {
  for (const char* name : {"herzele", "bruges"}) {
    std::size_t fitted = 0;
    for (const FitRow& row : fit_report(made(name).world)) {
      INFO(name << ": " << row.indicator << ": target " << row.target << ", found " << row.result);
      CHECK(row.within);
      if (row.fitted) ++fitted;
    }
    CHECK(fitted > 60);
  }
}

TEST_CASE("one-person households, 60 and over and 80 and over are within half a point") {
  const auto bruges = fit_report(made("bruges").world);
  const auto herzele = fit_report(made("herzele").world);
  CHECK(row_of(bruges, "DEM-BRU-SINGLE").result == Approx(37).margin(0.5));
  CHECK(row_of(herzele, "DEM-HER-SINGLE").result == Approx(29).margin(0.5));
  CHECK(row_of(bruges, "DER-BRU-60P").result == Approx(32.5).margin(0.5));
  CHECK(row_of(bruges, "DER-BRU-80P").result == Approx(8.1).margin(0.5));
  CHECK(row_of(herzele, "DER-HER-60P").result == Approx(28.3).margin(0.5));
  CHECK(row_of(herzele, "DER-HER-80P").result == Approx(6.0).margin(0.5));
}

TEST_CASE("the older figures for 60 and over stand in the report and do not fit the ages of 2026") {
  const auto bruges = fit_report(made("bruges").world);
  CHECK_FALSE(row_of(bruges, "DEM-BRU-60P").fitted);
  CHECK(row_of(bruges, "DEM-BRU-60P").target == 31);
  CHECK(row_of(bruges, "DEM-BRU-60P").difference > 1);
}

TEST_CASE("the fit report sees a population that no longer fits") {
  buurt::test::Made changed = buurt::test::make(buurt::test::shipped_municipality("herzele"), 1);
  for (Person p = 0; p < 400; ++p) changed.world.people.birth_week[p] = -90 * weeks_per_year;
  std::size_t outside = 0;
  for (const FitRow& row : fit_report(changed.world)) outside += row.within ? 0 : 1;
  CHECK(outside > 10);
}

TEST_CASE("a measure that does not exist is refused by name") {
  CHECK_THROWS_AS(fit_measure(made("herzele").world, "happiness"), buurt::engine::UserError);
}
