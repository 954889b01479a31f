#pragma once
// Relief of carers: when they need it, what respite does for strain and for the wish for a nursing home.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct ReliefParameters {
  double strain_from = 0;
  double hours_from = 0;
  double share = 0;
  double most_hours = 0;
  double waking_hours = 0;
  double rate = 0;
  double felt_hours = 0;
  double half_life = 0;
  double effect = 0;
  double wish_weeks = 0;
  double wish_drop = 0;
  double yes_kin = 0;
  double yes_friend = 0;

  static constexpr auto describe() {
    using P = ReliefParameters;
    return std::array{ParameterField<P>{"strain_from", &P::strain_from},
                      ParameterField<P>{"hours_from", &P::hours_from},
                      ParameterField<P>{"share", &P::share},
                      ParameterField<P>{"most_hours", &P::most_hours},
                      ParameterField<P>{"waking_hours", &P::waking_hours},
                      ParameterField<P>{"rate", &P::rate},
                      ParameterField<P>{"felt_hours", &P::felt_hours},
                      ParameterField<P>{"half_life", &P::half_life},
                      ParameterField<P>{"effect", &P::effect},
                      ParameterField<P>{"wish_weeks", &P::wish_weeks},
                      ParameterField<P>{"wish_drop", &P::wish_drop},
                      ParameterField<P>{"yes_kin", &P::yes_kin},
                      ParameterField<P>{"yes_friend", &P::yes_friend}};
  }
};

}  // namespace buurt::care
