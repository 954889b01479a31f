#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Gives everybody the function, dementia and illness with which the town begins: shares by sex and
/// age as they come about when the rates of change run their course, so that they do not drift; more
/// of the limited live in nursing homes. Sets needs, and puts each adult's next small need on the
/// agenda. Source: docs/odd.md#start-of-health.
void give_everybody_health(World& world);

}  // namespace buurt::care
