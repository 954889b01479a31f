#include "care/processes/life_events.hpp"

#include "care/processes/births.hpp"
#include "care/processes/couples.hpp"
#include "care/processes/daytime.hpp"
#include "care/processes/deaths.hpp"
#include "care/processes/moves.hpp"
#include "care/processes/year_plan.hpp"

namespace buurt::care {

void live_through_events(World& world) {
  for (const engine::Event& event : world.agenda.take(world.week)) {
    const Person person = event.row;
    // Somebody who died or left meanwhile has no more events; the row may be another's by now.
    if (world.people.identity[person] != event.who) continue;
    switch (static_cast<LifeEvent>(event.what)) {
      case LifeEvent::birthday: plan_year(world, person); break;
      case LifeEvent::birth: give_birth(world, person); break;
      case LifeEvent::leaves_home: leave_home(world, person); break;
      case LifeEvent::looks_for_partner: look_for_partner(world, person); break;
      case LifeEvent::parts: part(world, person); break;
      case LifeEvent::changes_daytime: change_daytime(world, person); break;
      case LifeEvent::leaves_association: leave_association(world, person); break;
      case LifeEvent::joins_association: join_association(world, person); break;
      case LifeEvent::moves_within: move_within(world, person); break;
      case LifeEvent::moves_out: move_out(world, person); break;
      case LifeEvent::death: die(world, person); break;
    }
  }
}

}  // namespace buurt::care
