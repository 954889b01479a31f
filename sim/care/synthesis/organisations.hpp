#pragma once
// Organisations that care: family care, home nursing, local service centres, welfare, day and short
// stay, palliative teams. Nursing homes are households; see `households.beds`.

#include "care/world/world.hpp"

namespace buurt::care {

/// Adds the organisations of a municipality, of each kind one for each
/// `formal.inhabitants_per_organisation` inhabitants (local centres have a number of their own), at
/// least one. All staff minutes of a kind are divided equally.
void found_organisations(World& world);

}  // namespace buurt::care
