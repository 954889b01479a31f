#include "care/world/grief.hpp"

namespace buurt::care {

engine::Draw grief_draw(const World& world, Person person) {
  return world.stream(Decision::grieving).at(world.people.identity[person], 0);
}

GriefTier grief_tier(const World& world, Person person) {
  const GriefParameters& p = world.parameters.grief;
  const double u = grief_draw(world, person).uniform(1);
  if (u < p.tier_low) return GriefTier::low;
  return u < p.tier_low + p.tier_moderate ? GriefTier::moderate : GriefTier::high;
}

double comfort_in_grief(const World& world, Person person) {
  const GriefParameters& p = world.parameters.grief;
  const double grief = grief_of(world, person);
  if (grief < p.need_from) return 0.0;
  switch (grief_tier(world, person)) {
    case GriefTier::low: return p.hours_low * grief;
    case GriefTier::moderate: return p.hours_moderate * grief;
    case GriefTier::high: break;
  }
  return p.hours_high * grief;
}

}  // namespace buurt::care
