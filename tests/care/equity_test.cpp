#include "care/equity.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace care = buurt::care;
using care::concentration_index;

TEST_CASE("what everybody has, or every position alike, is not unequal") {
  CHECK(concentration_index({10, 20, 30, 40, 50, 60}, {10, 20, 30, 40, 50, 60}) ==
        Approx(0.0).margin(1e-12));
  CHECK(concentration_index({10, 20, 30, 40, 50, 60}, {1, 2, 3, 4, 5, 6}) ==
        Approx(0.0).margin(1e-12));
  CHECK(std::isnan(concentration_index({}, {})));
}

TEST_CASE("what only the poorer half has gives minus one, the richer half one") {
  CHECK(concentration_index({50, 0, 0, 0, 0, 50}, {50, 0, 0, 0, 0, 0}) == Approx(-1.0));
  CHECK(concentration_index({50, 0, 0, 0, 0, 50}, {0, 0, 0, 0, 0, 50}) == Approx(1.0));
}

TEST_CASE("a burden and its absence are unequal by the same amount") {
  const double ill = concentration_index({10, 10, 10, 10, 10, 10}, {5, 4, 3, 2, 1, 0});
  const double well = concentration_index({10, 10, 10, 10, 10, 10}, {5, 6, 7, 8, 9, 10});
  CHECK(ill < 0.0);
  CHECK(ill == Approx(-well));
}
