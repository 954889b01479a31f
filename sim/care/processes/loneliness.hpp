#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Loneliness moves towards the gap between the contact people wish for and what they have
/// (cognitive discrepancy, Perlman & Peplau 1981): social loneliness with hours among others,
/// emotional loneliness with hours with a partner or confidants. How much time people have for others
/// and how far their ties get their way is worked out here too, for the weeks to come.
/// Source: docs/odd.md#loneliness.
void feel_lonely(World& world);

}  // namespace buurt::care
