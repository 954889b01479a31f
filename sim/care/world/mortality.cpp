#include "care/world/mortality.hpp"

#include <algorithm>

namespace buurt::care {

double death_rate_of(const Municipality& municipality, Sex sex, int age) {
  const std::vector<int>& from = municipality.mortality_from;
  const auto above = std::upper_bound(from.begin(), from.end(), age);
  if (above == from.begin()) return 0.0;
  const auto band = static_cast<std::size_t>(above - from.begin()) - 1;
  return (sex == Sex::man ? municipality.mortality_men : municipality.mortality_women)[band];
}

}  // namespace buurt::care
