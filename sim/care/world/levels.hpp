#pragma once
// Levels that are kept in a byte: shares in steps of 1/255, and scores from 0 to 10 in 254 steps, the
// byte 0 being kept for "not asked yet".

#include <algorithm>
#include <cstdint>

namespace buurt::care {

inline constexpr double level_steps = 255.0;
inline constexpr double score_steps = 254.0;
inline constexpr double highest_score = 10.0;

/// A share, 0 to 1.
constexpr double level(std::uint8_t byte) { return byte / level_steps; }
constexpr std::uint8_t coded_level(double share) {
  return static_cast<std::uint8_t>(std::clamp(share, 0.0, 1.0) * level_steps + 0.5);
}

/// The byte that a level goes to: by at least one step when it moves at all, so that it does not stay
/// where it is for being less than half a step away.
constexpr std::uint8_t moved_level(std::uint8_t from, double share) {
  const std::uint8_t rounded = coded_level(share);
  if (rounded != from) return rounded;
  constexpr double nothing = 1e-9;
  const double wanted = share * level_steps;
  if (wanted < from - nothing && from > 0) return static_cast<std::uint8_t>(from - 1);
  if (wanted > from + nothing && from < 255) return static_cast<std::uint8_t>(from + 1);
  return from;
}

/// A score, 0 to 10, of a byte that is not 0.
constexpr double score(std::uint8_t byte) { return (byte - 1) * highest_score / score_steps; }
constexpr std::uint8_t coded_score(double value) {
  return static_cast<std::uint8_t>(1.0 + std::clamp(value / highest_score, 0.0, 1.0) * score_steps +
                                   0.5);
}

/// The byte of a score that goes so much of the way to another (0 to 1): all of it when it was not
/// asked before, and by at least one step.
constexpr std::uint8_t moved_score(std::uint8_t from, double to, double share) {
  const std::uint8_t target = coded_score(to);
  if (from == 0) return target;
  const double way = (target - from) * share;
  if (way > 0.0) return static_cast<std::uint8_t>(from + std::max(1, static_cast<int>(way + 0.5)));
  if (way < 0.0) return static_cast<std::uint8_t>(from + std::min(-1, static_cast<int>(way - 0.5)));
  return from;
}

}  // namespace buurt::care
