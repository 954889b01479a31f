#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Whether somebody counts as lonely: emotional and social loneliness weighed together.
[[nodiscard]] inline bool is_lonely(const World& world, Person person) {
  const LonelinessParameters& p = world.parameters.loneliness;
  const auto emotional = static_cast<double>(world.people.loneliness_emotional[person]);
  const auto social = static_cast<double>(world.people.loneliness_social[person]);
  return p.emotional_weight * emotional + (1.0 - p.emotional_weight) * social >= p.lonely_from;
}

}  // namespace buurt::care
