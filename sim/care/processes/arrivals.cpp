#include "care/processes/arrivals.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "care/world/health_rules.hpp"
#include "care/world/kin_rules.hpp"
#include "care/world/life_events.hpp"
#include "care/world/need_rules.hpp"
#include "care/world/occupations.hpp"
#include "care/world/personal_traits.hpp"
#include "care/world/social_hours.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

using engine::Draw;

constexpr std::uint64_t newcomer = static_cast<std::uint64_t>(Decision::newcomer);

/// Number of events of a week with this mean, by inversion of one uniform.
std::uint32_t poisson(double mean, double uniform) {
  double chance = engine::exp(-mean);
  double up_to = chance;
  std::uint32_t count = 0;
  constexpr std::uint32_t most = 1000;
  while (uniform >= up_to && count < most) {
    ++count;
    chance *= mean / static_cast<double>(count);
    up_to += chance;
  }
  return count;
}

Person settle(World& world, Identity identity, Row household, int age, Sex sex,
              const Draw& traits) {
  People& people = world.people;
  const Person person = world.add_person(identity);
  const auto weeks_since_birthday = static_cast<std::int32_t>(traits.below(weeks_per_year, 3));
  people.birth_week[person] =
      static_cast<std::int32_t>(world.week) - age * weeks_per_year - weeks_since_birthday;
  people.sex[person] = sex;
  people.origin[person] = traits.happens(world.municipality.foreign_origin_share, 0)
                              ? Origin::foreign
                              : Origin::belgian;
  people.education[person] = education_at(world.parameters.education, age, traits.uniform(1));
  people.poverty[person] = traits.happens(world.municipality.poverty_all, 2) ? 1 : 0;
  people.car[person] = 0;
  people.sociability[person] = draw_sociability(world, identity);
  people.eagerness[person] = 1.0F;
  world.join_household(person, household);
  start_daytime(world, person);
  people.social_hours[person] = social_hours(world, person);
  draw_health(world, person);
  if (age >= adult_age) expect_small_need(world, person);
  begin_agenda(world, person, world.week + 1);
  return person;
}

/// Somebody who comes to live near kin. \return how many of the residents are that.
int join_kin(World& world, Person person) {
  const LifeParameters& p = world.parameters.life;
  const engine::Stream draws = world.stream(Decision::newcomer_kin);
  const double near = p.newcomer_kin_here * world.municipality.kin_nearby_share;
  if (!draws.at(world.people.identity[person], world.week).happens(near)) {
    return 0;
  }
  const KinHere kin = find_kin_here(world, person);
  return kin.person == no_row ? 0 : meet_family_here(world, person, kin);
}

void bring_ties(World& world, Person person) {
  const LifeParameters& p = world.parameters.life;
  const auto kin_hours = static_cast<float>(p.newcomer_kin_hours);
  const auto kin_gap_weeks = static_cast<float>(p.newcomer_kin_gap);
  const auto friend_hours = static_cast<float>(p.newcomer_friend_hours);
  const auto friend_gap_weeks = static_cast<float>(p.newcomer_friend_gap);
  const auto somebody = [&](int number) {
    return world.people.identity[person].caused(newcomer, static_cast<std::uint64_t>(number));
  };
  // Kin who live here are so many fewer elsewhere.
  const int here = join_kin(world, person);
  for (int i = here; i < static_cast<int>(p.newcomer_kin); ++i) {
    const TieKind kind = i < 2   ? TieKind::parent_child
                         : i < 4 ? TieKind::sibling
                                 : TieKind::other_kin;
    world.tie_outside(person, somebody(i), kind, kin_hours, kin_gap_weeks);
  }
  for (int i = 0; i < static_cast<int>(p.newcomer_friends); ++i) {
    world.tie_outside(person, somebody(100 + i), TieKind::friendship, friend_hours,
                      friend_gap_weeks);
  }
}

/// Most come young, and some at any age: years over the youngest age are about lognormal. Two uniforms make
/// a bell, which has an end on either side.
int age_of_eldest(const LifeParameters& p, double one, double other) {
  constexpr double over_spread_of_bell = 2.449489742783178;  // root of six
  const double bell = (one + other - 1.0) * over_spread_of_bell;
  const double mean = p.newcomer_age - p.newcomer_age_from;
  const double variance =
      engine::log(1.0 + p.newcomer_age_spread * p.newcomer_age_spread / (mean * mean));
  const double years = mean * engine::exp(std::sqrt(variance) * bell - 0.5 * variance);
  return static_cast<int>(std::min(p.newcomer_age_from + years, p.newcomer_age_to));
}

void settle_household(World& world, Identity identity) {
  const LifeParameters& p = world.parameters.life;
  const Row dwelling = world.pick_vacant(identity, 0);
  if (dwelling == no_row) return;
  const engine::Stream draws = world.stream(Decision::newcomer);
  const Draw draw = draws.at(identity, world.week, 0);
  const Row household = world.add_household(identity.caused(newcomer, 0), dwelling);

  const double kind = draw.uniform(0);
  const bool single = kind < p.newcomer_single;
  const bool couple = !single && kind < p.newcomer_single + p.newcomer_couple;
  const bool family =
      !single && !couple && kind < p.newcomer_single + p.newcomer_couple + p.newcomer_family;
  const bool two_adults = couple || family;
  const bool children = !single && !couple;

  const int age = age_of_eldest(p, draw.uniform(1), draw.uniform(2));
  std::vector<Person> adults;
  std::vector<Person> minors;
  const auto next = [&](int of_age, Sex sex) {
    const auto index = static_cast<std::uint32_t>(adults.size() + minors.size() + 1);
    return settle(world, identity.caused(newcomer, index), household, of_age, sex,
                  draws.at(identity, world.week, index));
  };
  adults.push_back(next(age, draw.happens(p.newcomer_women, 3) ? Sex::woman : Sex::man));
  if (two_adults) {
    const Sex other = world.people.sex[adults[0]] == Sex::woman ? Sex::man : Sex::woman;
    adults.push_back(next(age, other));
  }
  if (children) {
    const Draw ages = draws.at(identity, world.week, 100);
    const Draw sexes = draws.at(identity, world.week, 101);
    const int count = ages.happens(p.newcomer_second_child, 0) ? 2 : 1;
    for (int i = 0; i < count; ++i) {
      const auto years = static_cast<int>(ages.below(adult_age, 1 + static_cast<std::size_t>(i)));
      const int of_age = std::min(years, std::max(0, age - adult_age - 1));
      const bool girl =
          sexes.happens(world.parameters.life.share_of_girls, static_cast<unsigned>(i));
      const Sex sex = girl ? Sex::woman : Sex::man;
      minors.push_back(next(of_age, sex));
    }
  }
  const auto home_hours = static_cast<float>(p.home_hours);
  if (adults.size() == 2) {
    world.people.partner[adults[0]] = adults[1];
    world.people.partner[adults[1]] = adults[0];
    world.tie_at_home(adults[0], adults[1], TieKind::partner, home_hours);
  }
  for (std::size_t i = 0; i < minors.size(); ++i) {
    for (const Person adult : adults) {
      world.tie_at_home(minors[i], adult, TieKind::parent_child, home_hours);
    }
    for (std::size_t j = 0; j < i; ++j) {
      world.tie_at_home(minors[i], minors[j], TieKind::sibling, home_hours);
    }
  }
  world.refresh_home(household);
  for (const Person adult : adults) bring_ties(world, adult);
  for (const Person minor : minors) {
    for (const Person adult : adults) meet_kin_of_parent(world, minor, adult);
  }
  for (const Person adult : adults) set_needs(world, adult);
  for (const Person minor : minors) set_needs(world, minor);
  for (const Person adult : adults) world.count(Flow::moved_in, adult);
  for (const Person minor : minors) world.count(Flow::moved_in, minor);
}

}  // namespace

void arrive(World& world) {
  const LifeParameters& p = world.parameters.life;
  const double children = 1.0 + p.newcomer_second_child;
  const double adults_and_children =
      p.newcomer_single + 2.0 * p.newcomer_couple + (2.0 + children) * p.newcomer_family +
      (1.0 + children) * (1.0 - p.newcomer_single - p.newcomer_couple - p.newcomer_family);
  const double people_a_week = world.municipality.arrivals_share * p.arrivals_factor *
                               world.levers.overall(Lever::arrivals) *
                               static_cast<double>(world.people.size()) / weeks_per_year;
  const double mean = people_a_week / adults_and_children;
  // Large municipalities draw in parts, so that no mean is too large for the inversion.
  constexpr double largest_part = 100.0;
  const auto parts = static_cast<std::uint32_t>(std::ceil(mean / largest_part));
  const Identity town{engine::mix(engine::name_hash("town"), 0)};
  std::uint32_t count = 0;
  for (std::uint32_t part = 0; part < parts; ++part) {
    count += poisson(mean / static_cast<double>(parts),
                     world.stream(Decision::moves_in).at(town, world.week, part).uniform());
  }
  for (std::uint32_t slot = 0; slot < count; ++slot) {
    settle_household(world, town.caused(world.week, slot));
  }
}

}  // namespace buurt::care
