#pragma once
// Volunteers, the schemes that match them, and who asks whom to join.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct VolunteeringParameters {
  double share = 0;
  double care_share = 0;
  double least_age = 0;
  double education_low = 0;
  double education_high = 0;
  double old_age = 0;
  double old_factor = 0;
  double occasional_share = 0;
  double occasional_hours = 0;
  double regular_hours = 0;
  double inhabitants_per_scheme = 0;
  double coordinator_hours = 0;
  double self_run_hours = 0;
  double support_share = 0;
  double support_minutes = 0;
  double intake_minutes = 0;
  double match_minutes = 0;
  double saved_weeks = 0;
  double asks_by_volunteer = 0;
  double calls = 0;
  double says_yes_to_tie = 0;
  double says_yes_to_call = 0;
  double vacancy_pull = 0;
  double vacancy_most = 0;
  double candidate_leaves = 0;
  double leaving = 0;
  double tenure_new = 0;
  double tenure_old = 0;
  double tenure_weeks = 0;
  double idle_factor = 0;
  double idle_weeks = 0;
  double unsupported_factor = 0;
  double thanked_factor = 0;
  double thanked_weeks = 0;
  double thanks_every = 0;
  double overload_factor = 0;
  double overload_people = 0;
  double known = 0;
  double thinks_of_desk = 0;
  double told_by_professional = 0;
  double accepts_when_told = 0;
  double patience_weeks = 0;
  double visit_minutes = 0;
  double personal_care_minutes = 0;
  double least_minutes = 0;
  double accepts_match = 0;
  double near_metres = 0;
  double unlike_origin = 0;
  double lapse = 0;

  static constexpr auto describe() {
    using P = VolunteeringParameters;
    return std::array{ParameterField<P>{"share", &P::share},
                      ParameterField<P>{"care_share", &P::care_share},
                      ParameterField<P>{"least_age", &P::least_age},
                      ParameterField<P>{"education_low", &P::education_low},
                      ParameterField<P>{"education_high", &P::education_high},
                      ParameterField<P>{"old_age", &P::old_age},
                      ParameterField<P>{"old_factor", &P::old_factor},
                      ParameterField<P>{"occasional_share", &P::occasional_share},
                      ParameterField<P>{"occasional_hours", &P::occasional_hours},
                      ParameterField<P>{"regular_hours", &P::regular_hours},
                      ParameterField<P>{"inhabitants_per_scheme", &P::inhabitants_per_scheme},
                      ParameterField<P>{"coordinator_hours", &P::coordinator_hours},
                      ParameterField<P>{"self_run_hours", &P::self_run_hours},
                      ParameterField<P>{"support_share", &P::support_share},
                      ParameterField<P>{"support_minutes", &P::support_minutes},
                      ParameterField<P>{"intake_minutes", &P::intake_minutes},
                      ParameterField<P>{"match_minutes", &P::match_minutes},
                      ParameterField<P>{"saved_weeks", &P::saved_weeks},
                      ParameterField<P>{"asks_by_volunteer", &P::asks_by_volunteer},
                      ParameterField<P>{"calls", &P::calls},
                      ParameterField<P>{"says_yes_to_tie", &P::says_yes_to_tie},
                      ParameterField<P>{"says_yes_to_call", &P::says_yes_to_call},
                      ParameterField<P>{"vacancy_pull", &P::vacancy_pull},
                      ParameterField<P>{"vacancy_most", &P::vacancy_most},
                      ParameterField<P>{"candidate_leaves", &P::candidate_leaves},
                      ParameterField<P>{"leaving", &P::leaving},
                      ParameterField<P>{"tenure_new", &P::tenure_new},
                      ParameterField<P>{"tenure_old", &P::tenure_old},
                      ParameterField<P>{"tenure_weeks", &P::tenure_weeks},
                      ParameterField<P>{"idle_factor", &P::idle_factor},
                      ParameterField<P>{"idle_weeks", &P::idle_weeks},
                      ParameterField<P>{"unsupported_factor", &P::unsupported_factor},
                      ParameterField<P>{"thanked_factor", &P::thanked_factor},
                      ParameterField<P>{"thanked_weeks", &P::thanked_weeks},
                      ParameterField<P>{"thanks_every", &P::thanks_every},
                      ParameterField<P>{"overload_factor", &P::overload_factor},
                      ParameterField<P>{"overload_people", &P::overload_people},
                      ParameterField<P>{"known", &P::known},
                      ParameterField<P>{"thinks_of_desk", &P::thinks_of_desk},
                      ParameterField<P>{"told_by_professional", &P::told_by_professional},
                      ParameterField<P>{"accepts_when_told", &P::accepts_when_told},
                      ParameterField<P>{"patience_weeks", &P::patience_weeks},
                      ParameterField<P>{"visit_minutes", &P::visit_minutes},
                      ParameterField<P>{"personal_care_minutes", &P::personal_care_minutes},
                      ParameterField<P>{"least_minutes", &P::least_minutes},
                      ParameterField<P>{"accepts_match", &P::accepts_match},
                      ParameterField<P>{"near_metres", &P::near_metres},
                      ParameterField<P>{"unlike_origin", &P::unlike_origin},
                      ParameterField<P>{"lapse", &P::lapse}};
  }
};

}  // namespace buurt::care
