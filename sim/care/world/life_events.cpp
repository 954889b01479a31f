#include "care/world/life_events.hpp"

#include "care/world/world.hpp"

namespace buurt::care {

void put_on_agenda(World& world, Person person, LifeEvent event, std::uint32_t week) {
  world.agenda.schedule(week,
                        {world.people.identity[person], person, static_cast<std::uint32_t>(event)});
}

void begin_agenda(World& world, Person person, std::uint32_t first_week) {
  const auto lived = static_cast<std::int32_t>(world.week) - world.people.birth_week[person];
  const auto birthday =
      world.week + static_cast<std::uint32_t>(weeks_per_year - lived % weeks_per_year);
  put_on_agenda(world, person, LifeEvent::birthday, birthday);
  if (first_week < birthday) put_on_agenda(world, person, LifeEvent::settles, first_week);
}

}  // namespace buurt::care
