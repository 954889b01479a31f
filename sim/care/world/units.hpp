#pragma once
// Units of time and money, and the pace at which what is rare is looked at.

#include <cmath>
#include <cstdint>

namespace buurt::care {

inline constexpr double minutes_per_hour = 60.0;
inline constexpr std::uint16_t days_per_week = 7;
inline constexpr double cents_per_euro = 100.0;

/// An amount as accounts hold it.
inline std::uint64_t cents(double euro) {
  return static_cast<std::uint64_t>(std::llround(euro * cents_per_euro));
}

/// What changes slowly is looked at every so many weeks, each need or person in weeks of its own; rates
/// are scaled to it. A matter of speed.
inline constexpr std::uint32_t weeks_between_looks = 4;

}  // namespace buurt::care
