#pragma once
// Care by organisations: staff hours, lists, crises, nursing homes.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct FormalParameters {
  double family_care_hours = 0;
  double home_nursing_hours = 0;
  double local_centre_hours = 0;
  double welfare_hours = 0;
  double day_care_hours = 0;
  double palliative_team_hours = 0;
  double family_care_factor = 0;
  double home_nursing_factor = 0;
  double local_centre_factor = 0;
  double welfare_factor = 0;
  double day_care_factor = 0;
  double palliative_team_factor = 0;
  double norm_under_60 = 0;
  double norm_60 = 0;
  double norm_65 = 0;
  double norm_75 = 0;
  double norm_85 = 0;
  double follows_norm = 0;
  double inhabitants_per_organisation = 0;
  double inhabitants_per_local_centre = 0;
  double family_care_most = 0;
  double home_nursing_most = 0;
  double local_centre_most = 0;
  double welfare_most = 0;
  double day_care_most = 0;
  double palliative_team_most = 0;
  double least_visit = 0;
  double notice_heeded = 0;
  double staff_leaving = 0;
  double function_family_care = 0;
  double function_day_care = 0;
  double nurse_share = 0;
  double uptake = 0;
  double uptake_function = 0;
  double uptake_poverty = 0;
  double weeks_before_referral = 0;
  double referral_weeks = 0;
  double referral_loss = 0;
  double review_weeks = 0;
  double gp_contacts = 0;
  double gp_contacts_65 = 0;
  double gp_contacts_80 = 0;
  double gp_contacts_function = 0;
  double gp_notices = 0;
  double asks_directly = 0;
  double severity_weeks = 0;
  double admission_independent = 0;
  double admission_light = 0;
  double admission_moderate = 0;
  double admission_severe = 0;
  double admission_unmet = 0;
  double admission_illness = 0;
  double crisis_reveals = 0;
  double hospital_days = 0;
  double worsens_after_stay = 0;
  double home_age = 0;
  double home_rate = 0;
  double home_rise = 0;
  double home_light = 0;
  double home_moderate = 0;
  double home_severe = 0;
  double home_dementia = 0;
  double home_alone = 0;
  double home_strain = 0;
  double home_unmet = 0;
  double home_poverty = 0;
  double home_after_hospital = 0;
  double home_urgency_weeks = 0;
  double cost_family_care = 0;
  double cost_home_nursing = 0;
  double cost_local_centre = 0;
  double cost_welfare = 0;
  double cost_day_care = 0;
  double cost_palliative_team = 0;
  double cost_home_day = 0;
  double cost_hospital_day = 0;

  static constexpr auto describe() {
    using P = FormalParameters;
    return std::array{
        ParameterField<P>{"family_care_hours", &P::family_care_hours},
        ParameterField<P>{"home_nursing_hours", &P::home_nursing_hours},
        ParameterField<P>{"local_centre_hours", &P::local_centre_hours},
        ParameterField<P>{"welfare_hours", &P::welfare_hours},
        ParameterField<P>{"day_care_hours", &P::day_care_hours},
        ParameterField<P>{"palliative_team_hours", &P::palliative_team_hours},
        ParameterField<P>{"family_care_factor", &P::family_care_factor},
        ParameterField<P>{"home_nursing_factor", &P::home_nursing_factor},
        ParameterField<P>{"local_centre_factor", &P::local_centre_factor},
        ParameterField<P>{"welfare_factor", &P::welfare_factor},
        ParameterField<P>{"day_care_factor", &P::day_care_factor},
        ParameterField<P>{"palliative_team_factor", &P::palliative_team_factor},
        ParameterField<P>{"norm_under_60", &P::norm_under_60},
        ParameterField<P>{"norm_60", &P::norm_60},
        ParameterField<P>{"norm_65", &P::norm_65},
        ParameterField<P>{"norm_75", &P::norm_75},
        ParameterField<P>{"norm_85", &P::norm_85},
        ParameterField<P>{"follows_norm", &P::follows_norm},
        ParameterField<P>{"inhabitants_per_organisation", &P::inhabitants_per_organisation},
        ParameterField<P>{"inhabitants_per_local_centre", &P::inhabitants_per_local_centre},
        ParameterField<P>{"family_care_most", &P::family_care_most},
        ParameterField<P>{"home_nursing_most", &P::home_nursing_most},
        ParameterField<P>{"local_centre_most", &P::local_centre_most},
        ParameterField<P>{"welfare_most", &P::welfare_most},
        ParameterField<P>{"day_care_most", &P::day_care_most},
        ParameterField<P>{"palliative_team_most", &P::palliative_team_most},
        ParameterField<P>{"least_visit", &P::least_visit},
        ParameterField<P>{"notice_heeded", &P::notice_heeded},
        ParameterField<P>{"staff_leaving", &P::staff_leaving},
        ParameterField<P>{"function_family_care", &P::function_family_care},
        ParameterField<P>{"function_day_care", &P::function_day_care},
        ParameterField<P>{"nurse_share", &P::nurse_share},
        ParameterField<P>{"uptake", &P::uptake},
        ParameterField<P>{"uptake_function", &P::uptake_function},
        ParameterField<P>{"uptake_poverty", &P::uptake_poverty},
        ParameterField<P>{"weeks_before_referral", &P::weeks_before_referral},
        ParameterField<P>{"referral_weeks", &P::referral_weeks},
        ParameterField<P>{"referral_loss", &P::referral_loss},
        ParameterField<P>{"review_weeks", &P::review_weeks},
        ParameterField<P>{"gp_contacts", &P::gp_contacts},
        ParameterField<P>{"gp_contacts_65", &P::gp_contacts_65},
        ParameterField<P>{"gp_contacts_80", &P::gp_contacts_80},
        ParameterField<P>{"gp_contacts_function", &P::gp_contacts_function},
        ParameterField<P>{"gp_notices", &P::gp_notices},
        ParameterField<P>{"asks_directly", &P::asks_directly},
        ParameterField<P>{"severity_weeks", &P::severity_weeks},
        ParameterField<P>{"admission_independent", &P::admission_independent},
        ParameterField<P>{"admission_light", &P::admission_light},
        ParameterField<P>{"admission_moderate", &P::admission_moderate},
        ParameterField<P>{"admission_severe", &P::admission_severe},
        ParameterField<P>{"admission_unmet", &P::admission_unmet},
        ParameterField<P>{"admission_illness", &P::admission_illness},
        ParameterField<P>{"crisis_reveals", &P::crisis_reveals},
        ParameterField<P>{"hospital_days", &P::hospital_days},
        ParameterField<P>{"worsens_after_stay", &P::worsens_after_stay},
        ParameterField<P>{"home_age", &P::home_age},
        ParameterField<P>{"home_rate", &P::home_rate},
        ParameterField<P>{"home_rise", &P::home_rise},
        ParameterField<P>{"home_light", &P::home_light},
        ParameterField<P>{"home_moderate", &P::home_moderate},
        ParameterField<P>{"home_severe", &P::home_severe},
        ParameterField<P>{"home_dementia", &P::home_dementia},
        ParameterField<P>{"home_alone", &P::home_alone},
        ParameterField<P>{"home_strain", &P::home_strain},
        ParameterField<P>{"home_unmet", &P::home_unmet},
        ParameterField<P>{"home_poverty", &P::home_poverty},
        ParameterField<P>{"home_after_hospital", &P::home_after_hospital},
        ParameterField<P>{"home_urgency_weeks", &P::home_urgency_weeks},
        ParameterField<P>{"cost_family_care", &P::cost_family_care},
        ParameterField<P>{"cost_home_nursing", &P::cost_home_nursing},
        ParameterField<P>{"cost_local_centre", &P::cost_local_centre},
        ParameterField<P>{"cost_welfare", &P::cost_welfare},
        ParameterField<P>{"cost_day_care", &P::cost_day_care},
        ParameterField<P>{"cost_palliative_team", &P::cost_palliative_team},
        ParameterField<P>{"cost_home_day", &P::cost_home_day},
        ParameterField<P>{"cost_hospital_day", &P::cost_hospital_day}};
  }
};

}  // namespace buurt::care
