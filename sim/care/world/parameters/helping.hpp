#pragma once
// How people help each other: household, kin, neighbours and friends, and what it costs them.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct HelpingParameters {
  double most_hours = 0;
  double free_hours_retired = 0;
  double free_hours_worker = 0;
  double free_hours_teen = 0;
  double teen_age = 0;
  double share_close_kin = 0;
  double share_other_kin = 0;
  double share_friend = 0;
  double able_light = 0;
  double able_moderate = 0;
  double able_ill = 0;
  double asking_rate = 0;
  double ask_own = 0;
  double ask_distance = 0;
  double ask_urgency = 0;
  double urgency_weeks = 0;
  double reluctance_spread = 0;
  double pessimism = 0;
  double ask_reciprocity = 0;
  double ask_helper_again = 0;
  double ask_women = 0;
  double learns_from_yes = 0;
  double learns_from_no = 0;
  double never_below = 0;
  double hesitates_below = 0;
  double yes_chat = 0;
  double yes_errands = 0;
  double yes_household = 0;
  double yes_personal_care = 0;
  double yes_strength = 0;
  double yes_kin = 0;
  double friend_minutes = 0;
  double kin_minutes = 0;
  double lapse_friend = 0;
  double lapse_kin = 0;
  double strain_rate = 0;
  double strain_recovery = 0;
  double strain_cap_hours = 0;
  double threshold_spouse = 0;
  double threshold_parent = 0;
  double threshold_child = 0;
  double threshold_other = 0;
  double strain_dementia = 0;
  double support_ties = 0;
  double support_most = 0;
  double strained_from = 0;
  double breakdown_rate = 0;
  double breakdown_from = 0;

  static constexpr auto describe() {
    using P = HelpingParameters;
    return std::array{ParameterField<P>{"most_hours", &P::most_hours},
                      ParameterField<P>{"free_hours_retired", &P::free_hours_retired},
                      ParameterField<P>{"free_hours_worker", &P::free_hours_worker},
                      ParameterField<P>{"free_hours_teen", &P::free_hours_teen},
                      ParameterField<P>{"teen_age", &P::teen_age},
                      ParameterField<P>{"share_close_kin", &P::share_close_kin},
                      ParameterField<P>{"share_other_kin", &P::share_other_kin},
                      ParameterField<P>{"share_friend", &P::share_friend},
                      ParameterField<P>{"able_light", &P::able_light},
                      ParameterField<P>{"able_moderate", &P::able_moderate},
                      ParameterField<P>{"able_ill", &P::able_ill},
                      ParameterField<P>{"asking_rate", &P::asking_rate},
                      ParameterField<P>{"ask_own", &P::ask_own},
                      ParameterField<P>{"ask_distance", &P::ask_distance},
                      ParameterField<P>{"ask_urgency", &P::ask_urgency},
                      ParameterField<P>{"urgency_weeks", &P::urgency_weeks},
                      ParameterField<P>{"reluctance_spread", &P::reluctance_spread},
                      ParameterField<P>{"pessimism", &P::pessimism},
                      ParameterField<P>{"ask_reciprocity", &P::ask_reciprocity},
                      ParameterField<P>{"ask_helper_again", &P::ask_helper_again},
                      ParameterField<P>{"ask_women", &P::ask_women},
                      ParameterField<P>{"learns_from_yes", &P::learns_from_yes},
                      ParameterField<P>{"learns_from_no", &P::learns_from_no},
                      ParameterField<P>{"never_below", &P::never_below},
                      ParameterField<P>{"hesitates_below", &P::hesitates_below},
                      ParameterField<P>{"yes_chat", &P::yes_chat},
                      ParameterField<P>{"yes_errands", &P::yes_errands},
                      ParameterField<P>{"yes_household", &P::yes_household},
                      ParameterField<P>{"yes_personal_care", &P::yes_personal_care},
                      ParameterField<P>{"yes_strength", &P::yes_strength},
                      ParameterField<P>{"yes_kin", &P::yes_kin},
                      ParameterField<P>{"friend_minutes", &P::friend_minutes},
                      ParameterField<P>{"kin_minutes", &P::kin_minutes},
                      ParameterField<P>{"lapse_friend", &P::lapse_friend},
                      ParameterField<P>{"lapse_kin", &P::lapse_kin},
                      ParameterField<P>{"strain_rate", &P::strain_rate},
                      ParameterField<P>{"strain_recovery", &P::strain_recovery},
                      ParameterField<P>{"strain_cap_hours", &P::strain_cap_hours},
                      ParameterField<P>{"threshold_spouse", &P::threshold_spouse},
                      ParameterField<P>{"threshold_parent", &P::threshold_parent},
                      ParameterField<P>{"threshold_child", &P::threshold_child},
                      ParameterField<P>{"threshold_other", &P::threshold_other},
                      ParameterField<P>{"strain_dementia", &P::strain_dementia},
                      ParameterField<P>{"support_ties", &P::support_ties},
                      ParameterField<P>{"support_most", &P::support_most},
                      ParameterField<P>{"strained_from", &P::strained_from},
                      ParameterField<P>{"breakdown_rate", &P::breakdown_rate},
                      ParameterField<P>{"breakdown_from", &P::breakdown_from}};
  }
};

}  // namespace buurt::care
