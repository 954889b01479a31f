#pragma once
// Pearson's chi-square test of counts against equal chances.

#include <cmath>
#include <cstdint>
#include <vector>

namespace buurt::tests {

/// How many standard deviations the chi-square of these counts lies above what equal chances give,
/// by Wilson and Hilferty's approximation. Under equal chances it exceeds 4 with probability 3e-5.
inline double excess_over_equal_chances(const std::vector<std::uint64_t>& counts) {
  double total = 0;
  for (const std::uint64_t count : counts) total += static_cast<double>(count);
  const double expected = total / static_cast<double>(counts.size());
  double chi_square = 0;
  for (const std::uint64_t count : counts) {
    const double difference = static_cast<double>(count) - expected;
    chi_square += difference * difference / expected;
  }
  const double freedom = static_cast<double>(counts.size() - 1);
  const double variance = 2.0 / (9.0 * freedom);
  return (std::cbrt(chi_square / freedom) - (1.0 - variance)) / std::sqrt(variance);
}

}  // namespace buurt::tests
