#pragma once
// Intervals by drawing again, with replacement, from what was observed (Efron 1979).

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "experiment/design/draws.hpp"

namespace buurt::experiment {

/// The value below which a share of the values lies, between the two nearest. The values must be
/// sorted and at least one.
inline double quantile_of_sorted(const std::vector<double>& values, double share) {
  const double at = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (at - std::floor(at)) * (values[above] - values[below]);
}

/// The middle 95 % of values; not-a-number when one of them is.
inline std::pair<double, double> middle_of(std::vector<double> values) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  if (values.empty() ||
      std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); })) {
    return {nan, nan};
  }
  std::sort(values.begin(), values.end());
  return {quantile_of_sorted(values, 0.025), quantile_of_sorted(values, 0.975)};
}

/// The numbers of `count` of `count` things, drawn with replacement.
inline std::vector<std::size_t> drawn_again(std::size_t count, std::size_t repetition,
                                            std::uint64_t seed) {
  const engine::Stream again = stream(seed, DesignDraw::bootstrap);
  std::vector<std::size_t> drawn(count);
  for (std::size_t i = 0; i < count; ++i) {
    drawn[i] = again.at(engine::Identity{i}, static_cast<std::uint32_t>(repetition))
                   .below(static_cast<std::uint32_t>(count));
  }
  return drawn;
}

}  // namespace buurt::experiment
