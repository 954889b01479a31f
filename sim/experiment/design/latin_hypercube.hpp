#pragma once
// Latin hypercube designs whose points keep apart.

#include <cstddef>
#include <cstdint>

#include "experiment/design/points.hpp"

namespace buurt::experiment {

/// A Latin hypercube in the unit cube: in every dimension each of `count` equal strata holds exactly
/// one point (McKay, Beckman & Conover 1979), somewhere within it. Points are then moved apart by
/// swapping strata as long as that lowers the sum of inverse tenth powers of distances, which makes
/// the smallest distance large (Morris & Mitchell 1995). The same seed gives the same design.
[[nodiscard]] Points latin_hypercube(std::size_t count, std::size_t dimensions, std::uint64_t seed);

/// The smallest distance between two points.
[[nodiscard]] double smallest_distance(const Points& points);

}  // namespace buurt::experiment
