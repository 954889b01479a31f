#pragma once
// Who notices that somebody needs help, and what becomes of it.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct NoticingParameters {
  double per_contact = 0;
  double street = 0;
  double shop = 0;
  double shop_reach = 0;
  double professional = 0;
  double volunteer = 0;
  double reluctance_spread = 0;
  double act_stranger = 0;
  double act_tie = 0;
  double shop_acts = 0;
  double offers = 0;
  double accepts_offer = 0;
  double passes_on = 0;
  double delay_weeks = 0;
  double around_illness = 0;
  double around_death = 0;

  static constexpr auto describe() {
    using P = NoticingParameters;
    return std::array{ParameterField<P>{"per_contact", &P::per_contact},
                      ParameterField<P>{"street", &P::street},
                      ParameterField<P>{"shop", &P::shop},
                      ParameterField<P>{"shop_reach", &P::shop_reach},
                      ParameterField<P>{"professional", &P::professional},
                      ParameterField<P>{"volunteer", &P::volunteer},
                      ParameterField<P>{"reluctance_spread", &P::reluctance_spread},
                      ParameterField<P>{"act_stranger", &P::act_stranger},
                      ParameterField<P>{"act_tie", &P::act_tie},
                      ParameterField<P>{"shop_acts", &P::shop_acts},
                      ParameterField<P>{"offers", &P::offers},
                      ParameterField<P>{"accepts_offer", &P::accepts_offer},
                      ParameterField<P>{"passes_on", &P::passes_on},
                      ParameterField<P>{"delay_weeks", &P::delay_weeks},
                      ParameterField<P>{"around_illness", &P::around_illness},
                      ParameterField<P>{"around_death", &P::around_death}};
  }
};

}  // namespace buurt::care
