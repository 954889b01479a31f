#include "care/declared_care_outcomes.hpp"

#include <array>

#include "care/world/care_kinds.hpp"

namespace buurt::care {
namespace {

/// In the order of `CareOutcome`.
constexpr std::array declarations = std::to_array<OutcomeDeclaration>({
    {"people_dependent", "Dependent people", "persons",
     "People with moderate or severe limitations in activities of daily living", "lower"},
    {"people_with_dementia", "People with dementia", "persons", "People with dementia", "lower"},
    {"people_in_need", "People in need", "persons",
     "People at home who need help with something, met or not", "lower"},
    {"people_with_unmet_need", "People with unmet need", "persons",
     "People at home with at least one need of which hours are unmet in this week", "lower"},
    {"people_with_hidden_need", "People with hidden need", "persons",
     "People at home with at least one need that nobody outside the household knows of and of "
     "which "
     "hours are unmet",
     "lower"},
    {"waiting_people", "People on a waiting list", "persons",
     "People at home with at least one need that waits at an organisation", "lower"},
    {"need_hours", "Hours needed", "hours per week",
     "Hours of help that people at home need in this week, all kinds together", "lower"},
    {"met_hours", "Hours met", "hours per week", "Hours of need met in this week, by anybody",
     "higher"},
    {"unmet_hours", "Hours unmet", "hours per week", "Hours of need that nobody meets in this week",
     "lower"},
    {"met_hours_household", "Hours met by the household", "hours per week",
     "Hours of need met by people of the same household", "neither"},
    {"met_hours_kin", "Hours met by kin", "hours per week",
     "Hours of need met by kin in another household", "neither"},
    {"met_hours_friends", "Hours met by neighbours and friends", "hours per week",
     "Hours of need met by neighbours, friends and acquaintances", "neither"},
    {"met_hours_volunteers", "Hours met by volunteers", "hours per week",
     "Hours of need met by volunteers of an organisation", "neither"},
    {"met_hours_professionals", "Hours met by professionals", "hours per week",
     "Hours of need met by organisations' staff", "neither"},
    {"informal_carers", "Informal carers", "persons",
     "People who help somebody regularly, at least monthly: who have an arrangement of help other "
     "than as a volunteer",
     "neither"},
    {"informal_carers_weekly", "Weekly informal carers", "persons",
     "People who help others for at least two hours a week in all, not as a volunteer; what people "
     "of one household do for those with light limitations does not count",
     "neither"},
    {"carer_hours_weekly", "Hours of weekly informal carers", "hours per week",
     "Hours of help that weekly informal carers of the group give in this week; what people of one "
     "household do for those with light limitations does not count",
     "neither"},
    {"carer_hours", "Hours of informal care", "hours per week",
     "Hours of help that people of the group give in this week", "neither"},
    {"carer_strain", "Strain of carers", "0 to 1", "Mean over informal carers", "lower"},
    {"strained_carers", "Strained carers", "persons",
     "Informal carers with felt strain at or above the parameter helping.strained_from", "lower"},
    {"carer_breakdowns", "Breakdowns of carers", "persons",
     "Carers who could not go on and stopped, since the week recorded before", "lower"},
    {"help_requests", "Requests for help", "requests",
     "How often people of the group asked somebody for help, since the week recorded before",
     "neither"},
    {"help_given", "Requests granted", "requests",
     "How often people of the group said yes to a request and began to help, since the week "
     "recorded "
     "before",
     "higher"},
    {"needs_detected", "Needs detected", "needs",
     "Hidden needs that became known to somebody outside the household, since the week recorded "
     "before",
     "higher"},
    {"referrals", "Referrals", "needs",
     "Needs that were referred to an organisation, since the week recorded before", "neither"},
    {"referrals_completed", "Referrals that arrived", "needs",
     "Referrals that reached the organisation's list, since the week recorded before", "higher"},
    {"hospital_admissions", "Hospital admissions", "admissions",
     "Unplanned admissions to hospital of people at home who need help, since the week recorded "
     "before",
     "lower"},
    {"hospital_days", "Days in hospital", "days",
     "Days in hospital of people who were admitted as above, since the week recorded before",
     "lower"},
    {"nursing_home_residents", "Residents of nursing homes", "persons",
     "People who live in a nursing home", "neither"},
    {"nursing_home_entries", "Entries into nursing homes", "persons",
     "People who moved into a nursing home, since the week recorded before", "lower"},
    {"cost_formal_care", "Cost of care by organisations", "EUR per week",
     "Staff hours of this week times their cost, all organisations but nursing homes; whole "
     "municipality only",
     "lower"},
    {"cost_residential", "Cost of nursing homes", "EUR per week",
     "Days lived in nursing homes this week times their cost; whole municipality only", "lower"},
    {"cost_hospital", "Cost of hospital stays", "EUR per week",
     "Days in hospital in the week that begins, of those who are in hospital, times their cost; "
     "whole "
     "municipality only",
     "lower"},
    {"cost_total", "Cost of care in all", "EUR per week",
     "Organisations, nursing homes, hospital stays and programmes together; whole municipality "
     "only",
     "lower"},
    {"relief_hours", "Hours of relief of carers", "hours per week",
     "Hours in which somebody else takes over from carers of the group: day or short stay, kin, "
     "friends or volunteers",
     "higher"},
    {"wish_for_nursing_home", "Wish of carers for a nursing home", "0 to 1",
     "How much informal carers wish that a nursing home takes over, mean over them", "lower"},
    {"cost_programmes", "Cost of programmes", "EUR per week",
     "What programmes cost in this week: people at work, places, activities; whole municipality "
     "only",
     "lower"},
    {"people_known", "People known by a connector", "persons",
     "People whom at least one connector at work knows", "neither"},
    {"conversations", "Conversations with connectors", "conversations",
     "Conversations of residents with a connector, since the week recorded before", "neither"},
    {"introductions", "Introductions", "persons",
     "Residents whom a connector brought together with another so that a tie began, each counted, "
     "since "
     "the week recorded before",
     "neither"},
    {"place_visitors", "Visits to meeting places", "visits",
     "Visits to the meeting places of programmes, since the week recorded before", "neither"},
    {"activity_visits", "Guests at activities", "visits",
     "Visits to activities of programmes, since the week recorded before", "neither"},
    {"home_visits", "Visits at home", "visits",
     "Doors that opened to visitors of programmes, since the week recorded before", "neither"},
    {"cost_per_visit", "Cost of a visit", "EUR per visit",
     "What meeting places have cost so far, divided by the visits so far; whole municipality only",
     "lower"},
    {"ownership", "Ownership of residents", "0 to 1",
     "How far residents own the programmes that run, mean over programmes; whole municipality only",
     "higher"},
    {"programmes_running", "Programmes that run", "programmes",
     "Programmes that have begun and are not over, those that taper, are handed over, taken over "
     "or "
     "go on with residents alone included; whole municipality only",
     "neither"},
    {"programme_activity", "Programmes at full strength", "programmes",
     "Programmes that run, each counted for the part of its posts and hours that there is money "
     "for "
     "this week, or that residents do unpaid; whole municipality only",
     "neither"},
    // In the order of `OrganisationKind`.
    {"hours_family_care", "Hours by family care", "hours per week",
     "Hours of need met by family care in this week", "neither"},
    {"hours_home_nursing", "Hours by home nursing", "hours per week",
     "Hours of need met by home nursing in this week", "neither"},
    {"hours_local_centre", "Hours by local service centres", "hours per week",
     "Hours of need met by local service centres in this week", "neither"},
    {"hours_welfare", "Hours by welfare services", "hours per week",
     "Hours of need met by welfare services in this week", "neither"},
    {"hours_day_care", "Hours by day and short stay", "hours per week",
     "Hours of need met by day and short stay in this week", "neither"},
    {"hours_palliative_team", "Hours by the palliative team", "hours per week",
     "Hours of need met by the palliative team in this week", "neither"},
});
static_assert(declarations.size() == care_outcomes);
static_assert(static_cast<std::size_t>(CareOutcome::by_family_care) + organisation_kinds ==
              care_outcomes);

}  // namespace

std::span<const OutcomeDeclaration> care_outcome_declarations() { return declarations; }

}  // namespace buurt::care
