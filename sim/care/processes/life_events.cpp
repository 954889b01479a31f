#include "care/processes/life_events.hpp"

#include "care/processes/births.hpp"
#include "care/processes/couples.hpp"
#include "care/processes/daytime.hpp"
#include "care/processes/deaths.hpp"
#include "care/processes/dying.hpp"
#include "care/processes/memberships.hpp"
#include "care/processes/moves.hpp"
#include "care/processes/year_plan.hpp"
#include "care/world/health_rules.hpp"
#include "care/world/need_rules.hpp"
#include "care/world/nursing_home_rules.hpp"
#include "care/world/shock_rules.hpp"

namespace buurt::care {
namespace {

/// Asks for what a plan reads of a person. Events come in order of identity, so that rows jump
/// about and nothing of it is near.
void prefetch(const World& world, Person person) {
  const People& people = world.people;
  const auto ask = [person](const auto& column) { __builtin_prefetch(column.data() + person, 1); };
  ask(people.identity);
  ask(people.next_in_household);
  ask(people.birth_week);
  ask(people.sex);
  ask(people.occupation);
  ask(people.sociability);
  ask(people.household);
  ask(people.partner);
  ask(people.association);
  ask(people.parish);
  ask(people.life_left);
  ask(people.function);
  ask(people.dementia);
  ask(people.illness);
  ask(people.social_hours);
  ask(people.meeting_week);
}

/// Asks for what it reads of the household, when that of the person is there.
void prefetch_home(const World& world, Person person) {
  const Row household = world.people.household[person];
  if (household == no_row) return;
  __builtin_prefetch(world.households.first_member.data() + household);
  __builtin_prefetch(world.households.collective.data() + household);
}

}  // namespace

void live_through_events(World& world) {
  const std::vector<engine::Event> events = world.agenda.take(world.week);
  for (std::size_t i = 0; i < events.size(); ++i) {
    constexpr std::size_t ahead = 12;
    constexpr std::size_t home_ahead = 6;
    if (i + ahead < events.size()) prefetch(world, events[i + ahead].row);
    if (i + home_ahead < events.size()) prefetch_home(world, events[i + home_ahead].row);
    const engine::Event& event = events[i];
    const Person person = event.row;
    // Somebody who died or left meanwhile has no more events; the row may be another's by now.
    if (world.people.identity[person] != event.who) continue;
    switch (static_cast<LifeEvent>(event.what)) {
      case LifeEvent::settles: plan_rest_of_year(world, person); break;
      case LifeEvent::birthday: plan_year(world, person); break;
      case LifeEvent::function_changes: change_function(world, person); break;
      case LifeEvent::dementia_begins: begin_dementia(world, person); break;
      case LifeEvent::falls_ill: fall_ill(world, person); break;
      case LifeEvent::recovers: recover(world, person); break;
      case LifeEvent::dies_light: decline_to(world, person, Function::light); break;
      case LifeEvent::dies_moderate: decline_to(world, person, Function::moderate); break;
      case LifeEvent::dies_severe: decline_to(world, person, Function::severe); break;
      case LifeEvent::dies_serious: sicken_to(world, person, Illness::serious); break;
      case LifeEvent::dies_palliative: sicken_to(world, person, Illness::palliative); break;
      case LifeEvent::faces_death: face_death(world, person); break;
      case LifeEvent::small_need_begins: begin_small_need(world, person); break;
      case LifeEvent::small_need_ends: end_small_need(world, person); break;
      case LifeEvent::birth: give_birth(world, person); break;
      case LifeEvent::leaves_home: leave_home(world, person); break;
      case LifeEvent::looks_for_partner: look_for_partner(world, person); break;
      case LifeEvent::parts: part(world, person); break;
      case LifeEvent::changes_daytime: change_daytime(world, person); break;
      case LifeEvent::leaves_association: leave_association(world, person); break;
      case LifeEvent::joins_association: join_association(world, person); break;
      case LifeEvent::leaves_parish: leave_parish(world, person); break;
      case LifeEvent::joins_parish: join_parish(world, person); break;
      case LifeEvent::moves_within:
        if (!move_is_off(world, person, Lever::moves)) move_within(world, person);
        break;
      case LifeEvent::moves_out:
        if (!move_is_off(world, person, Lever::departures)) move_out(world, person);
        break;
      case LifeEvent::considers_nursing_home: consider_nursing_home(world, person); break;
      case LifeEvent::death: die(world, person); break;
    }
  }
}

}  // namespace buurt::care
