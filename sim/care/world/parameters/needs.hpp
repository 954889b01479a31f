#pragma once
// What people need when they are not well, in hours a week, and the small needs of everybody.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct NeedsParameters {
  double household_light = 0;
  double household_moderate = 0;
  double household_severe = 0;
  double household_ill = 0;
  double household_alone = 0;
  double personal_moderate = 0;
  double personal_severe = 0;
  double nursing_moderate = 0;
  double nursing_severe = 0;
  double nursing_palliative = 0;
  double company_light = 0;
  double company_moderate = 0;
  double company_severe = 0;
  double company_dementia = 0;
  double company_alone = 0;
  double transport_light = 0;
  double transport_moderate = 0;
  double transport_severe = 0;
  double transport_ill = 0;
  double guidance_limited = 0;
  double guidance_dementia = 0;
  double comfort_serious = 0;
  double comfort_palliative = 0;
  double slower_from = 0;
  double slower_years = 0;
  double slower_household = 0;
  double slower_transport = 0;
  double slower_guidance = 0;
  double small_rate = 0;
  double small_household = 0;
  double small_transport = 0;
  double small_guidance = 0;
  double small_hours = 0;
  double small_weeks = 0;

  static constexpr auto describe() {
    using P = NeedsParameters;
    return std::array{ParameterField<P>{"household_light", &P::household_light},
                      ParameterField<P>{"household_moderate", &P::household_moderate},
                      ParameterField<P>{"household_severe", &P::household_severe},
                      ParameterField<P>{"household_ill", &P::household_ill},
                      ParameterField<P>{"household_alone", &P::household_alone},
                      ParameterField<P>{"personal_moderate", &P::personal_moderate},
                      ParameterField<P>{"personal_severe", &P::personal_severe},
                      ParameterField<P>{"nursing_moderate", &P::nursing_moderate},
                      ParameterField<P>{"nursing_severe", &P::nursing_severe},
                      ParameterField<P>{"nursing_palliative", &P::nursing_palliative},
                      ParameterField<P>{"company_light", &P::company_light},
                      ParameterField<P>{"company_moderate", &P::company_moderate},
                      ParameterField<P>{"company_severe", &P::company_severe},
                      ParameterField<P>{"company_dementia", &P::company_dementia},
                      ParameterField<P>{"company_alone", &P::company_alone},
                      ParameterField<P>{"transport_light", &P::transport_light},
                      ParameterField<P>{"transport_moderate", &P::transport_moderate},
                      ParameterField<P>{"transport_severe", &P::transport_severe},
                      ParameterField<P>{"transport_ill", &P::transport_ill},
                      ParameterField<P>{"guidance_limited", &P::guidance_limited},
                      ParameterField<P>{"guidance_dementia", &P::guidance_dementia},
                      ParameterField<P>{"comfort_serious", &P::comfort_serious},
                      ParameterField<P>{"comfort_palliative", &P::comfort_palliative},
                      ParameterField<P>{"slower_from", &P::slower_from},
                      ParameterField<P>{"slower_years", &P::slower_years},
                      ParameterField<P>{"slower_household", &P::slower_household},
                      ParameterField<P>{"slower_transport", &P::slower_transport},
                      ParameterField<P>{"slower_guidance", &P::slower_guidance},
                      ParameterField<P>{"small_rate", &P::small_rate},
                      ParameterField<P>{"small_household", &P::small_household},
                      ParameterField<P>{"small_transport", &P::small_transport},
                      ParameterField<P>{"small_guidance", &P::small_guidance},
                      ParameterField<P>{"small_hours", &P::small_hours},
                      ParameterField<P>{"small_weeks", &P::small_weeks}};
  }
};

}  // namespace buurt::care
