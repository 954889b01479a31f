#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Connectors spend the hours they are paid for: with residents they know, in the street and at doors
/// with those they do not know yet, and with what they organise. From conversations follows that
/// needs are noticed, people are encouraged to ask, referrals are accompanied, residents are
/// introduced to each other and brought along to a meeting place. Nothing happens without
/// connectors. Source: docs/odd.md#connectors; M34 to M38, M43, M87, M90 and M91 in docs/coverage.csv.
void connect_people(World& world);

}  // namespace buurt::care
