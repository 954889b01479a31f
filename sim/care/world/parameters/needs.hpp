#pragma once
// What people need when they are not well, in hours a week.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct NeedsParameters {
  double household_light = 0;

  static constexpr auto describe() {
    using P = NeedsParameters;
    return std::array{ParameterField<P>{"household_light", &P::household_light}};
  }
};

}  // namespace buurt::care
