#pragma once

#include "care/world/parameters/field.hpp"

namespace buurt::care {

/// How people and programmes bear shocks. What a shock moves, and how far, stands in the shock.
struct ShockParameters {
  double call_worth = 0;
  double adapted_share = 0;

  static constexpr auto describe() {
    using P = ShockParameters;
    return std::array{ParameterField<P>{"call_worth", &P::call_worth},
                      ParameterField<P>{"adapted_share", &P::adapted_share}};
  }
};

}  // namespace buurt::care
