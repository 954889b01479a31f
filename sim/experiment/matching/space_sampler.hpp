#pragma once
// Points spread evenly over the part of the unit cube where a measure stays below a level, however
// small that part is.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "experiment/design/points.hpp"

namespace buurt::experiment {

/// What is to be low. Both are called from several threads at once and must agree.
struct SpaceMeasure {
  std::function<double(std::span<const double> point)> value;
  /// Whether the value is at most `level`; may be much faster than the value itself.
  std::function<bool(std::span<const double> point, double level)> at_most;
};

/// The part of the unit cube that is left.
struct SpaceSample {
  double share = 0.0;           ///< of the volume; 0 when no point was found
  Points points;                ///< evenly spread over that part, `count` of them, or none
  double lowest = 0.0;          ///< lowest value that was met
  std::vector<double> nearest;  ///< where
};

/// Samples where the measure is at most `level`. Begins with a Sobol sequence over the whole cube.
/// While less than a tenth of the points qualify, the level is lowered in steps: the best tenth is
/// kept and walks on, each step drawn evenly on a random line within the present level (slice
/// sampling with hit and run), until the wanted level is reached. The share is the product of the
/// shares kept (subset simulation; Au & Beck 2001); its error is about 10 % a step with 1,000 points.
[[nodiscard]] SpaceSample sample_space(const SpaceMeasure& measure, std::size_t dimensions,
                                       std::size_t count, double level, std::uint64_t seed);

/// As many points as are given, drawn down from there in the same way to where the measure is at most
/// `level`, or as low as it goes. The points given are spread evenly over some part of space, outside
/// of which the measure is infinite.
[[nodiscard]] Points drawn_down(const SpaceMeasure& measure, const Points& from, double level,
                                std::uint64_t seed);

/// Of many points some that are spread as the many are but keep apart: of a hundred random choices
/// the one with the largest smallest distance. All of them when there are not more.
[[nodiscard]] Points chosen_apart(const Points& points, std::size_t count, std::uint64_t seed);

}  // namespace buurt::experiment
