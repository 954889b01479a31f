#pragma once
// How people help each other: household, kin, neighbours and friends, and what it costs them.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct HelpingParameters {
  double most_hours = 0;

  static constexpr auto describe() {
    using P = HelpingParameters;
    return std::array{ParameterField<P>{"most_hours", &P::most_hours}};
  }
};

}  // namespace buurt::care
