#pragma once
// How strong all ties of a person are, worked out together.

#include <span>
#include <vector>

#include "care/world/tie_rules.hpp"

namespace buurt::care {

/// The strength of each tie by its remembered hours, bit for bit as `TieRules::strength` tells it of
/// one. Valid until the next call on this thread.
std::span<const float> strengths_of(const TieRules& rules, std::span<const engine::Tie> ties);

}  // namespace buurt::care
