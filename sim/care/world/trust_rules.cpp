#include "care/world/trust_rules.hpp"

#include "care/world/company.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/levels.hpp"
#include "engine/math.hpp"

namespace buurt::care {

void remember_answer(World& world, Person asker, bool yes) {
  std::uint8_t& trust = world.people.trust_in_neighbours[asker];
  if (trust == 0) return;
  const TrustParameters& p = world.parameters.trust;
  trust = yes ? moved_score(trust, highest_score, p.yes) : moved_score(trust, 0.0, p.no);
}

void lose_trust_in_services(World& world, Person person) {
  std::uint8_t& trust = world.people.trust_in_services[person];
  if (trust == 0) return;
  const double lacking = unmet_share(world, person);
  if (lacking > 0.0) trust = moved_score(trust, 0.0, world.parameters.trust.crisis * lacking);
}

double chance_by_norm(const World& world, Person asked, double chance) {
  if (chance <= 0.0 || chance >= 1.0) return chance;
  const Row home = world.households.dwelling[world.people.household[asked]];
  if (home == no_row) return chance;
  const auto norm =
      static_cast<double>(world.places.norm_of_helping[world.neighbourhood_of(asked)]);
  // The usual norm is one half, and changes nothing.
  const double by_norm = norm > 0.0 ? world.parameters.trust.norm_effect * (2.0 * norm - 1.0) : 0.0;
  const double by_ease = world.parameters.programmes.ease_helping * ease_of(world, asked);
  if (norm <= 0.0 && by_ease <= 0.0) return chance;
  const double odds = chance / (1.0 - chance) * engine::exp(by_norm + by_ease);
  return odds / (1.0 + odds);
}

}  // namespace buurt::care
