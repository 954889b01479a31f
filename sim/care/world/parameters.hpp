#pragma once
// The numbers of the model. Each has a unit, range, source and grade in scenarios/parameters.json,
// under "group.name" as it stands here; a test keeps the two lists equal.

#include <string>
#include <string_view>
#include <type_traits>

#include "care/world/parameters/difference.hpp"
#include "care/world/parameters/education.hpp"
#include "care/world/parameters/field.hpp"
#include "care/world/parameters/formal.hpp"
#include "care/world/parameters/health.hpp"
#include "care/world/parameters/helping.hpp"
#include "care/world/parameters/initiatives.hpp"
#include "care/world/parameters/loss.hpp"
#include "care/world/parameters/money.hpp"
#include "care/world/parameters/needs.hpp"
#include "care/world/parameters/noticing.hpp"
#include "care/world/parameters/programmes.hpp"
#include "care/world/parameters/relief.hpp"
#include "care/world/parameters/shocks.hpp"
#include "care/world/parameters/volunteering.hpp"
#include "care/world/parameters/wellbeing.hpp"

namespace buurt::care {

struct LifeParameters {
  double sociability_spread = 0;
  double share_of_girls = 0;
  double birth_rate_factor = 0;
  double birth_rate_factor_single = 0;
  double death_rate_factor = 0;
  double couple_forming_rate = 0;
  double couple_forming_age = 0;
  double couple_forming_rise = 0;
  double couple_forming_decline = 0;
  double couple_forming_children = 0;
  double couple_age_gap = 0;
  double couple_age_spread = 0;
  double couple_parting_rate = 0;
  double couple_parting_decline = 0;
  double leaving_home_age = 0;
  double leaving_home_rate = 0;
  double arrivals_factor = 0;
  double departures_factor = 0;
  double moves_within_factor = 0;
  double moving_decline = 0;
  double retirement_age = 0;
  double job_change_rate = 0;
  double association_leaving_rate = 0;
  double association_joining_rate = 0;
  double same_sex_share = 0;
  double vacancy_kept = 0;
  double poverty_changes = 0;
  double poverty_origin = 0;
  double newcomer_age = 0;
  double newcomer_age_spread = 0;
  double newcomer_single = 0;
  double newcomer_couple = 0;
  double newcomer_family = 0;
  double newcomer_kin = 0;
  double newcomer_friends = 0;
  double student_share = 0;
  double children_with_mother = 0;
  double home_hours = 0;
  double couple_hours = 0;
  double new_housemate_hours = 0;
  double child_kin_hours = 0;
  double child_kin_gap = 0;
  double newcomer_kin_here = 0;
  double newcomer_kin_generation_from = 0;
  double newcomer_kin_generation_to = 0;
  double newcomer_kin_siblings = 0;
  double newcomer_kin_hours = 0;
  double newcomer_kin_gap = 0;
  double newcomer_friend_hours = 0;
  double newcomer_friend_gap = 0;
  double school_age = 0;
  double school_leaving_age = 0;
  double study_until = 0;
  double building_distance = 0;
  double birth_age = 0;
  double birth_spacing = 0;
  double partner_search = 0;
  double moving_age = 0;
  double association_age = 0;
  double association_joining_rate_child = 0;
  double association_attempts = 0;
  double parish_age = 0;
  double parish_later_age = 0;
  double parish_joining_rate = 0;
  double parish_joining_rate_later = 0;
  double parish_leaving_rate = 0;
  double newcomer_age_from = 0;
  double newcomer_age_to = 0;
  double newcomer_second_child = 0;
  double newcomer_women = 0;
  double nursing_home_occupancy = 0;

  static constexpr auto describe() {
    using P = LifeParameters;
    return std::array{
        ParameterField<P>{"sociability_spread", &P::sociability_spread},
        ParameterField<P>{"share_of_girls", &P::share_of_girls},
        ParameterField<P>{"birth_rate_factor", &P::birth_rate_factor},
        ParameterField<P>{"birth_rate_factor_single", &P::birth_rate_factor_single},
        ParameterField<P>{"death_rate_factor", &P::death_rate_factor},
        ParameterField<P>{"couple_forming_rate", &P::couple_forming_rate},
        ParameterField<P>{"couple_forming_age", &P::couple_forming_age},
        ParameterField<P>{"couple_forming_rise", &P::couple_forming_rise},
        ParameterField<P>{"couple_forming_decline", &P::couple_forming_decline},
        ParameterField<P>{"couple_forming_children", &P::couple_forming_children},
        ParameterField<P>{"couple_age_gap", &P::couple_age_gap},
        ParameterField<P>{"couple_age_spread", &P::couple_age_spread},
        ParameterField<P>{"couple_parting_rate", &P::couple_parting_rate},
        ParameterField<P>{"couple_parting_decline", &P::couple_parting_decline},
        ParameterField<P>{"leaving_home_age", &P::leaving_home_age},
        ParameterField<P>{"leaving_home_rate", &P::leaving_home_rate},
        ParameterField<P>{"arrivals_factor", &P::arrivals_factor},
        ParameterField<P>{"departures_factor", &P::departures_factor},
        ParameterField<P>{"moves_within_factor", &P::moves_within_factor},
        ParameterField<P>{"moving_decline", &P::moving_decline},
        ParameterField<P>{"retirement_age", &P::retirement_age},
        ParameterField<P>{"job_change_rate", &P::job_change_rate},
        ParameterField<P>{"association_leaving_rate", &P::association_leaving_rate},
        ParameterField<P>{"association_joining_rate", &P::association_joining_rate},
        ParameterField<P>{"same_sex_share", &P::same_sex_share},
        ParameterField<P>{"vacancy_kept", &P::vacancy_kept},
        ParameterField<P>{"poverty_changes", &P::poverty_changes},
        ParameterField<P>{"poverty_origin", &P::poverty_origin},
        ParameterField<P>{"newcomer_age", &P::newcomer_age},
        ParameterField<P>{"newcomer_age_spread", &P::newcomer_age_spread},
        ParameterField<P>{"newcomer_single", &P::newcomer_single},
        ParameterField<P>{"newcomer_couple", &P::newcomer_couple},
        ParameterField<P>{"newcomer_family", &P::newcomer_family},
        ParameterField<P>{"newcomer_kin", &P::newcomer_kin},
        ParameterField<P>{"newcomer_friends", &P::newcomer_friends},
        ParameterField<P>{"student_share", &P::student_share},
        ParameterField<P>{"children_with_mother", &P::children_with_mother},
        ParameterField<P>{"home_hours", &P::home_hours},
        ParameterField<P>{"couple_hours", &P::couple_hours},
        ParameterField<P>{"new_housemate_hours", &P::new_housemate_hours},
        ParameterField<P>{"child_kin_hours", &P::child_kin_hours},
        ParameterField<P>{"child_kin_gap", &P::child_kin_gap},
        ParameterField<P>{"newcomer_kin_here", &P::newcomer_kin_here},
        ParameterField<P>{"newcomer_kin_generation_from", &P::newcomer_kin_generation_from},
        ParameterField<P>{"newcomer_kin_generation_to", &P::newcomer_kin_generation_to},
        ParameterField<P>{"newcomer_kin_siblings", &P::newcomer_kin_siblings},
        ParameterField<P>{"newcomer_kin_hours", &P::newcomer_kin_hours},
        ParameterField<P>{"newcomer_kin_gap", &P::newcomer_kin_gap},
        ParameterField<P>{"newcomer_friend_hours", &P::newcomer_friend_hours},
        ParameterField<P>{"newcomer_friend_gap", &P::newcomer_friend_gap},
        ParameterField<P>{"school_age", &P::school_age},
        ParameterField<P>{"school_leaving_age", &P::school_leaving_age},
        ParameterField<P>{"study_until", &P::study_until},
        ParameterField<P>{"building_distance", &P::building_distance},
        ParameterField<P>{"birth_age", &P::birth_age},
        ParameterField<P>{"birth_spacing", &P::birth_spacing},
        ParameterField<P>{"partner_search", &P::partner_search},
        ParameterField<P>{"moving_age", &P::moving_age},
        ParameterField<P>{"association_age", &P::association_age},
        ParameterField<P>{"association_joining_rate_child", &P::association_joining_rate_child},
        ParameterField<P>{"association_attempts", &P::association_attempts},
        ParameterField<P>{"parish_age", &P::parish_age},
        ParameterField<P>{"parish_later_age", &P::parish_later_age},
        ParameterField<P>{"parish_joining_rate", &P::parish_joining_rate},
        ParameterField<P>{"parish_joining_rate_later", &P::parish_joining_rate_later},
        ParameterField<P>{"parish_leaving_rate", &P::parish_leaving_rate},
        ParameterField<P>{"newcomer_age_from", &P::newcomer_age_from},
        ParameterField<P>{"newcomer_age_to", &P::newcomer_age_to},
        ParameterField<P>{"newcomer_second_child", &P::newcomer_second_child},
        ParameterField<P>{"newcomer_women", &P::newcomer_women},
        ParameterField<P>{"nursing_home_occupancy", &P::nursing_home_occupancy}};
  }
};

struct TieParameters {
  double hours_scale = 0;
  double hours_half_life = 0;
  double choice_exponent = 0;
  double choice_rate = 0;
  double friend_hours = 0;
  double acquaintance_hours = 0;
  double silence_gaps = 0;
  double usual_gap_memory = 0;
  double revival_kin = 0;
  double revival_friend = 0;
  double revival_other = 0;
  double revival_weeks = 0;
  double conflict_chance = 0;
  double conflict_cost = 0;
  double outside_factor = 0;
  double rate_partner = 0;
  double rate_parent_child = 0;
  double rate_sibling = 0;
  double rate_other_kin = 0;
  double rate_friendship = 0;
  double rate_neighbour = 0;
  double rate_colleague = 0;
  double rate_fellow_member = 0;
  double rate_acquaintance = 0;
  double hours_partner = 0;
  double hours_parent_child = 0;
  double hours_sibling = 0;
  double hours_other_kin = 0;
  double hours_friendship = 0;
  double hours_neighbour = 0;
  double hours_colleague = 0;
  double hours_fellow_member = 0;
  double hours_acquaintance = 0;

  static constexpr auto describe() {
    using P = TieParameters;
    return std::array{ParameterField<P>{"hours_scale", &P::hours_scale},
                      ParameterField<P>{"hours_half_life", &P::hours_half_life},
                      ParameterField<P>{"choice_exponent", &P::choice_exponent},
                      ParameterField<P>{"choice_rate", &P::choice_rate},
                      ParameterField<P>{"friend_hours", &P::friend_hours},
                      ParameterField<P>{"acquaintance_hours", &P::acquaintance_hours},
                      ParameterField<P>{"silence_gaps", &P::silence_gaps},
                      ParameterField<P>{"usual_gap_memory", &P::usual_gap_memory},
                      ParameterField<P>{"revival_kin", &P::revival_kin},
                      ParameterField<P>{"revival_friend", &P::revival_friend},
                      ParameterField<P>{"revival_other", &P::revival_other},
                      ParameterField<P>{"revival_weeks", &P::revival_weeks},
                      ParameterField<P>{"conflict_chance", &P::conflict_chance},
                      ParameterField<P>{"conflict_cost", &P::conflict_cost},
                      ParameterField<P>{"outside_factor", &P::outside_factor},
                      ParameterField<P>{"rate_partner", &P::rate_partner},
                      ParameterField<P>{"rate_parent_child", &P::rate_parent_child},
                      ParameterField<P>{"rate_sibling", &P::rate_sibling},
                      ParameterField<P>{"rate_other_kin", &P::rate_other_kin},
                      ParameterField<P>{"rate_friendship", &P::rate_friendship},
                      ParameterField<P>{"rate_neighbour", &P::rate_neighbour},
                      ParameterField<P>{"rate_colleague", &P::rate_colleague},
                      ParameterField<P>{"rate_fellow_member", &P::rate_fellow_member},
                      ParameterField<P>{"rate_acquaintance", &P::rate_acquaintance},
                      ParameterField<P>{"hours_partner", &P::hours_partner},
                      ParameterField<P>{"hours_parent_child", &P::hours_parent_child},
                      ParameterField<P>{"hours_sibling", &P::hours_sibling},
                      ParameterField<P>{"hours_other_kin", &P::hours_other_kin},
                      ParameterField<P>{"hours_friendship", &P::hours_friendship},
                      ParameterField<P>{"hours_neighbour", &P::hours_neighbour},
                      ParameterField<P>{"hours_colleague", &P::hours_colleague},
                      ParameterField<P>{"hours_fellow_member", &P::hours_fellow_member},
                      ParameterField<P>{"hours_acquaintance", &P::hours_acquaintance}};
  }
};

struct MeetingParameters {
  double new_people_rate = 0;
  double crowding_ties = 0;
  double weight_daytime = 0;
  double weight_association = 0;
  double weight_parish = 0;
  double weight_street = 0;
  double weight_neighbourhood = 0;
  double distance_exponent = 0;
  double distance_near = 0;
  double age_difference_scale = 0;
  double unlike_origin = 0;
  double unlike_education = 0;
  double likeness_outside = 0;
  double first_hours = 0;
  double first_gap_weeks = 0;

  static constexpr auto describe() {
    using P = MeetingParameters;
    return std::array{ParameterField<P>{"new_people_rate", &P::new_people_rate},
                      ParameterField<P>{"crowding_ties", &P::crowding_ties},
                      ParameterField<P>{"weight_daytime", &P::weight_daytime},
                      ParameterField<P>{"weight_association", &P::weight_association},
                      ParameterField<P>{"weight_parish", &P::weight_parish},
                      ParameterField<P>{"weight_street", &P::weight_street},
                      ParameterField<P>{"weight_neighbourhood", &P::weight_neighbourhood},
                      ParameterField<P>{"distance_exponent", &P::distance_exponent},
                      ParameterField<P>{"distance_near", &P::distance_near},
                      ParameterField<P>{"age_difference_scale", &P::age_difference_scale},
                      ParameterField<P>{"unlike_origin", &P::unlike_origin},
                      ParameterField<P>{"unlike_education", &P::unlike_education},
                      ParameterField<P>{"likeness_outside", &P::likeness_outside},
                      ParameterField<P>{"first_hours", &P::first_hours},
                      ParameterField<P>{"first_gap_weeks", &P::first_gap_weeks}};
  }
};

struct TimeParameters {
  double hours_child = 0;
  double hours_worker = 0;
  double hours_at_home = 0;
  double hours_retired = 0;
  double hours_eighty_plus = 0;
  double least_eagerness = 0;
  double most_eagerness = 0;

  static constexpr auto describe() {
    using P = TimeParameters;
    return std::array{ParameterField<P>{"hours_child", &P::hours_child},
                      ParameterField<P>{"hours_worker", &P::hours_worker},
                      ParameterField<P>{"hours_at_home", &P::hours_at_home},
                      ParameterField<P>{"hours_retired", &P::hours_retired},
                      ParameterField<P>{"hours_eighty_plus", &P::hours_eighty_plus},
                      ParameterField<P>{"least_eagerness", &P::least_eagerness},
                      ParameterField<P>{"most_eagerness", &P::most_eagerness}};
  }
};

struct LonelinessParameters {
  double contact_memory = 0;
  double adjustment_weeks = 0;
  double wished_hours = 0;
  double wished_confidant_hours = 0;
  double wish_spread = 0;
  double confidant_strength = 0;
  double partner_hours = 0;
  double family_hours = 0;
  double household_hours = 0;
  double collective_hours = 0;
  double lonely_from = 0;
  double emotional_weight = 0;

  static constexpr auto describe() {
    using P = LonelinessParameters;
    return std::array{ParameterField<P>{"contact_memory", &P::contact_memory},
                      ParameterField<P>{"adjustment_weeks", &P::adjustment_weeks},
                      ParameterField<P>{"wished_hours", &P::wished_hours},
                      ParameterField<P>{"wished_confidant_hours", &P::wished_confidant_hours},
                      ParameterField<P>{"wish_spread", &P::wish_spread},
                      ParameterField<P>{"confidant_strength", &P::confidant_strength},
                      ParameterField<P>{"partner_hours", &P::partner_hours},
                      ParameterField<P>{"family_hours", &P::family_hours},
                      ParameterField<P>{"household_hours", &P::household_hours},
                      ParameterField<P>{"collective_hours", &P::collective_hours},
                      ParameterField<P>{"lonely_from", &P::lonely_from},
                      ParameterField<P>{"emotional_weight", &P::emotional_weight}};
  }
};

struct StartParameters {
  double friends = 0;
  double neighbours = 0;
  double colleagues = 0;
  double fellow_members = 0;
  double acquaintances = 0;
  double outside_friend_share = 0;
  double friend_hours = 0;
  double kin_hours = 0;
  double unevenness = 0;

  static constexpr auto describe() {
    using P = StartParameters;
    return std::array{ParameterField<P>{"friends", &P::friends},
                      ParameterField<P>{"neighbours", &P::neighbours},
                      ParameterField<P>{"colleagues", &P::colleagues},
                      ParameterField<P>{"fellow_members", &P::fellow_members},
                      ParameterField<P>{"acquaintances", &P::acquaintances},
                      ParameterField<P>{"outside_friend_share", &P::outside_friend_share},
                      ParameterField<P>{"friend_hours", &P::friend_hours},
                      ParameterField<P>{"kin_hours", &P::kin_hours},
                      ParameterField<P>{"unevenness", &P::unevenness}};
  }
};

struct BalanceParameters {
  double ties_from = 0;
  double ties_to = 0;
  double weekly_from = 0;
  double weekly_to = 0;
  double monthly_from = 0;
  double monthly_to = 0;
  double inner_from = 0;
  double inner_to = 0;
  double turnover_from = 0;
  double turnover_to = 0;
  double drift = 0;

  static constexpr auto describe() {
    using P = BalanceParameters;
    return std::array{ParameterField<P>{"ties_from", &P::ties_from},
                      ParameterField<P>{"ties_to", &P::ties_to},
                      ParameterField<P>{"weekly_from", &P::weekly_from},
                      ParameterField<P>{"weekly_to", &P::weekly_to},
                      ParameterField<P>{"monthly_from", &P::monthly_from},
                      ParameterField<P>{"monthly_to", &P::monthly_to},
                      ParameterField<P>{"inner_from", &P::inner_from},
                      ParameterField<P>{"inner_to", &P::inner_to},
                      ParameterField<P>{"turnover_from", &P::turnover_from},
                      ParameterField<P>{"turnover_to", &P::turnover_to},
                      ParameterField<P>{"drift", &P::drift}};
  }
};

struct Parameters {
  LifeParameters life;
  TieParameters ties;
  MeetingParameters meeting;
  TimeParameters time;
  LonelinessParameters loneliness;
  StartParameters start;
  BalanceParameters balance;
  HealthParameters health;
  NeedsParameters needs;
  HelpingParameters helping;
  FormalParameters formal;
  ReliefParameters relief;
  DyingParameters dying;
  GriefParameters grief;
  WellbeingParameters wellbeing;
  TrustParameters trust;
  ProgrammeParameters programmes;
  VolunteeringParameters volunteering;
  NoticingParameters noticing;
  ShockParameters shocks;
  MoneyParameters money;
  DifferenceParameters difference;
  EducationParameters education;
  InitiativeParameters initiatives;
};

/// Calls `visit("group.name", value)` for every parameter. `AnyParameters` is `Parameters` or
/// `const Parameters`.
template <class AnyParameters, class Visit>
void for_each_parameter(AnyParameters& parameters, Visit&& visit) {
  const auto each = [&](std::string_view group_name, auto& group) {
    using Fields = std::remove_cvref_t<decltype(group)>;
    static_assert(sizeof(Fields) == Fields::describe().size() * sizeof(double),
                  "every parameter of a group must stand in its describe(), once");
    for (const auto& [name, member] : Fields::describe()) {
      visit(std::string(group_name) + "." + std::string(name), group.*member);
    }
  };
  each("life", parameters.life);
  each("ties", parameters.ties);
  each("meeting", parameters.meeting);
  each("time", parameters.time);
  each("loneliness", parameters.loneliness);
  each("start", parameters.start);
  each("balance", parameters.balance);
  each("health", parameters.health);
  each("needs", parameters.needs);
  each("helping", parameters.helping);
  each("formal", parameters.formal);
  each("relief", parameters.relief);
  each("dying", parameters.dying);
  each("grief", parameters.grief);
  each("wellbeing", parameters.wellbeing);
  each("trust", parameters.trust);
  each("programmes", parameters.programmes);
  each("volunteering", parameters.volunteering);
  each("noticing", parameters.noticing);
  each("shocks", parameters.shocks);
  each("money", parameters.money);
  each("difference", parameters.difference);
  each("education", parameters.education);
  each("initiatives", parameters.initiatives);
  static_assert(
      sizeof(Parameters) ==
          sizeof(LifeParameters) + sizeof(TieParameters) + sizeof(MeetingParameters) +
              sizeof(TimeParameters) + sizeof(LonelinessParameters) + sizeof(StartParameters) +
              sizeof(BalanceParameters) + sizeof(HealthParameters) + sizeof(NeedsParameters) +
              sizeof(HelpingParameters) + sizeof(FormalParameters) + sizeof(ReliefParameters) +
              sizeof(DyingParameters) + sizeof(GriefParameters) + sizeof(WellbeingParameters) +
              sizeof(TrustParameters) + sizeof(ProgrammeParameters) +
              sizeof(VolunteeringParameters) + sizeof(NoticingParameters) +
              sizeof(ShockParameters) + sizeof(MoneyParameters) + sizeof(DifferenceParameters) +
              sizeof(EducationParameters) + sizeof(InitiativeParameters),
      "every group of parameters must be visited here");
}

}  // namespace buurt::care
