#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// How lonely somebody is, 0 to 1: emotional and social loneliness weighed together.
[[nodiscard]] inline float loneliness_of(const World& world, Person person) {
  const auto weight = static_cast<float>(world.parameters.loneliness.emotional_weight);
  return weight * world.people.loneliness_emotional[person] +
         (1.0F - weight) * world.people.loneliness_social[person];
}

/// Whether somebody counts as always or mostly lonely.
[[nodiscard]] inline bool is_lonely(const World& world, Person person) {
  return loneliness_of(world, person) >=
         static_cast<float>(world.parameters.loneliness.lonely_from);
}

}  // namespace buurt::care
