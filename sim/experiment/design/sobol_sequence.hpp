#pragma once
// Sobol sequences, scrambled, and the designs of Saltelli made from them.

#include <cstddef>
#include <cstdint>

#include "experiment/design/points.hpp"

namespace buurt::experiment {

/// Most dimensions of a Sobol sequence here.
inline constexpr std::size_t most_sobol_dimensions = 1000;

/// The first `count` points of a Sobol sequence (Boost.Random, direction numbers of Joe & Kuo 2008)
/// after nested uniform scrambling (Owen 1995): every binary digit is flipped or not by a draw that
/// hangs on the digits before it. Any power of two of points from the first on stays a net.
[[nodiscard]] Points sobol_sequence(std::size_t count, std::size_t dimensions, std::uint64_t seed);

/// The design from which Sobol indices are estimated (Saltelli et al. 2010): for each of `base`
/// points the point A, the point B, and for every dimension A with that coordinate taken from B.
/// They stand behind each other: point k of base i is number i (dimensions + 2) + k.
[[nodiscard]] Points saltelli_design(std::size_t base, std::size_t dimensions, std::uint64_t seed);

/// Centred L2 discrepancy (Hickernell 1998): how far points are from evenly spread; 0 is perfect.
[[nodiscard]] double centred_discrepancy(const Points& points);

}  // namespace buurt::experiment
