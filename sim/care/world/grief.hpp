#pragma once
// How much somebody grieves, and the comfort that asks for.

#include "care/world/levels.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Grief of a person, 0 to 1.
inline double grief_of(const World& world, Person person) {
  return level(world.people.grief[person]);
}

/// How much help somebody needs in grief, the same at every loss (Aoun et al. 2015).
enum class GriefTier : std::uint8_t { low, moderate, high };

GriefTier grief_tier(const World& world, Person person);

/// Hours a week of comfort that grief asks for; 0 when it is slight.
double comfort_in_grief(const World& world, Person person);

/// The draws that say what grief does to somebody, the same at every loss.
engine::Draw grief_draw(const World& world, Person person);

}  // namespace buurt::care
