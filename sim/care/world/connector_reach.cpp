#include "care/world/connector_reach.hpp"

namespace buurt::care {
namespace {

/// Draws for each resident who is thought of.
constexpr std::uint32_t looks_apart = 2;

std::uint32_t most_looks(const World& world) {
  return static_cast<std::uint32_t>(world.parameters.programmes.people_thought_of);
}

}  // namespace

Person resident_of(const World& world, const ProgrammePlan& plan, Identity who,
                   const engine::Stream& draws, double uniform, std::uint32_t index) {
  std::uint64_t all = 0;
  for (const Row place : plan.where) all += world.rosters.members(world.places.roster[place]);
  auto seat = static_cast<std::uint64_t>(uniform * static_cast<double>(all));
  for (const Row place : plan.where) {
    const std::uint64_t here = world.rosters.members(world.places.roster[place]);
    if (seat < here) {
      return world.rosters.pick(world.places.roster[place], draws.at(who, world.week, index));
    }
    seat -= here;
  }
  return no_row;
}

bool seems_isolated(const World& world, Person person) {
  constexpr GroupBits alone = bit(Group::living_alone);
  constexpr GroupBits older = bit(Group::age_65_79) | bit(Group::age_80_plus);
  const GroupBits groups = groups_of(world, person);
  return (groups & alone) != 0 && (groups & older) != 0;
}

double out_and_about(const World& world, Person person) {
  const auto ties = static_cast<double>(world.people.ties_monthly[person]);
  const auto limited = static_cast<double>(world.people.function[person]);
  const double busy = ties / (ties + world.parameters.programmes.lonely_ties);
  return busy * (1.0 - limited / static_cast<double>(function_levels));
}

std::uint32_t draws_of_attempt(const World& world) { return 2 + most_looks(world) * looks_apart; }

Person somebody_met(const World& world, const ProgrammePlan& plan, const ConnectorPart& part,
                    Identity post, std::uint32_t index, bool door, double aimed) {
  const engine::Stream draws = world.stream(Decision::figure_meets);
  const bool aim = door && aimed < part.aim_isolated;
  for (std::uint32_t look = 0; look < most_looks(world); ++look) {
    const engine::Draw draw = draws.at(post, world.week, index + 1 + look * looks_apart);
    const Person person =
        resident_of(world, plan, post, draws, draw.uniform(0), index + 2 + look * looks_apart);
    if (person == no_row || world.age(person) < adult_age) continue;
    if (!belongs_to(world, person, plan.target)) continue;
    if (aim && !seems_isolated(world, person)) continue;
    if (!door && draw.uniform(1) >= out_and_about(world, person)) continue;
    return person;
  }
  return no_row;
}

}  // namespace buurt::care
