#pragma once
// Every random decision of the model, one line each. The number of a decision is made from its name,
// so a new one shifts no draw of another, wherever it is put.

#include <cstdint>

#include "engine/identity.hpp"

namespace buurt::care {

enum class Decision : std::uint64_t {
// A line: the decision's name, and what is decided.
#define BUURT_DECISION(name) name = engine::name_hash(#name)
  BUURT_DECISION(synthesis_person),     // sex, age within the band, traits of a first resident
  BUURT_DECISION(synthesis_household),  // who lives with whom at the start
  BUURT_DECISION(synthesis_dwelling),   // where dwellings stand and who lives in them
  BUURT_DECISION(synthesis_place),      // where places stand, who belongs to them
  BUURT_DECISION(synthesis_kin),        // who is whose kin across households
  BUURT_DECISION(synthesis_tie),        // who knows whom at the start, and how well
  BUURT_DECISION(life_span),            // hazard to be lived through until death
  BUURT_DECISION(sociability),          // how much time for others somebody has by nature
  BUURT_DECISION(first_health),         // function, dementia and illness of somebody new
  BUURT_DECISION(health_year),          // what a year brings for somebody's health, and when
  BUURT_DECISION(function_changes),     // whether function rises or falls, and when it does again
  BUURT_DECISION(illness_lasts),        // how long a serious illness lasts
  BUURT_DECISION(dying),                // what the last year of a life is like
  BUURT_DECISION(small_need),           // when somebody needs a hand, with what, for how long
  BUURT_DECISION(schooling),            // whether somebody young gets a higher degree this year
  BUURT_DECISION(year_plan),            // what a year of somebody's life brings, and when
  BUURT_DECISION(newborn),              // sex and traits of a child
  BUURT_DECISION(living_standard),      // whether a household is at risk of poverty by now
  BUURT_DECISION(couple_forms),         // whom a single person who looks for a partner finds
  BUURT_DECISION(couple_parts),       // who of a couple that parts leaves, with the children or not
  BUURT_DECISION(leaves_home),        // names the household of a child who leaves home
  BUURT_DECISION(moves_in),           // how many households arrive in a week
  BUURT_DECISION(newcomer),           // who arrives
  BUURT_DECISION(finds_dwelling),     // which empty dwelling a household takes
  BUURT_DECISION(daytime_place),      // which workplace or school class somebody joins
  BUURT_DECISION(joins_association),  // which association somebody joins
  BUURT_DECISION(enters_nursing_home),  // which nursing home is asked first for a bed
  BUURT_DECISION(asks_for_home),        // whether somebody asks for a place in a nursing home
  BUURT_DECISION(home_queue),           // who of two equally urgent is first on its list
  BUURT_DECISION(need_is_noticed),      // whether a hidden need becomes known
  BUURT_DECISION(accepts_service),  // whether somebody would have help that is paid for, and whose
  BUURT_DECISION(referral),         // whether a referral arrives, and after how long
  BUURT_DECISION(service_queue),    // who of two equally urgent is served, or kept, first
  BUURT_DECISION(crisis),           // whether somebody is admitted to hospital, and how it ends
  BUURT_DECISION(contact),          // when two people meet next, for how long
  BUURT_DECISION(meets_new),        // when, where and whom somebody new is met
  BUURT_DECISION(tie_revives),      // whether a dormant tie is taken up again
  BUURT_DECISION(help_lapses),      // whether an arrangement of help lapses
  BUURT_DECISION(reluctance_to_ask),  // how reluctant somebody is to ask, by nature
  BUURT_DECISION(asks_for_help),      // whether somebody in need asks, and whom
  BUURT_DECISION(says_yes),           // whether the one asked says yes
  BUURT_DECISION(place_of_death),     // where somebody dies
  BUURT_DECISION(grieving),           // how long somebody grieves, and how much help that takes
  BUURT_DECISION(disposition),        // how well and trusting somebody feels by nature
  BUURT_DECISION(carer_breaks_down),  // whether a strained carer breaks down
  BUURT_DECISION(story_is_told),      // whose life is written down; nothing else hangs on it
  BUURT_DECISION(post_is_filled),     // how long a connector's post is vacant
  BUURT_DECISION(figure_leaves),      // how long a connector stays
  BUURT_DECISION(figure_absent),      // whether a connector is away this week
  BUURT_DECISION(figure_meets),       // whom a connector meets, and whether they talk
  BUURT_DECISION(figure_talks),       // what comes of a conversation with a connector
  BUURT_DECISION(figure_introduces),  // whom a connector brings together, and what comes of it
  BUURT_DECISION(gathering),          // who comes to what a connector organises, and whom they meet
  BUURT_DECISION(place_draws),        // whether a place is something for somebody at all
  BUURT_DECISION(place_heard_of),     // who hears of a place by its own communication
  BUURT_DECISION(place_visit),        // when somebody comes, and what comes of the visit
  BUURT_DECISION(place_company),      // whom visitors come across
  BUURT_DECISION(place_lives_on),     // whether residents go on with a place
  BUURT_DECISION(activity_guests),    // who is invited to an activity, and comes
  BUURT_DECISION(activity_company),   // whom guests come across there, and what comes of it
  BUURT_DECISION(home_visit),         // at whose door somebody knocks, and what is seen there
  BUURT_DECISION(brought_on),         // whether a need is accompanied to where it is brought
  BUURT_DECISION(message_heard),      // who hears a message
  BUURT_DECISION(asked_in_turn),      // whether somebody helped is asked to help others
  BUURT_DECISION(employer_takes_part),  // whether somebody's employer gives carers time
  BUURT_DECISION(reluctance_to_act),    // how reluctant somebody is to act on what is noticed
  BUURT_DECISION(faith_in_others),      // how far somebody believes in others' willingness at first
  BUURT_DECISION(volunteer_at_start),   // who volunteers at the start, for what and since when
  BUURT_DECISION(asked_to_volunteer),   // who is asked to volunteer, and whether the answer is yes
  BUURT_DECISION(volunteer_year),   // whether a volunteer leaves, asks others, ends an arrangement
  BUURT_DECISION(volunteer_offer),  // how many hours a volunteer offers
  BUURT_DECISION(asks_a_desk),      // whether a need gets to the desk of a scheme of volunteers
  BUURT_DECISION(knows_a_desk),     // whether somebody knows that there is such a desk
  BUURT_DECISION(volunteer_accepts),  // whether a volunteer takes on a request
  BUURT_DECISION(need_is_seen),       // whether others see a hidden need, and who
  BUURT_DECISION(acts_on_signal),     // what the one who sees it does, and what becomes of it
  BUURT_DECISION(stands_by),          // which neighbours help around illness, death or loss
  BUURT_DECISION(contact_stops),      // whether a shock stops a visit that was settled
  BUURT_DECISION(shock_strikes),      // who falls ill, declines, dies or moves by a shock
  BUURT_DECISION(becomes_poor),       // which households a shock makes poor first
  BUURT_DECISION(post_stands_empty),  // whose post a shock empties first
  BUURT_DECISION(scales_up),          // whether those who decide want what a pilot showed
  BUURT_DECISION(place_moves),        // whether a visitor finds a place that moved
  BUURT_DECISION(election),           // what an election does to a payer's budget
  BUURT_DECISION(newcomer_kin),       // whether a newcomer has kin here already, and whom
  BUURT_DECISION(wished_contact),     // how much contact somebody wishes for
  BUURT_DECISION(slows_down),         // at which age somebody well wants a hand with heavy things
  BUURT_DECISION(goes_on_unpaid),     // whether residents go on with a connector's work
  BUURT_DECISION(open_by_nature),     // how open to people unlike oneself somebody is by nature
  BUURT_DECISION(unlike_contact),    // which of somebody's ties stands for all in learning openness
  BUURT_DECISION(shares_language),   // whether somebody of foreign origin speaks the language here
  BUURT_DECISION(initiative_spark),  // who means to begin something in the neighbourhood, and what
  BUURT_DECISION(initiative_asked),  // whether somebody asked to carry an initiative says yes
  BUURT_DECISION(initiative_guests),   // who comes to an initiative, and joins in its work
  BUURT_DECISION(initiative_company),  // whom they come across there, and what comes of it
  BUURT_DECISION(initiative_goes_on),  // whether somebody stops carrying an initiative
#undef BUURT_DECISION
};

}  // namespace buurt::care
