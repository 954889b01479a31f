#pragma once
// Schooling of people who come into the municipality, by age: the ages stand in the names.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct EducationParameters {
  double low_young = 0;
  double low_22 = 0;
  double low_40 = 0;
  double low_55 = 0;
  double low_70 = 0;
  double low_85 = 0;
  double high_22 = 0;
  double high_28 = 0;
  double high_42 = 0;
  double high_57 = 0;
  double high_70 = 0;
  double high_85 = 0;

  static constexpr auto describe() {
    using P = EducationParameters;
    return std::array{
        ParameterField<P>{"low_young", &P::low_young}, ParameterField<P>{"low_22", &P::low_22},
        ParameterField<P>{"low_40", &P::low_40},       ParameterField<P>{"low_55", &P::low_55},
        ParameterField<P>{"low_70", &P::low_70},       ParameterField<P>{"low_85", &P::low_85},
        ParameterField<P>{"high_22", &P::high_22},     ParameterField<P>{"high_28", &P::high_28},
        ParameterField<P>{"high_42", &P::high_42},     ParameterField<P>{"high_57", &P::high_57},
        ParameterField<P>{"high_70", &P::high_70},     ParameterField<P>{"high_85", &P::high_85}};
  }
};

}  // namespace buurt::care
