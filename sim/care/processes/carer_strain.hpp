#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Strain of those who care rises with the hours above a threshold that depends on whom they care for
/// (Zhang & Bennett 2024: partner any hours, parent 5, child 50, others hardly), more with dementia, less
/// with people around them; it falls with rest. Beyond a level some break down and can give nothing
/// until they have recovered. Source: docs/odd.md#strain; M80 and M81 in docs/coverage.csv.
void bear_strain(World& world);

}  // namespace buurt::care
