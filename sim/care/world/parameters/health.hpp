#pragma once
// What happens to people's health: function, dementia, illness.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct HealthParameters {
  double dementia_rate = 0;
  double dementia_growth = 0;

  static constexpr auto describe() {
    using P = HealthParameters;
    return std::array{ParameterField<P>{"dementia_rate", &P::dementia_rate},
                      ParameterField<P>{"dementia_growth", &P::dementia_growth}};
  }
};

}  // namespace buurt::care
