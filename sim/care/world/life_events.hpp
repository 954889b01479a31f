#pragma once
// What may stand on a person's agenda.

#include <cstdint>

#include "care/world/people.hpp"

namespace buurt::care {

class World;

/// Several on one day happen in this order.
enum class LifeEvent : std::uint32_t {
  settles,  ///< somebody new: the time up to the first birthday here is planned
  birthday,
  function_changes,
  dementia_begins,
  falls_ill,
  recovers,
  dies_light,  ///< on the way to death: can do no more than with light limitations; next likewise
  dies_moderate,
  dies_severe,
  dies_serious,
  dies_palliative,
  faces_death,  ///< whether to die in hospital
  small_need_begins,
  small_need_ends,
  birth,
  leaves_home,
  looks_for_partner,
  parts,
  changes_daytime,
  leaves_association,
  joins_association,
  leaves_parish,
  joins_parish,
  moves_within,
  moves_out,
  considers_nursing_home,  ///< whether to ask for a place
  death,
};

/// Puts something on a person's agenda, for a week that has not begun.
void put_on_agenda(World& world, Person person, LifeEvent event, std::uint32_t week);

/// Puts the next birthday of somebody who has just come into the world or the municipality on the
/// agenda, and before it the planning of the time until then.
void begin_agenda(World& world, Person person, std::uint32_t first_week);

}  // namespace buurt::care
