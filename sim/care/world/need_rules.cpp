#include "care/world/need_rules.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "care/world/grief.hpp"
#include "care/world/life_events.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

using Hours = std::array<double, need_kinds>;

constexpr std::array small_kinds = {NeedKind::household, NeedKind::transport, NeedKind::guidance,
                                    NeedKind::company};

constexpr std::size_t at(NeedKind kind) { return static_cast<std::size_t>(kind); }

std::uint16_t minutes_of(double hours) {
  const double minutes = hours * minutes_per_hour + 0.5;
  constexpr double most = std::numeric_limits<std::uint16_t>::max();
  return static_cast<std::uint16_t>(minutes < most ? minutes : most);
}

/// Whether somebody has come to the age from which he or she wants a hand with heavy things.
bool slowed_down(const World& world, Person person) {
  const NeedsParameters& p = world.parameters.needs;
  const int age = world.age(person);
  if (age < p.slower_from) return false;
  const double later =
      world.stream(Decision::slows_down).at(world.people.identity[person], 0).uniform();
  return age >= p.slower_from + later * p.slower_years;
}

/// Hours a week by kind that somebody in this state needs.
Hours hours_needed(const World& world, Person person) {
  const NeedsParameters& p = world.parameters.needs;
  const People& people = world.people;
  Hours hours{};
  const auto slow_down = [&] {
    if (!slowed_down(world, person)) return;
    const auto at_least = [&](NeedKind kind, double least) {
      hours[at(kind)] = std::max(hours[at(kind)], least);
    };
    at_least(NeedKind::household, p.slower_household);
    at_least(NeedKind::transport, p.slower_transport);
    at_least(NeedKind::guidance, p.slower_guidance);
  };
  if (is_well(world, person)) {
    slow_down();
    return hours;
  }
  const auto level = static_cast<std::size_t>(people.function[person]);
  const bool dementia = people.dementia[person] != 0;
  const Illness illness = people.illness[person];
  const auto by_level = [&](double light, double moderate, double severe) {
    return std::array{0.0, light, moderate, severe}[level];
  };
  hours[at(NeedKind::household)] =
      by_level(p.household_light, p.household_moderate, p.household_severe);
  hours[at(NeedKind::personal_care)] = by_level(0.0, p.personal_moderate, p.personal_severe);
  hours[at(NeedKind::nursing)] = by_level(0.0, p.nursing_moderate, p.nursing_severe);
  hours[at(NeedKind::company)] = by_level(p.company_light, p.company_moderate, p.company_severe);
  hours[at(NeedKind::transport)] =
      by_level(p.transport_light, p.transport_moderate, p.transport_severe);
  hours[at(NeedKind::guidance)] = level > 0 ? p.guidance_limited : 0.0;
  // Dementia and illness alone take no hand with heavy things away.
  slow_down();
  if (dementia) {
    hours[at(NeedKind::company)] += p.company_dementia;
    hours[at(NeedKind::guidance)] += p.guidance_dementia;
  }
  if (illness != Illness::none) {
    hours[at(NeedKind::household)] += p.household_ill;
    hours[at(NeedKind::transport)] += p.transport_ill;
  }
  if (illness == Illness::palliative) hours[at(NeedKind::nursing)] += p.nursing_palliative;
  if (world.households.members[people.household[person]] == 1) {
    hours[at(NeedKind::household)] += p.household_alone;
    hours[at(NeedKind::company)] += p.company_alone;
  }
  return hours;
}

void set_need(World& world, Person person, NeedKind kind, std::uint16_t minutes) {
  world.care.set_need(person, world.people.identity[person], kind, minutes, world.week);
}

engine::Draw small_draw(const World& world, Person person) {
  return world.stream(Decision::small_need).at(world.people.identity[person], world.week);
}

NeedKind small_kind(const NeedsParameters& p, double u) {
  if (u < p.small_household) return NeedKind::household;
  u -= p.small_household;
  if (u < p.small_transport) return NeedKind::transport;
  u -= p.small_transport;
  return u < p.small_guidance ? NeedKind::guidance : NeedKind::company;
}

}  // namespace

bool needs_last(const World& world, Person person) {
  return !is_well(world, person) || slowed_down(world, person);
}

void set_needs(World& world, Person person) {
  if (world.in_collective(person)) {
    world.care.each_need(
        person, [&](Row need) { set_need(world, person, world.care.needs.kind[need], 0); });
    return;
  }
  if (!world.care.in_need(person) && !needs_last(world, person)) return;
  const Hours hours = hours_needed(world, person);
  for (std::size_t kind = 0; kind < need_kinds; ++kind) {
    const auto of = static_cast<NeedKind>(kind);
    // A carer's need of relief follows from other things, and comfort has causes of its own.
    if (of == NeedKind::relief || of == NeedKind::comfort) continue;
    set_need(world, person, of, minutes_of(hours[kind]));
  }
  set_comfort(world, person);
}

void set_comfort(World& world, Person person) {
  const NeedsParameters& p = world.parameters.needs;
  double hours = comfort_in_grief(world, person);
  const Illness illness = world.people.illness[person];
  if (illness == Illness::serious) hours += p.comfort_serious;
  if (illness == Illness::palliative) hours += p.comfort_palliative;
  set_need(world, person, NeedKind::comfort,
           world.in_collective(person) ? std::uint16_t{0} : minutes_of(hours));
}

void review_needs(World& world, Person person) {
  if (!needs_last(world, person)) return;
  const Hours hours = world.in_collective(person) ? Hours{} : hours_needed(world, person);
  // These two tell whether somebody has come to live alone, or with others, or to slow down, since.
  for (const NeedKind kind : {NeedKind::company, NeedKind::household}) {
    const Row need = world.care.need_of(person, kind);
    const int minutes = need == no_row ? 0 : world.care.needs.minutes[need];
    if (minutes != minutes_of(hours[at(kind)])) return set_needs(world, person);
  }
}

void set_needs_at_home(World& world, Row household) {
  if (!world.households.alive(household) || world.households.collective[household] != 0) return;
  world.each_member(household, [&](Person person) {
    if (!is_well(world, person)) set_needs(world, person);
  });
}

void expect_small_need(World& world, Person person) {
  const double rate = world.parameters.needs.small_rate;
  if (!(rate > 0.0)) return;
  const double years = -engine::log(1.0 - small_draw(world, person).uniform(0)) / rate;
  constexpr double longest = 60.0;
  const auto weeks =
      static_cast<std::uint32_t>((years < longest ? years : longest) * weeks_per_year);
  put_on_agenda(world, person, LifeEvent::small_need_begins, world.week + 1 + weeks);
}

void begin_small_need(World& world, Person person) {
  const NeedsParameters& p = world.parameters.needs;
  const engine::Draw draw = small_draw(world, person);
  const NeedKind kind = small_kind(p, draw.uniform(1));
  if (needs_last(world, person) || world.in_collective(person) ||
      world.care.need_of(person, kind) != no_row) {
    expect_small_need(world, person);
    return;
  }
  set_need(world, person, kind, minutes_of(p.small_hours));
  // From one week to twice the mean less one, each as likely.
  const auto weeks = static_cast<std::uint32_t>(draw.uniform(2) * (2.0 * p.small_weeks - 1.0));
  put_on_agenda(world, person, LifeEvent::small_need_ends, world.week + 1 + weeks);
}

void end_small_need(World& world, Person person) {
  if (world.care.in_need(person) && !needs_last(world, person)) {
    for (const NeedKind kind : small_kinds) set_need(world, person, kind, 0);
  }
  expect_small_need(world, person);
}

}  // namespace buurt::care
