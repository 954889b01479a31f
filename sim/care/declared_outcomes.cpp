#include "care/declared_outcomes.hpp"

#include <array>
#include <vector>

#include "care/declared_care_outcomes.hpp"
#include "care/equity.hpp"
#include "care/initiative_outcomes.hpp"
#include "care/survey_outcomes.hpp"
#include "care/volunteer_outcomes.hpp"
#include "care/world/groups.hpp"

namespace buurt::care {

namespace {

constexpr std::array<GroupDeclaration, group_count> groups = {{
    {"all", "everybody who lives in the municipality"},
    {"age_0_17", "aged 0 to 17"},
    {"age_18_64", "aged 18 to 64"},
    {"age_65_79", "aged 65 to 79"},
    {"age_80_plus", "aged 80 and over"},
    {"women", "women and girls"},
    {"men", "men and boys"},
    {"living_alone", "people in a private household of one person"},
    {"poverty", "people in a household at risk of poverty"},
    {"migration_background",
     "people of foreign origin: born, or with a parent born, with foreign nationality"},
    {"in_need", "people with a need of care or support, met or not, at home or in hospital"},
    {"informal_carers", "people aged 15 and over who give care or help, other than as a volunteer"},
    {"worst_off_5_percent",
     "the twentieth of all people aged 16 and over who had it worst in week 0, by loneliness (0 to "
     "1) and unmet hours (24 a week weigh one); the same people ever since"},
}};

/// In the order of `Outcome`.
constexpr std::array outcomes = std::to_array<OutcomeDeclaration>({
    {"population", "Inhabitants", "persons", "People who live in the municipality", "neither"},
    {"households", "Households", "households",
     "Households, collective ones included; each member counts for one over the number of members, "
     "so that groups add up",
     "neither"},
    {"births", "Births", "persons", "Births to inhabitants since the week recorded before",
     "neither"},
    {"deaths", "Deaths", "persons", "Deaths of inhabitants since the week recorded before",
     "lower"},
    {"moved_in", "Arrivals", "persons",
     "People who came to live in the municipality since the week recorded before", "neither"},
    {"moved_out", "Departures", "persons",
     "People who left the municipality since the week recorded before", "neither"},
    {"moved_within", "Moves within", "persons",
     "People who moved to another dwelling in the municipality since the week recorded before",
     "neither"},
    {"couples_formed", "People who formed a couple", "persons",
     "People who began to live with a partner since the week recorded before", "neither"},
    {"couples_parted", "People who parted", "persons",
     "People who stopped living with their partner since the week recorded before", "neither"},
    {"ties_formed", "Ties formed", "ends of ties",
     "New ties between inhabitants since the week recorded before, counted at both ends",
     "neither"},
    {"ties_lost", "Ties lost", "ends of ties",
     "Ties that ended by silence, death or departure since the week recorded before, counted at "
     "the "
     "ends of inhabitants who stayed",
     "lower"},
    {"encounters", "Encounters", "contacts per week",
     "Contacts with people outside the household in this week, counted at the ends of inhabitants",
     "higher"},
    {"ties_per_person", "Ties per person", "ties",
     "People in the household or outside it, in the municipality or elsewhere, with whom a tie is "
     "alive or dormant; mean over people",
     "higher"},
    {"ties_weekly", "Weekly ties per person", "ties",
     "Housemates, and ties with a usual gap between contacts of under two weeks; mean over people",
     "higher"},
    {"ties_monthly", "Monthly ties per person", "ties",
     "Housemates, and ties with a usual gap between contacts of under four and a half weeks; mean "
     "over people",
     "higher"},
    {"inner_tie_turnover", "Yearly loss among the five closest ties", "share per year",
     "Of the five ties with most shared hours a year ago, the share that is gone; taken once a "
     "year "
     "over inhabitants at both ends of the year",
     "lower"},
    {"tie_turnover", "Yearly loss among all ties", "share per year", "The same over all ties",
     "lower"},
    {"isolated_people", "Isolated people", "persons",
     "People aged 16 and over without any tie outside the household that has a usual gap of under "
     "four and a half weeks",
     "lower"},
    {"lonely_people", "Lonely people", "persons",
     "People aged 16 and over who are always or mostly lonely: loneliness at or above the "
     "parameter "
     "loneliness.lonely_from",
     "lower"},
    {"loneliness", "Loneliness", "0 to 1",
     "Emotional and social loneliness together, mean over people aged 16 and over", "lower"},
    {"people_16_plus", "People aged 16 and over", "persons",
     "Inhabitants aged 16 and over: the denominator of lonely and isolated people", "neither"},
    {"weekly_contact_family", "At least weekly contact with family", "% of adults",
     "Adults (18 and over) who met kin outside the household in at least three of the last four "
     "weeks",
     "higher"},
    {"weekly_contact_friends", "At least weekly contact with friends", "% of adults",
     "Adults who met friends or acquaintances in at least three of the last four weeks", "higher"},
    {"weekly_contact_neighbours", "At least weekly contact with neighbours", "% of adults",
     "Adults who met neighbours of their street in at least three of the last four weeks",
     "higher"},
    {"deaths_at_home", "Deaths at home", "persons",
     "Deaths of inhabitants at home since the week recorded before", "higher"},
    {"deaths_in_hospital", "Deaths in hospital", "persons",
     "Deaths of inhabitants in hospital since the week recorded before", "lower"},
    {"deaths_in_nursing_home", "Deaths in nursing homes", "persons",
     "Deaths of inhabitants in a nursing home since the week recorded before", "neither"},
    {"bereaved_people", "Bereaved people", "persons",
     "People at home who grieve for somebody close: grief at or above the parameter "
     "grief.need_from",
     "lower"},
    {"bereaved_supported", "Bereaved people who are supported", "persons",
     "Those of them of whose need of comfort at least the share grief.supported_from is met",
     "higher"},
    {"meaning", "Meaning", "0 to 10", "Mean over adults (18 and over)", "higher"},
    {"life_satisfaction", "Life satisfaction", "0 to 10", "Mean over adults (18 and over)",
     "higher"},
    {"satisfied_people", "People satisfied with life", "% of adults",
     "Adults with life satisfaction of 7 or more, in whole numbers", "higher"},
    {"dissatisfied_people", "People dissatisfied with life", "% of adults",
     "Adults with life satisfaction under 5, in whole numbers", "lower"},
    {"mastery", "Mastery", "0 to 10", "Mean over adults (18 and over)", "higher"},
    {"inclusion", "Inclusion", "0 to 10", "Mean over adults (18 and over)", "higher"},
    {"trust_in_neighbours", "Trust in neighbours", "0 to 10", "Mean over adults (18 and over)",
     "higher"},
    {"trust_in_services", "Trust in services", "0 to 10", "Mean over adults (18 and over)",
     "higher"},
    {"trust_in_authority", "Trust in the authority", "0 to 10", "Mean over adults (18 and over)",
     "higher"},
    {"cohesion", "Cohesion", "0 to 10",
     "Mean over adults of trust in neighbours and of ten times the share of the last four weeks in "
     "which neighbours were met, each counting half",
     "higher"},
    {"norm_of_helping", "Norm of helping", "0 to 1",
     "How usual it is to help neighbours and friends, mean over inhabitants' neighbourhoods; whole "
     "municipality only",
     "higher"},
    {"openness", "Openness to people who are unlike oneself", "0 to 1",
     "How open people are to those of other origin, ability or age, mean over adults (18 and over)",
     "higher"},
    {"image", "Image of the neighbourhood", "0 to 1",
     "What people think of a neighbourhood, one half being usual, mean over inhabitants' "
     "neighbourhoods; whole municipality only",
     "higher"},
});
static_assert(outcomes.size() == outcomes_of_people);

/// In the order of `NeighbourhoodOutcome`.
constexpr std::array neighbourhood_outcomes = std::to_array<OutcomeDeclaration>({
    {"population_by_neighbourhood", "Inhabitants by neighbourhood", "persons",
     "People who live in the neighbourhood", "neither"},
    {"lonely_people_by_neighbourhood", "Lonely people by neighbourhood", "persons",
     "Residents of the neighbourhood aged 16 and over who are always or mostly lonely", "lower"},
    {"isolated_people_by_neighbourhood", "Isolated people by neighbourhood", "persons",
     "Residents of the neighbourhood aged 16 and over without any tie outside the household that "
     "has a usual gap of under four and a half weeks",
     "lower"},
    {"people_with_hidden_need_by_neighbourhood", "People with hidden need by neighbourhood",
     "persons",
     "Residents of the neighbourhood with at least one need that nobody outside the household "
     "knows of and of which hours are unmet",
     "lower"},
    {"unmet_hours_by_neighbourhood", "Hours unmet by neighbourhood", "hours per week",
     "Hours of need of residents of the neighbourhood that nobody meets in this week", "lower"},
    {"image_by_neighbourhood", "Image by neighbourhood", "0 to 1",
     "What people think of the neighbourhood, one half being usual; 0 before it is looked at",
     "higher"},
});
static_assert(neighbourhood_outcomes.size() == outcomes_of_neighbourhoods);

}  // namespace

std::span<const OutcomeDeclaration> outcome_declarations() {
  static const std::vector<OutcomeDeclaration> all = [] {
    std::vector<OutcomeDeclaration> both(outcomes.begin(), outcomes.end());
    const auto care = care_outcome_declarations();
    both.insert(both.end(), care.begin(), care.end());
    const auto volunteers = volunteer_outcome_declarations();
    both.insert(both.end(), volunteers.begin(), volunteers.end());
    const auto surveys = survey_outcome_declarations();
    both.insert(both.end(), surveys.begin(), surveys.end());
    const auto initiatives = initiative_outcome_declarations();
    both.insert(both.end(), initiatives.begin(), initiatives.end());
    const auto equity = equity_outcome_declarations();
    both.insert(both.end(), equity.begin(), equity.end());
    return both;
  }();
  return all;
}
bool counts_happenings(const OutcomeDeclaration& outcome) {
  // The definitions say it, in these words; a mean over what happened is no count of it.
  const auto says = [&](std::string_view words) {
    return outcome.definition.find(words) != std::string_view::npos;
  };
  return says("since the week recorded before") && !says("mean over");
}
std::span<const OutcomeDeclaration> neighbourhood_outcome_declarations() {
  return neighbourhood_outcomes;
}
std::span<const GroupDeclaration> group_declarations() { return groups; }

}  // namespace buurt::care
