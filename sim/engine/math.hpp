#pragma once
// exp, log and pow that give the same bits on every processor and compiler.
//
// The C library chooses its own by the processor it finds, and they may differ in the last bit. These
// use only additions, multiplications, divisions and bit patterns, which IEEE 754 fixes, provided
// that floating-point contraction is off (the build sees to it). Stated errors are tested against
// the C library's long double.

#include <bit>
#include <cstdint>
#include <limits>

namespace buurt::engine {

/// e to the power x. Relative error below 4e-16 for −708 ≤ x ≤ 709; 0 below, infinity above.
inline double exp(double x) {
  constexpr double log2_e = 1.4426950408889634074;
  constexpr double ln2_high = 6.93147180369123816490e-01;
  constexpr double ln2_low = 1.90821492927058770002e-10;
  constexpr double round_to_integer = 0x1.8p52;
  if (!(x >= -708.0)) return x < -708.0 ? 0.0 : x;
  if (x > 709.0) return std::numeric_limits<double>::infinity();
  const double shifted = x * log2_e + round_to_integer;
  const double k = shifted - round_to_integer;
  const double r = (x - k * ln2_high) - k * ln2_low;
  double p = 1.0 / 6227020800.0;
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  p = (p * r) * r + r;
  const auto exponent = static_cast<std::uint64_t>(static_cast<std::int64_t>(k) + 1023) << 52U;
  return (1.0 + p) * std::bit_cast<double>(exponent);
}

/// Natural logarithm. Absolute error below 2e-16 + 2e-16 |log x| for normal x > 0; minus infinity at
/// 0 and below the smallest normal number, not-a-number for negative x.
inline double log(double x) {
  constexpr double ln2_high = 6.93147180369123816490e-01;
  constexpr double ln2_low = 1.90821492927058770002e-10;
  if (!(x >= std::numeric_limits<double>::min())) {
    return x >= 0.0 ? -std::numeric_limits<double>::infinity()
                    : std::numeric_limits<double>::quiet_NaN();
  }
  if (x > std::numeric_limits<double>::max()) return x;
  // Shift the bits so that the mantissa lies in [√½, √2).
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t shifted = bits - 0x3fe6a09e667f3bcdULL;
  const auto exponent = static_cast<std::int64_t>(shifted) >> 52;
  const double m = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(exponent) << 52U));
  const auto e = static_cast<double>(exponent);
  const double f = (m - 1.0) / (m + 1.0);
  const double s = f * f;
  double p = 1.0 / 23.0;
  p = p * s + 1.0 / 21.0;
  p = p * s + 1.0 / 19.0;
  p = p * s + 1.0 / 17.0;
  p = p * s + 1.0 / 15.0;
  p = p * s + 1.0 / 13.0;
  p = p * s + 1.0 / 11.0;
  p = p * s + 1.0 / 9.0;
  p = p * s + 1.0 / 7.0;
  p = p * s + 1.0 / 5.0;
  p = p * s + 1.0 / 3.0;
  const double tail = 2.0 * f * s * p;
  return e * ln2_high + (2.0 * f + (tail + e * ln2_low));
}

/// x to the power y for x ≥ 0, as exp(y log x). Relative error below 5e-16 (1 + |y log x|). A
/// subnormal x counts as 0.
inline double pow(double x, double y) {
  if (y == 0.0) return 1.0;
  if (x == 0.0) return y > 0.0 ? 0.0 : std::numeric_limits<double>::infinity();
  return exp(y * log(x));
}

/// e to the power x in single precision, without branches so that loops over it become vectors.
/// Relative error below 2.5e-7 for −87 ≤ x ≤ 88; x is clamped to that range and must be a number.
inline float exp_single(float x) {
  constexpr float log2_e = 1.44269504F;
  constexpr float ln2_high = 0.693359375F;
  constexpr float ln2_low = -2.12194440e-4F;
  constexpr float round_to_integer = 0x1.8p23F;
  x = x < -87.0F ? -87.0F : x;
  x = x > 88.0F ? 88.0F : x;
  const float k = (x * log2_e + round_to_integer) - round_to_integer;
  const float r = (x - k * ln2_high) - k * ln2_low;
  float p = 1.0F / 5040.0F;
  p = p * r + 1.0F / 720.0F;
  p = p * r + 1.0F / 120.0F;
  p = p * r + 1.0F / 24.0F;
  p = p * r + 1.0F / 6.0F;
  p = p * r + 0.5F;
  p = (p * r) * r + r;
  const auto exponent = static_cast<std::uint32_t>(static_cast<std::int32_t>(k) + 127) << 23U;
  return (1.0F + p) * std::bit_cast<float>(exponent);
}

/// Natural logarithm in single precision of a normal x > 0, without branches.
/// Absolute error below 1.5e-7 (1 + |log x|).
inline float log_single(float x) {
  constexpr float ln2 = 0.693147181F;
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(x);
  const std::uint32_t shifted = bits - 0x3f3504f3U;
  const std::int32_t exponent = static_cast<std::int32_t>(shifted) >> 23;
  const float m = std::bit_cast<float>(bits - (static_cast<std::uint32_t>(exponent) << 23U));
  const float f = (m - 1.0F) / (m + 1.0F);
  const float s = f * f;
  float p = 1.0F / 9.0F;
  p = p * s + 1.0F / 7.0F;
  p = p * s + 1.0F / 5.0F;
  p = p * s + 1.0F / 3.0F;
  const float tail = 2.0F * f * s * p;
  return static_cast<float>(exponent) * ln2 + (2.0F * f + tail);
}

}  // namespace buurt::engine
