#include "care/world/curve.hpp"

namespace buurt::care {

double along(std::initializer_list<std::pair<double, double>> points, double x) {
  const std::pair<double, double>* before = points.begin();
  if (x <= before->first) return before->second;
  for (const auto& point : points) {
    if (x < point.first) {
      const double part = (x - before->first) / (point.first - before->first);
      return before->second + part * (point.second - before->second);
    }
    before = &point;
  }
  return before->second;
}

}  // namespace buurt::care
