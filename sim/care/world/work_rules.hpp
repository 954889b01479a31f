#pragma once
// How much of a programme's work is done this week.

#include "care/world/shock_rules.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// The part of what is planned that is done: what there is money for, or what residents own of an
/// activity with which they go on alone.
inline double scale_of_work(const World& world, Row work) {
  const ProgrammeBook& book = world.programme_book;
  const Row run = book.works.run[work];
  return static_cast<double>(book.works.lives_on[work] == 0 ? book.runs.activity[run]
                                                            : book.runs.ownership[run]);
}

/// The part of a network's meetings that takes ties further: what partners free time for, less their
/// own accounts and conflicts that nobody facilitates.
inline double attended(const NetworkPart& network) {
  const double freed = network.priority + (1.0 - network.priority) * network.dream;
  return freed * (1.0 - network.paperwork) *
         (1.0 - network.conflict * (1.0 - network.facilitation));
}

/// The part of it that shocks let happen face to face, by the lever that stands for it.
inline double allowed_of_work(const World& world, const ProgrammePlan& plan, Lever lever) {
  return goes_on(world, plan, world.levers.over(lever, plan.where));
}

}  // namespace buurt::care
