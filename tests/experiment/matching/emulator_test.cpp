#include "experiment/matching/emulator.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "experiment/design/draws.hpp"
#include "experiment/design/latin_hypercube.hpp"
#include "experiment/design/sobol_sequence.hpp"

using namespace buurt::experiment;

namespace {

double hilly(std::span<const double> x) { return 10.0 + 3.0 * std::sin(5.0 * x[0]) + 4.0 * x[1]; }

/// About a standard normal draw.
double noise(std::size_t which) {
  double sum = 0.0;
  for (std::uint32_t i = 0; i < 3; ++i) {
    const buurt::engine::Draw draw = stream(99, DesignDraw::dummy).at({which}, i);
    for (std::size_t w = 0; w < 4; ++w) sum += draw.uniform(w) - 0.5;
  }
  return sum;
}

std::vector<double> values_of(const Points& points, double noise_deviation) {
  std::vector<double> values(points.count());
  for (std::size_t i = 0; i < points.count(); ++i) {
    values[i] = hilly(points[i]) + noise_deviation * noise(i);
  }
  return values;
}

}  // namespace

TEST_CASE("an emulator of a smooth function predicts it where it was not told") {
  const Points points = latin_hypercube(40, 3, 1);
  const Emulator emulator(points, values_of(points, 0.0), 1);
  const Points others = sobol_sequence(100, 3, 5);
  double squares = 0.0;
  for (std::size_t i = 0; i < others.count(); ++i) {
    const Prediction expected = emulator.predict(others[i]);
    CHECK(expected.mean == Approx(emulator.mean(others[i])));
    squares += std::pow(expected.mean - hilly(others[i]), 2);
  }
  CHECK(std::sqrt(squares / 100.0) < 0.05);
  CHECK(emulator.validation().explained > 0.99);
  // The third parameter does nothing.
  CHECK(emulator.shape().lengths[2] > 3.0 * emulator.shape().lengths[0]);
}

TEST_CASE("an emulator of noisy values finds the noise, and its intervals hold the truth") {
  const Points points = latin_hypercube(80, 3, 1);
  const Emulator emulator(points, values_of(points, 0.5), 1);
  CHECK(emulator.noise() == Approx(0.5).epsilon(0.35));
  const Points others = sobol_sequence(200, 3, 5);
  int within = 0;
  for (std::size_t i = 0; i < others.count(); ++i) {
    const Prediction expected = emulator.predict(others[i]);
    within += std::abs(expected.mean - hilly(others[i])) < 2.0 * std::sqrt(expected.variance);
  }
  CHECK(within > 170);
  CHECK(within < 200);
}

TEST_CASE("an emulator is surer near its points than far from them") {
  Points points(12, 1);
  std::vector<double> values;
  for (std::size_t i = 0; i < 12; ++i) {
    points[i][0] = 0.05 * static_cast<double>(i);
    values.push_back(std::sin(9.0 * points[i][0]));
  }
  const Emulator emulator(points, values, 1);
  const std::vector<double> near = {0.27};
  const std::vector<double> far = {1.0};
  CHECK(emulator.predict(near).variance * 100.0 < emulator.predict(far).variance);
}

TEST_CASE("the same shape gives the same emulator again, bit for bit") {
  const Points points = latin_hypercube(30, 2, 1);
  const std::vector<double> values = values_of(points, 0.2);
  const Emulator fitted(points, values, 4);
  const Emulator again(points, values, fitted.shape());
  const std::vector<double> at = {0.3, 0.6};
  CHECK(fitted.predict(at).mean == again.predict(at).mean);
  CHECK(fitted.predict(at).variance == again.predict(at).variance);
  CHECK(Emulator(points, values, 4).shape() == fitted.shape());
}

TEST_CASE("an outcome that is always the same is emulated as just that") {
  const Points points = latin_hypercube(20, 2, 1);
  const Emulator emulator(points, std::vector<double>(20, 6.5), 1);
  const std::vector<double> at = {0.3, 0.6};
  CHECK(emulator.predict(at).mean == Approx(6.5));
  CHECK(emulator.predict(at).variance == Approx(0.0).margin(1e-12));
}
