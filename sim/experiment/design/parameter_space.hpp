#pragma once
// The parameters that an experiment varies, and how the unit cube maps to their values.

#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "experiment/design/points.hpp"

namespace buurt::experiment {

/// One varied parameter. Values are in `unit`; on a logarithmic scale the minimum is above 0.
struct VariedParameter {
  std::string name;
  std::string unit;
  double minimum = 0.0;
  double maximum = 1.0;
  bool logarithmic = false;

  /// The value at a coordinate from 0 to 1.
  [[nodiscard]] double value(double coordinate) const {
    if (!logarithmic) return minimum + coordinate * (maximum - minimum);
    return minimum * std::exp(coordinate * std::log(maximum / minimum));
  }
  /// The coordinate of a value: below 0 or above 1 outside the range.
  [[nodiscard]] double coordinate(double value) const {
    if (!logarithmic) return (value - minimum) / (maximum - minimum);
    return std::log(value / minimum) / std::log(maximum / minimum);
  }

  friend bool operator==(const VariedParameter&, const VariedParameter&) = default;
};

/// The values of all parameters at one point of the unit cube.
inline std::vector<double> values_at(const std::vector<VariedParameter>& parameters,
                                     std::span<const double> point) {
  std::vector<double> values(parameters.size());
  for (std::size_t i = 0; i < parameters.size(); ++i) values[i] = parameters[i].value(point[i]);
  return values;
}

/// The values of all parameters at all points.
inline Points values_at(const std::vector<VariedParameter>& parameters, const Points& unit) {
  Points values(unit.count(), unit.dimensions());
  for (std::size_t point = 0; point < unit.count(); ++point) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      values[point][i] = parameters[i].value(unit[point][i]);
    }
  }
  return values;
}

}  // namespace buurt::experiment
