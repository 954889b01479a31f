#pragma once
// What makes for wellbeing, for trust, and for a norm of helping.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct WellbeingParameters {
  double spread = 0;
  double adjustment_weeks = 0;
  double satisfaction_base = 0;
  double satisfaction_limited = 0;
  double satisfaction_ill = 0;
  double satisfaction_unmet = 0;
  double satisfaction_lonely = 0;
  double satisfaction_grief = 0;
  double satisfaction_strain = 0;
  double satisfaction_poverty = 0;
  double meaning_base = 0;
  double meaning_roles = 0;
  double meaning_limited = 0;
  double meaning_lonely = 0;
  double meaning_grief = 0;
  double mastery_base = 0;
  double mastery_limited = 0;
  double mastery_unmet = 0;
  double mastery_lonely = 0;
  double mastery_strain = 0;
  double mastery_poverty = 0;
  double inclusion_base = 0;
  double inclusion_lonely = 0;
  double inclusion_belonging = 0;
  double inclusion_trust = 0;
  double inclusion_poverty = 0;

  static constexpr auto describe() {
    using P = WellbeingParameters;
    return std::array{ParameterField<P>{"spread", &P::spread},
                      ParameterField<P>{"adjustment_weeks", &P::adjustment_weeks},
                      ParameterField<P>{"satisfaction_base", &P::satisfaction_base},
                      ParameterField<P>{"satisfaction_limited", &P::satisfaction_limited},
                      ParameterField<P>{"satisfaction_ill", &P::satisfaction_ill},
                      ParameterField<P>{"satisfaction_unmet", &P::satisfaction_unmet},
                      ParameterField<P>{"satisfaction_lonely", &P::satisfaction_lonely},
                      ParameterField<P>{"satisfaction_grief", &P::satisfaction_grief},
                      ParameterField<P>{"satisfaction_strain", &P::satisfaction_strain},
                      ParameterField<P>{"satisfaction_poverty", &P::satisfaction_poverty},
                      ParameterField<P>{"meaning_base", &P::meaning_base},
                      ParameterField<P>{"meaning_roles", &P::meaning_roles},
                      ParameterField<P>{"meaning_limited", &P::meaning_limited},
                      ParameterField<P>{"meaning_lonely", &P::meaning_lonely},
                      ParameterField<P>{"meaning_grief", &P::meaning_grief},
                      ParameterField<P>{"mastery_base", &P::mastery_base},
                      ParameterField<P>{"mastery_limited", &P::mastery_limited},
                      ParameterField<P>{"mastery_unmet", &P::mastery_unmet},
                      ParameterField<P>{"mastery_lonely", &P::mastery_lonely},
                      ParameterField<P>{"mastery_strain", &P::mastery_strain},
                      ParameterField<P>{"mastery_poverty", &P::mastery_poverty},
                      ParameterField<P>{"inclusion_base", &P::inclusion_base},
                      ParameterField<P>{"inclusion_lonely", &P::inclusion_lonely},
                      ParameterField<P>{"inclusion_belonging", &P::inclusion_belonging},
                      ParameterField<P>{"inclusion_trust", &P::inclusion_trust},
                      ParameterField<P>{"inclusion_poverty", &P::inclusion_poverty}};
  }
};

struct TrustParameters {
  double spread = 0;
  double adjustment_weeks = 0;
  double neighbours_base = 0;
  double neighbours_contact = 0;
  double neighbours_help = 0;
  double yes = 0;
  double no = 0;
  double services_base = 0;
  double services_given = 0;
  double services_waiting = 0;
  double crisis = 0;
  double authority_base = 0;
  double authority_services = 0;
  double authority_poverty = 0;
  double norm_usual = 0;
  double norm_weeks = 0;
  double norm_effect = 0;

  static constexpr auto describe() {
    using P = TrustParameters;
    return std::array{ParameterField<P>{"spread", &P::spread},
                      ParameterField<P>{"adjustment_weeks", &P::adjustment_weeks},
                      ParameterField<P>{"neighbours_base", &P::neighbours_base},
                      ParameterField<P>{"neighbours_contact", &P::neighbours_contact},
                      ParameterField<P>{"neighbours_help", &P::neighbours_help},
                      ParameterField<P>{"yes", &P::yes},
                      ParameterField<P>{"no", &P::no},
                      ParameterField<P>{"services_base", &P::services_base},
                      ParameterField<P>{"services_given", &P::services_given},
                      ParameterField<P>{"services_waiting", &P::services_waiting},
                      ParameterField<P>{"crisis", &P::crisis},
                      ParameterField<P>{"authority_base", &P::authority_base},
                      ParameterField<P>{"authority_services", &P::authority_services},
                      ParameterField<P>{"authority_poverty", &P::authority_poverty},
                      ParameterField<P>{"norm_usual", &P::norm_usual},
                      ParameterField<P>{"norm_weeks", &P::norm_weeks},
                      ParameterField<P>{"norm_effect", &P::norm_effect}};
  }
};

}  // namespace buurt::care
