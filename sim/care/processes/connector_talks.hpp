#pragma once
// What follows from a conversation of a connector with a resident.

#include <span>

#include "care/world/world.hpp"

namespace buurt::care {

/// A connector in one week.
struct ConnectorAtWork {
  Row figure;
  const ProgrammePlan& plan;
  const ConnectorPart& part;
  double fit;                  ///< of what is done, to the area and its people
  std::span<const Row> known;  ///< rows of residents known before this week, in order of identity
  double& left;                ///< minutes of this week not spent yet
};

/// Whether somebody has a need that others know of and that is not met.
[[nodiscard]] bool has_open_need(const World& world, Person person);

/// Needs are noticed and brought to an organisation, somebody suitable is introduced, and the resident is
/// brought along to a meeting place, as far as minutes are left. \param both identity of the connector's
/// post and the resident together \param familiarity of the resident with the connector, 0 to 1
void follow_from_talk(World& world, const ConnectorAtWork& self, Person person, Identity both,
                      double familiarity);

}  // namespace buurt::care
