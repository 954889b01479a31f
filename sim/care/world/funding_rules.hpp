#pragma once
// What payers demand of what they pay for, and what a pilot must have shown.

#include "care/world/world.hpp"

namespace buurt::care {

/// The part of what a programme takes that its payer would pay at all: nothing of what was there
/// before a call that wants novelty, less of contact and prevention where care alone is paid.
[[nodiscard]] double payable(const World& world, const ProgrammePlan& plan, Row run);

/// What can be seen of a programme so far: conversations, visits and guests.
[[nodiscard]] double seen_of_run(const World& world, Row run);

/// The share of connectors' hours that goes to accounts for the payer of a programme.
[[nodiscard]] double accounting_of(const World& world, Row run);

/// Whether a programme may begin: it has no pilot, or this is its first week, its pilot runs and was
/// seen enough, and those who decide want it.
[[nodiscard]] bool may_begin(const World& world, const ProgrammePlan& plan);

/// EUR a year by which goods that partners of its network exchange make its activities cheaper.
[[nodiscard]] double saved_by_goods(const World& world, const ProgrammePlan& plan, Row run);

}  // namespace buurt::care
