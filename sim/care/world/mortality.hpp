#pragma once
// The death rates of the municipality file.

#include "care/world/municipality.hpp"
#include "care/world/people.hpp"

namespace buurt::care {

/// Deaths per person-year at that age, as the file has them; 0 below its first band.
[[nodiscard]] double death_rate_of(const Municipality& municipality, Sex sex, int age);

}  // namespace buurt::care
