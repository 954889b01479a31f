#pragma once
// Points of a design: one row a point, one column a parameter. Nothing here knows the simulator.

#include <cstddef>
#include <span>
#include <vector>

namespace buurt::experiment {

/// A table of points, row after row. Unless said otherwise coordinates lie in the unit cube.
class Points {
 public:
  Points() = default;
  Points(std::size_t count, std::size_t dimensions)
      : dimensions_(dimensions), values_(count * dimensions, 0.0) {}

  [[nodiscard]] std::size_t count() const {
    return dimensions_ == 0 ? 0 : values_.size() / dimensions_;
  }
  [[nodiscard]] std::size_t dimensions() const { return dimensions_; }
  [[nodiscard]] std::span<const double> operator[](std::size_t point) const {
    return std::span(values_).subspan(point * dimensions_, dimensions_);
  }
  [[nodiscard]] std::span<double> operator[](std::size_t point) {
    return std::span(values_).subspan(point * dimensions_, dimensions_);
  }
  [[nodiscard]] const std::vector<double>& values() const { return values_; }

  /// Adds points behind the last; they must have as many dimensions.
  void append(const Points& more) {
    if (dimensions_ == 0) dimensions_ = more.dimensions_;
    values_.insert(values_.end(), more.values_.begin(), more.values_.end());
  }

  friend bool operator==(const Points&, const Points&) = default;

 private:
  std::size_t dimensions_ = 0;
  std::vector<double> values_;
};

/// Square of the distance between two points.
inline double distance_squared(std::span<const double> a, std::span<const double> b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

}  // namespace buurt::experiment
