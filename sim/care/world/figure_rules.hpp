#pragma once
// What the qualities of a connector (skill, commitment, mandate, knowledge of the area) make of the work.

#include "care/world/world.hpp"

namespace buurt::care {

/// The share of the hours that is left for people: what goes to accounts, and what is scattered over
/// too many goals, is not; coaching finds part of such obstacles early.
[[nodiscard]] double hours_for_people(const World& world, Row run, const ConnectorPart& part);

/// How far what is done fits the area and its people, by weeks in the post: 1 where that does not
/// matter.
[[nodiscard]] double fit_to_area(const World& world, Row figure, const ConnectorPart& part);

/// The chance that somebody talks with a connector: less of an isolated person with one who has no
/// skill, more with one who is curious. \param usual that of everybody
[[nodiscard]] double chance_to_talk(const World& world, Person person, const ConnectorPart& part,
                                    double usual);

/// The share of the familiarity with each resident that whoever leaves passes on.
[[nodiscard]] double passed_on(const World& world, const ConnectorPart& part);

}  // namespace buurt::care
