#pragma once
// What programmes tell people: campaigns, letters, stories, digital networks.

#include "care/world/world.hpp"

namespace buurt::care {

/// The weekly phase: some residents hear a message.
void spread_messages(World& world);

/// Ease and knowledge that programmes brought fade. Every fourth week.
void fade_messages(World& world);

}  // namespace buurt::care
