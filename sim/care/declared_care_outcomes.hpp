#pragma once

#include <span>

#include "care/declared_outcomes.hpp"

namespace buurt::care {

/// Outcomes of need and care that have a value for each group, in the order of `CareOutcome`.
std::span<const OutcomeDeclaration> care_outcome_declarations();

enum class CareOutcome : std::size_t {
  dependent,
  dementia,
  in_need,
  with_unmet_need,
  with_hidden_need,
  waiting,
  need_minutes,
  met_minutes,
  unmet_minutes,
  met_by_household,
  met_by_kin,
  met_by_friends,
  met_by_volunteers,
  met_by_professionals,
  carers,
  carers_weekly,
  carer_minutes_weekly,
  carer_minutes,
  carer_strain,
  strained_carers,
  breakdowns,
  requests,
  granted,
  detected,
  referrals,
  referrals_completed,
  admissions,
  hospital_days,
  residents,
  entries,
  cost_formal,
  cost_residential,
  cost_hospital,
  cost_total,
  relief_minutes,
  wish_for_home,
  cost_programmes,
  known,
  conversations,
  introductions,
  visits,
  activity_visits,
  home_visits,
  cost_per_visit,
  ownership,
  programmes_running,
  programme_activity,
  by_family_care,
  by_home_nursing,
  by_local_centre,
  by_welfare,
  by_day_care,
  by_palliative_team,
};
inline constexpr std::size_t care_outcomes =
    static_cast<std::size_t>(CareOutcome::by_palliative_team) + 1;

}  // namespace buurt::care
