#include "experiment/design/sensitivity.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "experiment/design/latin_hypercube.hpp"
#include "experiment/design/sobol_sequence.hpp"

using namespace buurt::experiment;

namespace {

constexpr double pi = 3.14159265358979323846;
constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

/// The function of Ishigami & Homma (1990) with a = 7, b = 0.1, whose indices are known.
double ishigami(std::span<const double> unit) {
  const double x = pi * (2.0 * unit[0] - 1.0);
  const double y = pi * (2.0 * unit[1] - 1.0);
  const double z = pi * (2.0 * unit[2] - 1.0);
  return std::sin(x) + 7.0 * std::sin(y) * std::sin(y) + 0.1 * z * z * z * z * std::sin(x);
}

template <class Function>
std::vector<double> at_all(const Points& points, const Function& function) {
  std::vector<double> values(points.count());
  for (std::size_t i = 0; i < points.count(); ++i) values[i] = function(points[i]);
  return values;
}

}  // namespace

TEST_CASE(
    "Sobol indices of the Ishigami function are found to within .02, inside their intervals") {
  const Points points = saltelli_design(4096, 3, 7);
  const SobolIndices indices = sobol_indices(at_all(points, ishigami), 3, 1);
  const std::vector<double> first = {0.3139, 0.4424, 0.0};
  const std::vector<double> total = {0.5576, 0.4424, 0.2437};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    CHECK(indices.first_order[axis].value == Approx(first[axis]).margin(0.02));
    CHECK(indices.total[axis].value == Approx(total[axis]).margin(0.02));
    CHECK(indices.first_order[axis].low <= first[axis]);
    CHECK(indices.first_order[axis].high >= first[axis]);
    CHECK(indices.total[axis].low <= total[axis]);
    CHECK(indices.total[axis].high >= total[axis]);
  }
}

TEST_CASE("a base point with an outcome that is no number is left out, and the rest still counts") {
  const Points points = saltelli_design(2048, 3, 7);
  std::vector<double> values = at_all(points, ishigami);
  values[3] = no_number;
  values[5 * 100 + 4] = no_number;
  const SobolIndices indices = sobol_indices(values, 3, 1);
  CHECK(indices.total[0].value == Approx(0.5576).margin(0.03));
}

TEST_CASE("an outcome that does not vary has no indices") {
  const SobolIndices indices = sobol_indices(std::vector<double>(5 * 50, 3.3), 3, 1);
  CHECK(std::isnan(indices.first_order[0].value));
  CHECK(std::isnan(indices.total[2].value));
  const Points points = latin_hypercube(50, 2, 1);
  CHECK(std::isnan(rank_regression(points, std::vector<double>(50, 1.0), 1).explained));
}

TEST_CASE("ranks of a monotone outcome are explained by regression, however curved it is") {
  const Points points = latin_hypercube(200, 3, 2);
  const auto curved = [](std::span<const double> x) { return std::exp(6.0 * x[0]) * (2.0 - x[1]); };
  const RankRegression regression = rank_regression(points, at_all(points, curved), 1);
  CHECK(regression.explained > 0.95);
  CHECK(regression.coefficients[0].value > 0.9);
  CHECK(regression.coefficients[0].low > 0.9);
  CHECK(regression.coefficients[1].value < -0.05);
  CHECK(regression.coefficients[1].high < 0.0);
  CHECK(regression.coefficients[2].low <= 0.0);
  CHECK(regression.coefficients[2].high >= 0.0);
}

TEST_CASE("PAWN sees an influence that is not monotone, and calls a dummy chance") {
  const Points points = latin_hypercube(400, 3, 2);
  const auto valley = [](std::span<const double> x) { return (x[1] - 0.5) * (x[1] - 0.5); };
  const Pawn result = pawn(points, at_all(points, valley), 1);
  CHECK(result.index[1] > 2.0 * result.chance);
  CHECK(result.index[0] < result.chance);
  CHECK(result.index[2] < result.chance);
  // Regression on ranks does not.
  CHECK(rank_regression(points, at_all(points, valley), 1).explained < 0.1);
}

TEST_CASE("nothing moves an outcome that is always the same") {
  const Points points = latin_hypercube(100, 3, 2);
  const auto constant = [](std::span<const double>) { return 7.0; };
  const Pawn result = pawn(points, at_all(points, constant), 1);
  CHECK(result.index == std::vector<double>(3, 0.0));
  CHECK(result.chance == 0.0);
}
