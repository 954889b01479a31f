#include "care/world/respite_rules.hpp"

#include <algorithm>

#include "care/world/helping_rules.hpp"
#include "care/world/levels.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// What so many hours of respite a week can do at most, 0 to 1.
double reach(const ReliefParameters& p, double hours) {
  return hours > 0.0 ? hours / (hours + p.felt_hours) : 0.0;
}

}  // namespace

double respite_hours(const World& world, Person carer) {
  if (!world.care.in_need(carer)) return 0.0;
  const Row need = world.care.need_of(carer, NeedKind::relief);
  return need == no_row || world.care.away(carer) ? 0.0
                                                  : world.care.needs.met[need] / minutes_per_hour;
}

std::uint16_t relief_needed(const World& world, Person carer) {
  const ReliefParameters& p = world.parameters.relief;
  const double hours = world.care.minutes_given(carer) / minutes_per_hour;
  const bool needed =
      hours > 0.0 &&
      (hours >= p.hours_from || static_cast<double>(world.people.strain[carer]) >= p.strain_from);
  if (!needed || world.in_collective(carer)) return 0;
  return static_cast<std::uint16_t>(std::min(p.share * hours, p.most_hours) * minutes_per_hour +
                                    0.5);
}

RespitePace::RespitePace(const ReliefParameters& p)
    : fades(1.0 - engine::pow(0.5, 1.0 / p.half_life)),
      wish_follows(1.0 - engine::exp(-static_cast<double>(weeks_between_looks) / p.wish_weeks)) {}

void feel_relief(World& world, const RespitePace& pace, Person carer, double respite) {
  const ReliefParameters& p = world.parameters.relief;
  std::uint8_t& relief = world.people.relief[carer];
  if (relief == 0 && !(respite > 0.0)) return;
  double felt = level(relief);
  const double renewed = p.rate * reach(p, respite);
  for (std::uint32_t week = 0; week < weeks_between_looks; ++week) {
    felt += renewed * (1.0 - felt) - pace.fades * felt;
  }
  relief = moved_level(relief, felt);
}

void rest(World& world, Person carer, double hours) {
  const ReliefParameters& p = world.parameters.relief;
  std::uint8_t& relief = world.people.relief[carer];
  const double felt = level(relief);
  relief = moved_level(relief, felt + p.rate * reach(p, hours) * (1.0 - felt));
}

void wish_for_a_home(World& world, const RespitePace& pace, Person carer, double respite) {
  std::uint8_t& wish = world.people.wish[carer];
  if (!world.care.gives(carer)) {
    // There is nobody to wish it for.
    wish = 0;
    return;
  }
  const ReliefParameters& p = world.parameters.relief;
  constexpr double weeks = weeks_between_looks;
  const double now = level(wish);
  double goal = now + pace.wish_follows * (felt_strain(world, carer) - now);
  if (respite > 0.0) goal *= engine::pow(1.0 - p.wish_drop * reach(p, respite), weeks);
  wish = moved_level(wish, goal);
}

void set_relief_needs(World& world, const std::vector<std::vector<ReliefNeed>>& found) {
  CareBook& care = world.care;
  for (const auto& of_block : found) {
    for (const ReliefNeed& need : of_block) {
      care.set_need(need.carer, world.people.identity[need.carer], NeedKind::relief, need.minutes,
                    world.week);
    }
  }
}

}  // namespace buurt::care
