#pragma once

#include "care/world/parameters/field.hpp"

namespace buurt::care {

/// What becomes of programmes when money ends or changes hands.
struct MoneyParameters {
  double least_part = 0;
  double takeover_organise = 0;
  double takeover_threshold = 0;
  double takeover_residents = 0;
  double residents_go_on = 0;

  static constexpr auto describe() {
    using P = MoneyParameters;
    return std::array{ParameterField<P>{"least_part", &P::least_part},
                      ParameterField<P>{"takeover_organise", &P::takeover_organise},
                      ParameterField<P>{"takeover_threshold", &P::takeover_threshold},
                      ParameterField<P>{"takeover_residents", &P::takeover_residents},
                      ParameterField<P>{"residents_go_on", &P::residents_go_on}};
  }
};

}  // namespace buurt::care
