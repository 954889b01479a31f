#pragma once
// What is measured, how it is defined, and for whom.

#include <cstddef>
#include <span>
#include <string_view>

namespace buurt::care {

/// An outcome as users know it. Units and definitions follow the surveys it is compared with.
struct OutcomeDeclaration {
  std::string_view name;
  std::string_view long_name;
  std::string_view units;
  std::string_view definition;
  std::string_view better;  ///< "lower", "higher" or "neither"
};

struct GroupDeclaration {
  std::string_view name;
  std::string_view definition;
};

/// All outcomes that have a value for each group, in the order of `measure`.
std::span<const OutcomeDeclaration> outcome_declarations();
/// Whether an outcome counts what happened since the week recorded before, so that values of several
/// weeks are to be added up; all others are levels or rates of a week.
bool counts_happenings(const OutcomeDeclaration& outcome);
/// Outcomes that have a value for each neighbourhood.
std::span<const OutcomeDeclaration> neighbourhood_outcome_declarations();
/// All groups, in the order of `Group`.
std::span<const GroupDeclaration> group_declarations();

/// The first of all outcomes, in the order of `outcome_declarations`: people, their ties and how they
/// are. Those of care, volunteers, surveys, initiatives and equity follow, each from a file of its own.
enum class Outcome : std::size_t {
  population,
  households,
  births,
  deaths,
  moved_in,
  moved_out,
  moved_within,
  couples_formed,
  couples_parted,
  ties_formed,
  ties_lost,
  encounters,
  ties_per_person,
  ties_weekly,
  ties_monthly,
  inner_tie_turnover,
  tie_turnover,
  isolated_people,
  lonely_people,
  loneliness,
  people_16_plus,
  weekly_contact_family,
  weekly_contact_friends,
  weekly_contact_neighbours,
  deaths_at_home,
  deaths_in_hospital,
  deaths_in_nursing_home,
  bereaved_people,
  bereaved_supported,
  meaning,
  life_satisfaction,
  satisfied_people,
  dissatisfied_people,
  mastery,
  inclusion,
  trust_in_neighbours,
  trust_in_services,
  trust_in_authority,
  cohesion,
  norm_of_helping,
  openness,
  image,
};
inline constexpr std::size_t outcomes_of_people = static_cast<std::size_t>(Outcome::image) + 1;

/// Outcomes by neighbourhood, in the order of `neighbourhood_outcome_declarations`.
enum class NeighbourhoodOutcome : std::size_t {
  population,
  lonely,
  isolated,
  hidden_need,
  unmet_hours,
  image,
};
inline constexpr std::size_t outcomes_of_neighbourhoods =
    static_cast<std::size_t>(NeighbourhoodOutcome::image) + 1;

}  // namespace buurt::care
