#pragma once

#include "care/world/health_table.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// How people die: of a sudden, or after months of a known shape (Lunney et al. 2003).
enum class Dying : std::uint8_t { sudden, cancer, organ_failure, frailty };

/// What the last year of somebody's life will be like, whenever that is. Hangs on who it is alone.
Dying dying_of(const World& world, Person person);

/// Function and dementia of a person.
inline HealthState health_state(const World& world, Person person) {
  return health_state(world.people.function[person], world.people.dementia[person] != 0);
}

/// Whether the week of a person's death stands on the agenda already.
inline bool death_foreseen(const World& world, Person person) {
  return world.people.life_left[person] < 0.0;
}

/// Draws the health of somebody who is new (born, arrived, there at the start) from the shares in
/// which people of the same sex and age are in each state. `ratio` of a state multiplies its share
/// (1 for all: what people of this age are like). Call `set_needs` when the household is complete.
/// Source: docs/odd.md#health.
void draw_health(World& world, Person person, const std::array<double, health_states>& ratio);
void draw_health(World& world, Person person);

/// Plans what the coming weeks, up to the next birthday, bring for a person's function, dementia and
/// illness. Called by the plan of the year.
void plan_health(World& world, Person person, int weeks);

/// The week of a death that is foreseen.
inline std::uint32_t week_of_death(const World& world, Person person) {
  return static_cast<std::uint32_t>(-world.people.life_left[person]) - 1;
}

/// Plans death: takes off what hazard the coming weeks and looks a year further, so that an expected
/// death is known about a year ahead. Source: docs/odd.md#dying.
void plan_death(World& world, Person person, int weeks);

/// By how much the unmet part of what somebody needs multiplies the risk of death, against what is
/// usually unmet: 1 for those with severe limitations, and for those in nursing homes.
double risk_of_unmet_need(const World& world, Person person);

/// By how much the loss of a partner multiplies the risk of death from so many weeks ahead on, on
/// average over so many weeks. Source: docs/odd.md#bereavement.
double risk_of_loss(const World& world, Person person, int from, int weeks);

/// The partner has just died: death comes earlier, by as much as the higher risk says.
void hasten_death(World& world, Person person);

/// A shock brings death within the week, to whoever it would have spared for longer.
void bring_death(World& world, Person person);

/// Function rises or falls by a level, and the rest of the year is planned anew.
void change_function(World& world, Person person);
void begin_dementia(World& world, Person person);
/// A serious illness that will pass.
void fall_ill(World& world, Person person);
void recover(World& world, Person person);
/// Steps of dying: function is this level at most from now on; illness is known; it cannot be cured.
void decline_to(World& world, Person person, Function level);
void sicken_to(World& world, Person person, Illness illness);

/// Somebody becomes one level less able, and needs follow; the severest stay so.
void lose_function(World& world, Person person);

}  // namespace buurt::care
