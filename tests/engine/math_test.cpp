#include "engine/math.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/identity.hpp"

namespace {

using buurt::engine::mix;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint64_t points = 1'000'000;

// The i-th of a fixed scatter of points over [low, high].
double scattered(std::uint64_t i, double low, double high) {
  return low + (high - low) * static_cast<double>(mix(i + 1) >> 11U) * 0x1p-53;
}

double relative(double value, long double exact) {
  return static_cast<double>(std::abs((static_cast<long double>(value) - exact) / exact));
}

}  // namespace

// Only where long double is wider than double can it tell the last bits right.
static_assert(std::numeric_limits<long double>::digits >= 64);

TEST_CASE("exp is right to 4e-16 over its whole range") {
  double worst = 0;
  for (std::uint64_t i = 0; i < points; ++i) {
    for (const double x : {scattered(i, -708.0, 709.0), scattered(i, -1.0, 1.0)}) {
      worst =
          std::max(worst, relative(buurt::engine::exp(x), std::exp(static_cast<long double>(x))));
    }
  }
  CAPTURE(worst);
  CHECK(worst < 4e-16);
  CHECK(relative(buurt::engine::exp(709.0), std::exp(709.0L)) < 4e-16);
  CHECK(relative(buurt::engine::exp(-708.0), std::exp(-708.0L)) < 4e-16);
}

TEST_CASE("exp has the edges that its header states") {
  CHECK(buurt::engine::exp(0.0) == 1.0);
  CHECK(buurt::engine::exp(-0.0) == 1.0);
  CHECK(buurt::engine::exp(-708.1) == 0.0);
  CHECK(buurt::engine::exp(-infinity) == 0.0);
  CHECK(buurt::engine::exp(709.1) == infinity);
  CHECK(buurt::engine::exp(infinity) == infinity);
  CHECK(std::isnan(buurt::engine::exp(not_a_number)));
}

TEST_CASE("log is right to 2e-16 + 2e-16 |log x|") {
  double worst = 0;
  const auto look = [&](double x) {
    const long double exact = std::log(static_cast<long double>(x));
    const auto off = static_cast<double>(std::abs(buurt::engine::log(x) - exact));
    worst = std::max(worst, off / (2e-16 + 2e-16 * std::abs(static_cast<double>(exact))));
  };
  for (std::uint64_t i = 0; i < points; ++i) {
    look(scattered(i, 0.0, 1.0));
    look(scattered(i, 0.7, 1.5));
    // Any exponent with any mantissa.
    look(std::ldexp(scattered(i, 1.0, 2.0), static_cast<int>(mix(i) % 2044U) - 1022));
  }
  look(std::numeric_limits<double>::min());
  look(std::numeric_limits<double>::max());
  CAPTURE(worst);
  CHECK(worst < 1.0);
}

TEST_CASE("log has the edges that its header states") {
  CHECK(buurt::engine::log(1.0) == 0.0);
  CHECK(buurt::engine::log(0.0) == -infinity);
  CHECK(buurt::engine::log(-0.0) == -infinity);
  CHECK(buurt::engine::log(std::numeric_limits<double>::denorm_min()) == -infinity);
  CHECK(buurt::engine::log(infinity) == infinity);
  CHECK(std::isnan(buurt::engine::log(-1.0)));
  CHECK(std::isnan(buurt::engine::log(-infinity)));
  CHECK(std::isnan(buurt::engine::log(not_a_number)));
}

TEST_CASE("pow is right to 5e-16 (1 + |y log x|)") {
  double worst = 0;
  const auto look = [&](double x, double y) {
    const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
    const double size = std::abs(y * std::log(x));
    if (size > 700.0) return;
    worst = std::max(worst, relative(buurt::engine::pow(x, y), exact) / (5e-16 * (1.0 + size)));
  };
  for (std::uint64_t i = 0; i < points / 3; ++i) {
    look(scattered(i, 0.0, 1.0), scattered(i + points, -2.0, 2.0));
    look(scattered(i, 0.0, 2000.0), scattered(i + points, -4.0, 4.0));
    look(scattered(i, 0.99, 1.01), scattered(i + points, -60'000.0, 60'000.0));
  }
  CAPTURE(worst);
  CHECK(worst < 1.0);
}

TEST_CASE("pow has the edges that its header states") {
  CHECK(buurt::engine::pow(0.0, 0.0) == 1.0);
  CHECK(buurt::engine::pow(5.0, 0.0) == 1.0);
  CHECK(buurt::engine::pow(0.0, 2.0) == 0.0);
  CHECK(buurt::engine::pow(0.0, -2.0) == infinity);
  CHECK(buurt::engine::pow(1.0, 123.0) == 1.0);
  CHECK(buurt::engine::pow(10.0, 400.0) == infinity);
  CHECK(buurt::engine::pow(10.0, -400.0) == 0.0);
  CHECK(buurt::engine::pow(std::numeric_limits<double>::denorm_min(), 0.5) == 0.0);
}

TEST_CASE("exp in single precision is right to 2.5e-7 and clamps what lies outside") {
  double worst = 0;
  for (std::uint64_t i = 0; i < points; ++i) {
    for (const auto x : {static_cast<float>(scattered(i, -87.0, 88.0)),
                         static_cast<float>(scattered(i, -1.0, 1.0))}) {
      worst = std::max(worst, relative(static_cast<double>(buurt::engine::exp_single(x)),
                                       std::exp(static_cast<long double>(x))));
    }
  }
  CAPTURE(worst);
  CHECK(worst < 2.5e-7);
  CHECK(buurt::engine::exp_single(0.0F) == 1.0F);
  CHECK(buurt::engine::exp_single(1000.0F) == buurt::engine::exp_single(88.0F));
  CHECK(buurt::engine::exp_single(-1000.0F) == buurt::engine::exp_single(-87.0F));
}

TEST_CASE("log in single precision is right to 1.5e-7 (1 + |log x|)") {
  double worst = 0;
  const auto look = [&](float x) {
    const long double exact = std::log(static_cast<long double>(x));
    const auto off = static_cast<double>(
        std::abs(static_cast<long double>(buurt::engine::log_single(x)) - exact));
    worst = std::max(worst, off / (1.5e-7 * (1.0 + std::abs(static_cast<double>(exact)))));
  };
  for (std::uint64_t i = 0; i < points; ++i) {
    look(static_cast<float>(scattered(i, 1e-6, 1.0)));
    look(static_cast<float>(scattered(i, 0.7, 1.5)));
    look(std::ldexp(static_cast<float>(scattered(i, 1.0, 2.0)),
                    static_cast<int>(mix(i) % 252U) - 126));
  }
  look(std::numeric_limits<float>::min());
  look(std::numeric_limits<float>::max());
  CAPTURE(worst);
  CHECK(worst < 1.0);
  CHECK(buurt::engine::log_single(1.0F) == 0.0F);
}

TEST_CASE("exp, log and pow give these very bits on every machine and compiler") {
  // A sum of bit patterns over many arguments: a compiler that fuses or reorders anything changes it.
  std::uint64_t bits = 0;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const double x = scattered(i, -700.0, 700.0);
    bits = mix(bits, std::bit_cast<std::uint64_t>(buurt::engine::exp(x)));
    bits = mix(bits, std::bit_cast<std::uint64_t>(buurt::engine::log(std::abs(x))));
    bits = mix(bits, std::bit_cast<std::uint64_t>(buurt::engine::pow(std::abs(x), 0.37)));
    const auto single = static_cast<float>(scattered(i, -80.0, 80.0));
    bits = mix(bits, std::bit_cast<std::uint32_t>(buurt::engine::exp_single(single)));
    bits = mix(bits, std::bit_cast<std::uint32_t>(buurt::engine::log_single(std::abs(single))));
  }
  CHECK(bits == 0x52bccc5452870045ULL);
}
