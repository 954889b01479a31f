#include "care/world/kin_rules.hpp"

#include <cstdlib>
#include <optional>
#include <span>

namespace buurt::care {
namespace {

/// The kind of kin that two people of these ages could be, or none.
std::optional<TieKind> kin_of_ages(const LifeParameters& p, int one, int other) {
  const int years = std::abs(one - other);
  if (years >= p.newcomer_kin_generation_from && years <= p.newcomer_kin_generation_to) {
    return TieKind::parent_child;
  }
  if (years <= p.newcomer_kin_siblings) return TieKind::sibling;
  return {};
}

}  // namespace

KinHere find_kin_here(const World& world, Person person) {
  const engine::Stream draws = world.stream(Decision::newcomer_kin);
  const Identity me = world.people.identity[person];
  const auto quarters = static_cast<std::uint32_t>(world.neighbourhoods.size());
  constexpr std::uint32_t attempts = 16;
  for (std::uint32_t index = 1; index <= attempts; ++index) {
    const engine::Draw draw = draws.at(me, world.week, index);
    const Row quarter = world.neighbourhoods[draw.below(quarters)];
    const std::span<const Row> seats = world.rosters.seats(world.places.roster[quarter]);
    if (seats.empty()) continue;
    const Person other = seats[draw.words[1] & (seats.size() - 1)];
    if (other == no_row || world.people.household[other] == world.people.household[person] ||
        world.age(other) < adult_age || world.ties.find(person, other) >= 0) {
      continue;
    }
    const auto kind = kin_of_ages(world.parameters.life, world.age(person), world.age(other));
    if (kind) return {other, *kind};
  }
  return {};
}

}  // namespace buurt::care
