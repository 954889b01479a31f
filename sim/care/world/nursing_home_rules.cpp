#include "care/world/nursing_home_rules.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "care/world/helping_rules.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/shock_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

constexpr std::uint64_t of_request = engine::name_hash("a request for a nursing home");

double wish_of_main_carer(const World& world, Person person) {
  const Person carer = main_carer(world, person);
  return carer == no_row ? 0.0 : level(world.people.wish[carer]);
}

}  // namespace

double home_request_rate(const World& world, Person person) {
  const FormalParameters& p = world.parameters.formal;
  const Row household = world.people.household[person];
  constexpr double age_of_rate = 80.0;
  double rate = p.home_rate * engine::exp(p.home_rise * (world.age(person) - age_of_rate));
  switch (world.people.function[person]) {
    case Function::independent: break;
    case Function::light: rate *= p.home_light; break;
    case Function::moderate: rate *= p.home_moderate; break;
    case Function::severe: rate *= p.home_severe; break;
  }
  if (world.people.dementia[person] != 0) rate *= p.home_dementia;
  if (world.households.members[household] == 1) rate *= p.home_alone;
  if (lives_in_poverty(world, person)) rate *= p.home_poverty;
  if (world.care.in_need(person)) {
    rate *= engine::pow(p.home_strain, wish_of_main_carer(world, person)) *
            engine::pow(p.home_unmet, unmet_share(world, person));
  }
  return rate;
}

bool consider_nursing_home(World& world, Person person, double years) {
  const FormalParameters& p = world.parameters.formal;
  if (world.in_collective(person)) return false;
  if (world.age(person) < static_cast<int>(p.home_age)) return false;
  const Identity who = world.people.identity[person];
  const double draw = world.stream(Decision::asks_for_home).at(who, world.week).uniform();
  const double expected = home_request_rate(world, person) * years;
  // 1 − exp(−x) is at most x, so most need no exponential.
  if (draw >= expected || draw >= 1.0 - engine::exp(-expected)) return false;
  HomeRequests& list = world.home_requests;
  const Identity identity = who.caused(of_request, 0);
  for (Row row = 0; row < list.rows(); ++row) {
    if (list.identity[row] == identity) return false;
  }
  const Row request = list.add(identity);
  list.who[request] = who;
  list.person[request] = person;
  list.since[request] = world.week;
  world.count(Flow::nursing_home_requests, person);
  return true;
}

std::uint32_t beds_today(const World& world, Row home) {
  // A household counts its members in a byte.
  constexpr double most = std::numeric_limits<std::uint8_t>::max();
  const double beds = world.households.beds[home] * growth_of_beds(world);
  return static_cast<std::uint32_t>(std::lround(std::min(beds, most)));
}

}  // namespace buurt::care
