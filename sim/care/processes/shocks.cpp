#include "care/processes/shocks.hpp"

#include <algorithm>
#include <vector>

#include "care/processes/moves.hpp"
#include "care/world/health_rules.hpp"
#include "care/world/service_rules.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// What strikes somebody besides what life brings anyway, one draw each.
enum class Blow : std::uint8_t { death, illness, decline, departure, move };
constexpr std::array<Lever, 5> lever_of_blow = {Lever::deaths, Lever::illness, Lever::worsening,
                                                Lever::departures, Lever::moves};

/// The rate a year that a blow has anyway.
double usual_rate(const World& world, Person person, Blow blow) {
  const People& people = world.people;
  const Sex sex = people.sex[person];
  const int age = world.age(person);
  const bool heads = world.households.collective[people.household[person]] == 0 &&
                     age >= adult_age && world.is_head(person);
  switch (blow) {
    case Blow::death: return world.health.death_hazard(sex, age, health_state(world, person));
    case Blow::illness:
      return people.illness[person] == Illness::none ? world.health.illness_rate(age) : 0.0;
    case Blow::decline:
      return world.health.function_rates(sex, age, health_state(world, person)).worse;
    case Blow::departure:
      return heads ? world.municipality.departures_share * world.parameters.life.departures_factor
                   : 0.0;
    case Blow::move:
      return heads
                 ? world.municipality.moves_within_share * world.parameters.life.moves_within_factor
                 : 0.0;
  }
  return 0.0;
}

void strike(World& world, Person person, Blow blow) {
  switch (blow) {
    case Blow::death: bring_death(world, person); break;
    case Blow::illness: fall_ill(world, person); break;
    case Blow::decline: lose_function(world, person); break;
    case Blow::departure: move_out(world, person); break;
    case Blow::move: move_within(world, person); break;
  }
}

void strike_all(World& world, Blow blow) {
  const Lever lever = lever_of_blow[static_cast<std::size_t>(blow)];
  if (!world.levers.pulled(lever) || world.levers.highest(lever) <= 1.0) return;
  const engine::Stream draws = world.stream(Decision::shock_strikes);
  std::vector<std::vector<Person>> found(engine::block_count(world.people.rows()));
  engine::for_blocks(
      world.people.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
        for (auto person = static_cast<Person>(begin); person < end; ++person) {
          if (!world.people.alive(person)) continue;
          const double factor = world.levers.of(lever, world, person);
          if (factor <= 1.0) continue;
          const double more = (factor - 1.0) * usual_rate(world, person, blow) / weeks_per_year;
          const engine::Draw draw =
              draws.at(world.people.identity[person], world.week, static_cast<std::uint32_t>(blow));
          if (draw.happens(std::min(1.0, more))) found[block].push_back(person);
        }
      });
  std::vector<Person> struck;
  for (const auto& of_block : found) struck.insert(struck.end(), of_block.begin(), of_block.end());
  const People& people = world.people;
  std::sort(struck.begin(), struck.end(),
            [&](Person a, Person b) { return people.identity[a] < people.identity[b]; });
  std::vector<Identity> who;
  who.reserve(struck.size());
  for (const Person person : struck) who.push_back(people.identity[person]);
  for (std::size_t i = 0; i < struck.size(); ++i) {
    // Whoever left with another's household this week is not there any more.
    if (people.identity[struck[i]] == who[i]) strike(world, struck[i], blow);
  }
}

}  // namespace

void feel_shocks(World& world) {
  if (!world.levers.any()) return;
  if (world.levers.set(world.week)) staff_organisations(world);
  for (const Blow blow : {Blow::death, Blow::illness, Blow::decline, Blow::departure, Blow::move}) {
    strike_all(world, blow);
  }
}

}  // namespace buurt::care
