#pragma once
// What happens to people's health: function, dementia, illness, and the last year of life.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct HealthParameters {
  double dementia_rate = 0;
  double dementia_growth = 0;
  double dementia_age_from = 0;
  double dementia_age_to = 0;
  double disability_light = 0;
  double disability_moderate = 0;
  double disability_severe = 0;
  double course_age = 0;
  double onset_any_age = 0;
  double onset_light = 0;
  double onset_women = 0;
  double onset_moderate = 0;
  double onset_severe = 0;
  double worsening_growth = 0;
  double recovery_light = 0;
  double recovery_moderate = 0;
  double recovery_severe = 0;
  double recovery_decline = 0;
  double dementia_worsening = 0;
  double dementia_recovery = 0;
  double death_light = 0;
  double death_moderate = 0;
  double death_severe = 0;
  double death_dementia = 0;
  double death_unmet_light = 0;
  double death_unmet_moderate = 0;
  double unmet_usual = 0;
  double illness_rate = 0;
  double illness_growth = 0;
  double illness_weeks = 0;
  double dying_sudden = 0;
  double dying_cancer = 0;
  double dying_organ = 0;
  double dying_spread = 0;
  double dying_expected = 0;
  double cancer_serious = 0;
  double cancer_light = 0;
  double cancer_moderate = 0;
  double cancer_severe = 0;
  double cancer_palliative = 0;
  double organ_serious = 0;
  double organ_light = 0;
  double organ_moderate = 0;
  double organ_severe = 0;
  double organ_palliative = 0;
  double frailty_light = 0;
  double frailty_moderate = 0;
  double frailty_severe = 0;
  double frailty_palliative = 0;
  double home_light = 0;
  double home_moderate = 0;
  double home_severe = 0;
  double home_dementia = 0;

  static constexpr auto describe() {
    using P = HealthParameters;
    return std::array{ParameterField<P>{"dementia_rate", &P::dementia_rate},
                      ParameterField<P>{"dementia_growth", &P::dementia_growth},
                      ParameterField<P>{"dementia_age_from", &P::dementia_age_from},
                      ParameterField<P>{"dementia_age_to", &P::dementia_age_to},
                      ParameterField<P>{"disability_light", &P::disability_light},
                      ParameterField<P>{"disability_moderate", &P::disability_moderate},
                      ParameterField<P>{"disability_severe", &P::disability_severe},
                      ParameterField<P>{"course_age", &P::course_age},
                      ParameterField<P>{"onset_any_age", &P::onset_any_age},
                      ParameterField<P>{"onset_light", &P::onset_light},
                      ParameterField<P>{"onset_women", &P::onset_women},
                      ParameterField<P>{"onset_moderate", &P::onset_moderate},
                      ParameterField<P>{"onset_severe", &P::onset_severe},
                      ParameterField<P>{"worsening_growth", &P::worsening_growth},
                      ParameterField<P>{"recovery_light", &P::recovery_light},
                      ParameterField<P>{"recovery_moderate", &P::recovery_moderate},
                      ParameterField<P>{"recovery_severe", &P::recovery_severe},
                      ParameterField<P>{"recovery_decline", &P::recovery_decline},
                      ParameterField<P>{"dementia_worsening", &P::dementia_worsening},
                      ParameterField<P>{"dementia_recovery", &P::dementia_recovery},
                      ParameterField<P>{"death_light", &P::death_light},
                      ParameterField<P>{"death_moderate", &P::death_moderate},
                      ParameterField<P>{"death_severe", &P::death_severe},
                      ParameterField<P>{"death_dementia", &P::death_dementia},
                      ParameterField<P>{"death_unmet_light", &P::death_unmet_light},
                      ParameterField<P>{"death_unmet_moderate", &P::death_unmet_moderate},
                      ParameterField<P>{"unmet_usual", &P::unmet_usual},
                      ParameterField<P>{"illness_rate", &P::illness_rate},
                      ParameterField<P>{"illness_growth", &P::illness_growth},
                      ParameterField<P>{"illness_weeks", &P::illness_weeks},
                      ParameterField<P>{"dying_sudden", &P::dying_sudden},
                      ParameterField<P>{"dying_cancer", &P::dying_cancer},
                      ParameterField<P>{"dying_organ", &P::dying_organ},
                      ParameterField<P>{"dying_spread", &P::dying_spread},
                      ParameterField<P>{"dying_expected", &P::dying_expected},
                      ParameterField<P>{"cancer_serious", &P::cancer_serious},
                      ParameterField<P>{"cancer_light", &P::cancer_light},
                      ParameterField<P>{"cancer_moderate", &P::cancer_moderate},
                      ParameterField<P>{"cancer_severe", &P::cancer_severe},
                      ParameterField<P>{"cancer_palliative", &P::cancer_palliative},
                      ParameterField<P>{"organ_serious", &P::organ_serious},
                      ParameterField<P>{"organ_light", &P::organ_light},
                      ParameterField<P>{"organ_moderate", &P::organ_moderate},
                      ParameterField<P>{"organ_severe", &P::organ_severe},
                      ParameterField<P>{"organ_palliative", &P::organ_palliative},
                      ParameterField<P>{"frailty_light", &P::frailty_light},
                      ParameterField<P>{"frailty_moderate", &P::frailty_moderate},
                      ParameterField<P>{"frailty_severe", &P::frailty_severe},
                      ParameterField<P>{"frailty_palliative", &P::frailty_palliative},
                      ParameterField<P>{"home_light", &P::home_light},
                      ParameterField<P>{"home_moderate", &P::home_moderate},
                      ParameterField<P>{"home_severe", &P::home_severe},
                      ParameterField<P>{"home_dementia", &P::home_dementia}};
  }
};

}  // namespace buurt::care
