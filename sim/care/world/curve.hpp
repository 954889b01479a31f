#pragma once
// Curves through a few points, for shares by age.

#include <initializer_list>
#include <utility>

namespace buurt::care {

/// A curve through points, straight between them and flat beyond; points in ascending order of x.
[[nodiscard]] double along(std::initializer_list<std::pair<double, double>> points, double x);

}  // namespace buurt::care
