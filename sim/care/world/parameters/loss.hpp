#pragma once
// Where people die, and what a death does to those who stay behind.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct DyingParameters {
  double last_weeks = 0;
  double habit = 0;
  double wish_share = 0;
  double wish = 0;
  double cancer = 0;
  double frailty = 0;
  double carer = 0;
  double carer_hours = 0;
  double palliative = 0;
  double sudden_hospital = 0;
  double home_hospital = 0;

  static constexpr auto describe() {
    using P = DyingParameters;
    return std::array{ParameterField<P>{"last_weeks", &P::last_weeks},
                      ParameterField<P>{"habit", &P::habit},
                      ParameterField<P>{"wish_share", &P::wish_share},
                      ParameterField<P>{"wish", &P::wish},
                      ParameterField<P>{"cancer", &P::cancer},
                      ParameterField<P>{"frailty", &P::frailty},
                      ParameterField<P>{"carer", &P::carer},
                      ParameterField<P>{"carer_hours", &P::carer_hours},
                      ParameterField<P>{"palliative", &P::palliative},
                      ParameterField<P>{"sudden_hospital", &P::sudden_hospital},
                      ParameterField<P>{"home_hospital", &P::home_hospital}};
  }
};

struct GriefParameters {
  double partner = 0;
  double child = 0;
  double parent = 0;
  double sibling = 0;
  double close_friend = 0;
  double half_life = 0;
  double prolonged = 0;
  double prolonged_factor = 0;
  double least = 0;
  double social_time = 0;
  double loneliness = 0;
  double need_from = 0;
  double tier_low = 0;
  double tier_moderate = 0;
  double hours_low = 0;
  double hours_moderate = 0;
  double hours_high = 0;
  double supported_from = 0;
  double early_weeks = 0;
  double later_weeks = 0;
  double death_early = 0;
  double death_later = 0;
  double deaths_more = 0;

  static constexpr auto describe() {
    using P = GriefParameters;
    return std::array{ParameterField<P>{"partner", &P::partner},
                      ParameterField<P>{"child", &P::child},
                      ParameterField<P>{"parent", &P::parent},
                      ParameterField<P>{"sibling", &P::sibling},
                      ParameterField<P>{"close_friend", &P::close_friend},
                      ParameterField<P>{"half_life", &P::half_life},
                      ParameterField<P>{"prolonged", &P::prolonged},
                      ParameterField<P>{"prolonged_factor", &P::prolonged_factor},
                      ParameterField<P>{"least", &P::least},
                      ParameterField<P>{"social_time", &P::social_time},
                      ParameterField<P>{"loneliness", &P::loneliness},
                      ParameterField<P>{"need_from", &P::need_from},
                      ParameterField<P>{"tier_low", &P::tier_low},
                      ParameterField<P>{"tier_moderate", &P::tier_moderate},
                      ParameterField<P>{"hours_low", &P::hours_low},
                      ParameterField<P>{"hours_moderate", &P::hours_moderate},
                      ParameterField<P>{"hours_high", &P::hours_high},
                      ParameterField<P>{"supported_from", &P::supported_from},
                      ParameterField<P>{"early_weeks", &P::early_weeks},
                      ParameterField<P>{"later_weeks", &P::later_weeks},
                      ParameterField<P>{"death_early", &P::death_early},
                      ParameterField<P>{"death_later", &P::death_later},
                      ParameterField<P>{"deaths_more", &P::deaths_more}};
  }
};

}  // namespace buurt::care
