#include "care/world/connector_reach.hpp"

namespace buurt::care {
namespace {

/// Draws for each resident who is thought of.
constexpr std::uint32_t looks_apart = 2;

std::uint32_t most_looks(const World& world) {
  return static_cast<std::uint32_t>(world.parameters.programmes.people_thought_of);
}

/// A resident of the programme's neighbourhoods, each as likely as any other.
Person resident(const World& world, const ProgrammePlan& plan, Identity post,
                const engine::Stream& draws, double uniform, std::uint32_t index) {
  std::uint64_t all = 0;
  for (const Row place : plan.where) all += world.rosters.members(world.places.roster[place]);
  auto seat = static_cast<std::uint64_t>(uniform * static_cast<double>(all));
  for (const Row place : plan.where) {
    const std::uint64_t here = world.rosters.members(world.places.roster[place]);
    if (seat < here) {
      return world.rosters.pick(world.places.roster[place], draws.at(post, world.week, index));
    }
    seat -= here;
  }
  return no_row;
}

/// What a list of addresses and ages tells.
bool seems_isolated(const World& world, Person person) {
  constexpr GroupBits alone = bit(Group::living_alone);
  constexpr GroupBits older = bit(Group::age_65_79) | bit(Group::age_80_plus);
  const GroupBits groups = groups_of(world, person);
  return (groups & alone) != 0 && (groups & older) != 0;
}

/// Who meets many people is met often; who can hardly leave the house is hardly met. 0 to 1.
double out_and_about(const World& world, Person person) {
  const auto ties = static_cast<double>(world.people.ties_monthly[person]);
  const auto limited = static_cast<double>(world.people.function[person]);
  const double busy = ties / (ties + world.parameters.programmes.lonely_ties);
  return busy * (1.0 - limited / static_cast<double>(function_levels));
}

}  // namespace

std::uint32_t draws_of_attempt(const World& world) { return 2 + most_looks(world) * looks_apart; }

Person somebody_met(const World& world, const ProgrammePlan& plan, const ConnectorPart& part,
                    Identity post, std::uint32_t index, bool door, double aimed) {
  const engine::Stream draws = world.stream(Decision::figure_meets);
  const bool aim = door && aimed < part.aim_isolated;
  for (std::uint32_t look = 0; look < most_looks(world); ++look) {
    const engine::Draw draw = draws.at(post, world.week, index + 1 + look * looks_apart);
    const Person person =
        resident(world, plan, post, draws, draw.uniform(0), index + 2 + look * looks_apart);
    if (person == no_row || world.age(person) < adult_age) continue;
    if (plan.target != Group::all && (groups_of(world, person) & bit(plan.target)) == 0) continue;
    if (aim && !seems_isolated(world, person)) continue;
    if (!door && draw.uniform(1) >= out_and_about(world, person)) continue;
    return person;
  }
  return no_row;
}

}  // namespace buurt::care
