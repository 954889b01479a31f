#pragma once
// The people of a municipality.

#include <cstdint>
#include <tuple>

#include "care/world/care_kinds.hpp"
#include "engine/table.hpp"

namespace buurt::care {

using engine::Column;
using engine::Identity;
using engine::no_row;
using engine::Row;

/// A person's row. Read aloud: "world.people.sex[person]".
using Person = Row;

enum class Sex : std::uint8_t { man, woman };

/// Where a person or at least one parent was born with foreign nationality (Statistiek Vlaanderen's
/// definition of foreign origin).
enum class Origin : std::uint8_t { belgian, foreign };

enum class Education : std::uint8_t { low, middle, high };

/// What a person does by day.
enum class Occupation : std::uint8_t { at_home, pupil, student, worker, retired };

struct PersonColumns {
  Column<Identity> identity;
  // Who somebody is.
  Column<std::int32_t> birth_week;  ///< world week of birth; before the start it is negative
  Column<Sex> sex;
  Column<Origin> origin;
  Column<Education> education;
  Column<Occupation> occupation;
  Column<std::uint8_t> poverty;  ///< 1 when the household is at risk of poverty
  Column<std::uint8_t> car;      ///< 1 when the household has a car and this person may drive it
  Column<float> sociability;     ///< multiplies the time for others; 1 on average
  // Where somebody belongs.
  Column<Row> household;
  Column<Row> next_in_household;  ///< the next member of the household's chain, or `no_row`
  Column<Row> partner;            ///< living together as a couple, or `no_row`
  Column<Row> daytime;            ///< place: school class or workplace in the municipality
  Column<Row> association;        ///< place: an association, or `no_row`
  Column<Row> parish;             ///< place: a parish one goes to, or `no_row`
  // What is drawn ahead.
  /// Hazard of death still to be lived through, Exp(1) at birth; once the week of death is known,
  /// that week below −1.
  Column<double> life_left;
  // Health.
  Column<Function> function;
  Column<std::uint8_t> dementia;  ///< 1 once it has begun
  Column<Illness> illness;
  Column<float> strain;         ///< of somebody who cares for another, 0 (none) to 1
  Column<std::uint8_t> relief;  ///< of a carer, still felt from respite, in steps of 1/255
  Column<std::uint8_t> wish;    ///< of a carer that a home would take over, in steps of 1/255
  // Loss.
  Column<std::uint8_t> grief;          ///< in steps of 1/255; see `level`
  Column<std::uint16_t> partner_lost;  ///< week after the partner's death, or 0
  // Wellbeing and trust, 0 to 10 as `score` tells; 0 before it is first looked at.
  Column<std::uint8_t> meaning;
  Column<std::uint8_t> life_satisfaction;
  Column<std::uint8_t> mastery;
  Column<std::uint8_t> inclusion;
  Column<std::uint8_t> trust_in_neighbours;
  Column<std::uint8_t> trust_in_services;
  Column<std::uint8_t> trust_in_authority;
  // Helping.
  Column<std::uint8_t> faith;  ///< part of others' willingness that is believed in, of 255
  /// Week after the last one in which a neighbour was helped around illness, death or loss; 0 never.
  Column<std::uint16_t> stood_by;
  // Social life. Hours are hours a week.
  Column<float> social_hours;  ///< time for people outside the household
  Column<float> pull;          ///< hours a week that one's ties would take if all had their way
  Column<float> eagerness;     ///< social_hours / pull: by how much ties get their way
  Column<std::uint8_t>
      ties_weekly;  ///< ties outside the household with a usual gap under two weeks
  Column<std::uint8_t> ties_monthly;  ///< the same, under four and a half weeks
  Column<float> ease_alone;           ///< 1 / how much contact is wished for, against the usual
  Column<float> home_company;         ///< hours among others that the household gives
  Column<float> home_confidant;       ///< hours with confidants that the household gives
  Column<float> contact;              ///< hours with others outside the household, fading average
  Column<float> confidant;     ///< hours with confidants outside the household, fading average
  Column<float> week_contact;  ///< the same two, in this week alone
  Column<float> week_confidant;
  Column<float> loneliness_emotional;   ///< 0 (none) to 1
  Column<float> loneliness_social;      ///< 0 (none) to 1
  Column<std::uint16_t> contact_weeks;  ///< bits: met family, friends, neighbours in the last weeks
  Column<std::uint8_t> contact_now;     ///< the same for this week
  Column<std::uint8_t> met;             ///< contacts outside the household in this week
  Column<std::uint16_t> meeting_week;   ///< next week in which somebody new may be met
  /// How well a connector knows and encourages somebody, in parts of 255; 0 for almost everybody.
  Column<std::uint8_t> encouraged;
  /// How far programmes have put somebody at ease with asking and helping, and told what help there is:
  /// in parts of 255; 0 without programmes.
  Column<std::uint8_t> at_ease;
  Column<std::uint8_t> informed;
  // People who are unlike oneself.
  Column<std::uint16_t> openness;  ///< to them, by nature and as learnt, in steps of 1/65535
  Column<std::uint8_t> greetings;  ///< fleeting contacts since wellbeing was looked at
  Column<std::uint8_t> worst_off;  ///< 1 of those who had it worst when the burn-in was over

  static constexpr auto describe() {
    using C = PersonColumns;
    using engine::column;
    return std::tuple(
        column("identity", &C::identity), column("birth_week", &C::birth_week),
        column("sex", &C::sex), column("origin", &C::origin), column("education", &C::education),
        column("occupation", &C::occupation), column("poverty", &C::poverty),
        column("car", &C::car), column("sociability", &C::sociability),
        column("household", &C::household), column("next_in_household", &C::next_in_household),
        column("partner", &C::partner), column("daytime", &C::daytime),
        column("association", &C::association), column("parish", &C::parish),
        column("life_left", &C::life_left), column("function", &C::function),
        column("dementia", &C::dementia), column("illness", &C::illness),
        column("strain", &C::strain), column("faith", &C::faith), column("stood_by", &C::stood_by),
        column("relief", &C::relief), column("wish", &C::wish), column("grief", &C::grief),
        column("partner_lost", &C::partner_lost), column("meaning", &C::meaning),
        column("life_satisfaction", &C::life_satisfaction), column("mastery", &C::mastery),
        column("inclusion", &C::inclusion), column("trust_in_neighbours", &C::trust_in_neighbours),
        column("trust_in_services", &C::trust_in_services),
        column("trust_in_authority", &C::trust_in_authority),
        column("social_hours", &C::social_hours), column("pull", &C::pull),
        column("eagerness", &C::eagerness), column("ties_weekly", &C::ties_weekly),
        column("ties_monthly", &C::ties_monthly), column("ease_alone", &C::ease_alone),
        column("home_company", &C::home_company), column("home_confidant", &C::home_confidant),
        column("contact", &C::contact), column("confidant", &C::confidant),
        column("week_contact", &C::week_contact), column("week_confidant", &C::week_confidant),
        column("loneliness_emotional", &C::loneliness_emotional),
        column("loneliness_social", &C::loneliness_social),
        column("contact_weeks", &C::contact_weeks), column("contact_now", &C::contact_now),
        column("met", &C::met), column("meeting_week", &C::meeting_week),
        column("encouraged", &C::encouraged), column("at_ease", &C::at_ease),
        column("informed", &C::informed), column("openness", &C::openness),
        column("greetings", &C::greetings), column("worst_off", &C::worst_off));
  }
};

using People = engine::Table<PersonColumns>;

}  // namespace buurt::care
