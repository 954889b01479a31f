#pragma once
// Care by organisations: staff hours, lists, crises, nursing homes.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct FormalParameters {
  double family_care_hours = 0;

  static constexpr auto describe() {
    using P = FormalParameters;
    return std::array{ParameterField<P>{"family_care_hours", &P::family_care_hours}};
  }
};

}  // namespace buurt::care
