#pragma once
// What people see of others' needs, and do about it.

#include "care/world/world.hpp"

namespace buurt::care {

/// The weekly phase: hidden needs are seen by ties who meet the person, in the street, in shops and
/// by helpers who come for another need. Who sees one may shrink from doing anything; else he or she
/// offers help, tells the desk of a scheme of volunteers, or somebody professional. Each need is
/// looked at every fourth week. Source: docs/odd.md#noticing.
void see_hidden_needs(World& world);

}  // namespace buurt::care
