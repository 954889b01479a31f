#pragma once
// What connectors do and how people come to meeting places. What a programme itself is (hours, places,
// money) stands in scenarios/programmes/ and not here.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct ProgrammeParameters {
  double week_hours = 0;
  double overhead_share = 0;
  double organising_share = 0;
  double follow_up_share = 0;
  double conversation_minutes = 0;
  double door_minutes = 0;
  double door_opens = 0;
  double street_answers = 0;
  double reach_without_language = 0;
  double familiarity_gain = 0;
  double familiarity_half_life = 0;
  double familiarity_least = 0;
  double most_contacts = 0;
  double weeks_between_talks = 0;  ///< with somebody known, at the least
  double most_greetings = 0;       ///< a week
  double people_thought_of = 0;    ///< for one door or greeting, at most
  double passed_on = 0;
  double figure_notices = 0;
  double encouragement = 0;
  double introduction_minutes = 0;
  double introduction_hours = 0;
  double introduction_distance = 0;
  double introductions_considered = 0;
  double lonely_ties = 0;
  double accompany_minutes = 0;
  double warm_loss = 0;
  double warm_delay = 0;
  double area_weeks = 0;
  double talent_eases = 0;
  double curiosity_opens = 0;
  double unskilled_opens = 0;
  double goal_switch = 0;
  double coaching_half = 0;
  double pulling_grows = 0;
  double pulling_limits = 0;
  double position_grows = 0;
  double irritated_loss = 0;
  double steered_away = 0;
  double move_loses = 0;
  double own_goals_stay = 0;
  double light_joins = 0;
  double card_eases = 0;
  double gathering_minutes = 0;
  double gathering_people = 0;
  double invitation_accepted = 0;
  double place_interest = 0;
  double visit_rate = 0;
  double first_visit_alone = 0;
  double threshold_effect = 0;
  double walking_scale = 0;
  double walking_limited = 0;
  double car_scale = 0;
  double detour = 0;
  double worker_time = 0;
  double visit_hours = 0;
  double place_companions = 0;
  double talk_hours = 0;
  double displaced = 0;
  double host_notices = 0;
  double word_of_mouth = 0;
  double reached_per_euro = 0;
  double full_house = 0;
  double given_up_weeks = 0;
  double stranger_return = 0;
  double opening_half_hours = 0;
  double ownership_rate = 0;
  double survival = 0;
  double ease_asking = 0;
  double ease_helping = 0;
  double ease_acting = 0;
  double ease_half_life = 0;
  double informed_half_life = 0;
  double informed_ask = 0;
  double informed_desk = 0;
  double informed_uptake = 0;
  double access_eases = 0;
  double space_meets = 0;
  double carer_leave = 0;
  double invitations = 0;
  double invited_comes = 0;
  double poster_comes = 0;
  double activity_ease = 0;
  double teaching = 0;
  double visit_opens = 0;
  double visit_informs = 0;
  double visit_eases = 0;
  double dispatch_weeks = 0;
  double eyes_see = 0;
  double message_eases = 0;
  double message_informs = 0;
  double message_trust = 0;
  double digital_old = 0;
  double digital_poor = 0;
  double desk_told_on = 0;
  double training_hours = 0;
  double training_fades = 0;
  double trained_see = 0;
  double trained_stays = 0;
  double network_growth = 0;
  double network_half_life = 0;
  double network_least = 0;
  double linked_delay = 0;
  double linked_loss = 0;
  double crossroads_tell = 0;

  static constexpr auto describe() {
    using P = ProgrammeParameters;
    return std::array{ParameterField<P>{"week_hours", &P::week_hours},
                      ParameterField<P>{"overhead_share", &P::overhead_share},
                      ParameterField<P>{"organising_share", &P::organising_share},
                      ParameterField<P>{"follow_up_share", &P::follow_up_share},
                      ParameterField<P>{"conversation_minutes", &P::conversation_minutes},
                      ParameterField<P>{"door_minutes", &P::door_minutes},
                      ParameterField<P>{"door_opens", &P::door_opens},
                      ParameterField<P>{"street_answers", &P::street_answers},
                      ParameterField<P>{"reach_without_language", &P::reach_without_language},
                      ParameterField<P>{"familiarity_gain", &P::familiarity_gain},
                      ParameterField<P>{"familiarity_half_life", &P::familiarity_half_life},
                      ParameterField<P>{"familiarity_least", &P::familiarity_least},
                      ParameterField<P>{"most_contacts", &P::most_contacts},
                      ParameterField<P>{"weeks_between_talks", &P::weeks_between_talks},
                      ParameterField<P>{"most_greetings", &P::most_greetings},
                      ParameterField<P>{"people_thought_of", &P::people_thought_of},
                      ParameterField<P>{"passed_on", &P::passed_on},
                      ParameterField<P>{"figure_notices", &P::figure_notices},
                      ParameterField<P>{"encouragement", &P::encouragement},
                      ParameterField<P>{"introduction_minutes", &P::introduction_minutes},
                      ParameterField<P>{"introduction_hours", &P::introduction_hours},
                      ParameterField<P>{"introduction_distance", &P::introduction_distance},
                      ParameterField<P>{"introductions_considered", &P::introductions_considered},
                      ParameterField<P>{"lonely_ties", &P::lonely_ties},
                      ParameterField<P>{"accompany_minutes", &P::accompany_minutes},
                      ParameterField<P>{"warm_loss", &P::warm_loss},
                      ParameterField<P>{"warm_delay", &P::warm_delay},
                      ParameterField<P>{"area_weeks", &P::area_weeks},
                      ParameterField<P>{"talent_eases", &P::talent_eases},
                      ParameterField<P>{"curiosity_opens", &P::curiosity_opens},
                      ParameterField<P>{"unskilled_opens", &P::unskilled_opens},
                      ParameterField<P>{"goal_switch", &P::goal_switch},
                      ParameterField<P>{"coaching_half", &P::coaching_half},
                      ParameterField<P>{"pulling_grows", &P::pulling_grows},
                      ParameterField<P>{"pulling_limits", &P::pulling_limits},
                      ParameterField<P>{"position_grows", &P::position_grows},
                      ParameterField<P>{"irritated_loss", &P::irritated_loss},
                      ParameterField<P>{"steered_away", &P::steered_away},
                      ParameterField<P>{"move_loses", &P::move_loses},
                      ParameterField<P>{"own_goals_stay", &P::own_goals_stay},
                      ParameterField<P>{"light_joins", &P::light_joins},
                      ParameterField<P>{"card_eases", &P::card_eases},
                      ParameterField<P>{"gathering_minutes", &P::gathering_minutes},
                      ParameterField<P>{"gathering_people", &P::gathering_people},
                      ParameterField<P>{"invitation_accepted", &P::invitation_accepted},
                      ParameterField<P>{"place_interest", &P::place_interest},
                      ParameterField<P>{"visit_rate", &P::visit_rate},
                      ParameterField<P>{"first_visit_alone", &P::first_visit_alone},
                      ParameterField<P>{"threshold_effect", &P::threshold_effect},
                      ParameterField<P>{"walking_scale", &P::walking_scale},
                      ParameterField<P>{"walking_limited", &P::walking_limited},
                      ParameterField<P>{"car_scale", &P::car_scale},
                      ParameterField<P>{"detour", &P::detour},
                      ParameterField<P>{"worker_time", &P::worker_time},
                      ParameterField<P>{"visit_hours", &P::visit_hours},
                      ParameterField<P>{"place_companions", &P::place_companions},
                      ParameterField<P>{"talk_hours", &P::talk_hours},
                      ParameterField<P>{"displaced", &P::displaced},
                      ParameterField<P>{"host_notices", &P::host_notices},
                      ParameterField<P>{"word_of_mouth", &P::word_of_mouth},
                      ParameterField<P>{"reached_per_euro", &P::reached_per_euro},
                      ParameterField<P>{"full_house", &P::full_house},
                      ParameterField<P>{"given_up_weeks", &P::given_up_weeks},
                      ParameterField<P>{"stranger_return", &P::stranger_return},
                      ParameterField<P>{"opening_half_hours", &P::opening_half_hours},
                      ParameterField<P>{"ownership_rate", &P::ownership_rate},
                      ParameterField<P>{"survival", &P::survival},
                      ParameterField<P>{"ease_asking", &P::ease_asking},
                      ParameterField<P>{"ease_helping", &P::ease_helping},
                      ParameterField<P>{"ease_acting", &P::ease_acting},
                      ParameterField<P>{"ease_half_life", &P::ease_half_life},
                      ParameterField<P>{"informed_half_life", &P::informed_half_life},
                      ParameterField<P>{"informed_ask", &P::informed_ask},
                      ParameterField<P>{"informed_desk", &P::informed_desk},
                      ParameterField<P>{"informed_uptake", &P::informed_uptake},
                      ParameterField<P>{"access_eases", &P::access_eases},
                      ParameterField<P>{"space_meets", &P::space_meets},
                      ParameterField<P>{"carer_leave", &P::carer_leave},
                      ParameterField<P>{"invitations", &P::invitations},
                      ParameterField<P>{"invited_comes", &P::invited_comes},
                      ParameterField<P>{"poster_comes", &P::poster_comes},
                      ParameterField<P>{"activity_ease", &P::activity_ease},
                      ParameterField<P>{"teaching", &P::teaching},
                      ParameterField<P>{"visit_opens", &P::visit_opens},
                      ParameterField<P>{"visit_informs", &P::visit_informs},
                      ParameterField<P>{"visit_eases", &P::visit_eases},
                      ParameterField<P>{"dispatch_weeks", &P::dispatch_weeks},
                      ParameterField<P>{"eyes_see", &P::eyes_see},
                      ParameterField<P>{"message_eases", &P::message_eases},
                      ParameterField<P>{"message_informs", &P::message_informs},
                      ParameterField<P>{"message_trust", &P::message_trust},
                      ParameterField<P>{"digital_old", &P::digital_old},
                      ParameterField<P>{"digital_poor", &P::digital_poor},
                      ParameterField<P>{"desk_told_on", &P::desk_told_on},
                      ParameterField<P>{"training_hours", &P::training_hours},
                      ParameterField<P>{"training_fades", &P::training_fades},
                      ParameterField<P>{"trained_see", &P::trained_see},
                      ParameterField<P>{"trained_stays", &P::trained_stays},
                      ParameterField<P>{"network_growth", &P::network_growth},
                      ParameterField<P>{"network_half_life", &P::network_half_life},
                      ParameterField<P>{"network_least", &P::network_least},
                      ParameterField<P>{"linked_delay", &P::linked_delay},
                      ParameterField<P>{"linked_loss", &P::linked_loss},
                      ParameterField<P>{"crossroads_tell", &P::crossroads_tell}};
  }
};

}  // namespace buurt::care
