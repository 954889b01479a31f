#pragma once

#include "care/world/helping_rules.hpp"

namespace buurt::care {

/// Who has a need that is not met at home may ask somebody of the own network. People hesitate: more
/// with somebody barely known, less when the need presses, and they think too little of others'
/// willingness (Flynn & Lake 2008). Those asked say yes by what is asked, how well they know the other
/// and what they give already. Source: docs/odd.md#asking; M23 to M30 in docs/coverage.csv.
void ask_for_help(World& world);

/// Somebody of the own network who said yes begins to help with a need, at most
/// `helping.kin_minutes` or `helping.friend_minutes`. \return the minutes a week that are given.
std::uint16_t begin_to_help(World& world, Row need, Person giver, Relation relation);

}  // namespace buurt::care
