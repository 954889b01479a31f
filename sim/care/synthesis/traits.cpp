#include "care/synthesis/traits.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

#include "care/world/curve.hpp"
#include "care/world/occupations.hpp"
#include "care/world/personal_traits.hpp"

namespace buurt::care {
namespace {

// Indices that tell the draws of a household's reference person apart.
enum DrawIndex : std::uint32_t { of_origin, of_poverty, of_car };

int reference_age(const Plan& plan, const PlannedHousehold& household) {
  return plan.residents[plan.members[household.first]].age();
}

// Chooses households, the more likely the larger their weight, until `wanted` is reached; `counted`
// says by how much a household counts.
void choose(const World& world, const Plan& plan, std::uint32_t index,
            const std::vector<std::uint32_t>& among, double wanted,
            const std::function<double(const PlannedHousehold&)>& weight,
            const std::function<double(const PlannedHousehold&)>& counted,
            std::vector<std::uint32_t>& chosen) {
  const engine::Stream draws = world.stream(Decision::synthesis_household);
  std::vector<std::pair<double, std::uint32_t>> order;
  order.reserve(among.size());
  for (const std::uint32_t h : among) {
    const double w = weight(plan.households[h]);
    if (!(w > 0)) continue;
    order.emplace_back(draws.at(plan.households[h].identity, 0, index).uniform() / w, h);
  }
  std::sort(order.begin(), order.end());
  chosen.clear();
  double sum = 0;
  for (const auto& [rank, h] : order) {
    const double next = counted(plan.households[h]);
    if (sum + next / 2 > wanted) break;
    sum += next;
    chosen.push_back(h);
  }
}

double persons_of(const PlannedHousehold& household) { return household.size(); }

void give_origin(const World& world, Plan& plan, const std::vector<std::uint32_t>& private_ones) {
  // Of couples of foreign origin: one of the two is not (assumed).
  constexpr double mixed_couples = 0.25;
  const engine::Stream draws = world.stream(Decision::synthesis_household);
  for (PlannedHousehold& household : plan.households) {
    household.mixed =
        household.couple && draws.at(household.identity, 0, of_origin).happens(mixed_couples, 1);
  }
  std::vector<std::uint32_t> chosen;
  choose(
      world, plan, of_origin, private_ones,
      world.municipality.foreign_origin_share * static_cast<double>(plan.residents.size()),
      [&](const PlannedHousehold& household) {
        return along({{25, 1.6}, {40, 1.5}, {55, 0.9}, {70, 0.45}, {85, 0.3}},
                     reference_age(plan, household));
      },
      [](const PlannedHousehold& household) {
        return persons_of(household) - (household.mixed ? 1 : 0);
      },
      chosen);
  for (const std::uint32_t h : chosen) plan.households[h].origin = Origin::foreign;
}

void give_poverty(const World& world, Plan& plan, const std::vector<std::uint32_t>& private_ones) {
  const Municipality& m = world.municipality;
  enum Kind : std::size_t { one_person, older_couple, lone_parent, large_family, rest, kinds };
  const std::array<double, kinds> share = {m.poverty_one_person, m.poverty_older_couple,
                                           m.poverty_lone_parent, m.poverty_large_family, 0};
  std::array<std::vector<std::uint32_t>, kinds> of_kind;
  std::array<double, kinds> persons{};
  for (const std::uint32_t h : private_ones) {
    const PlannedHousehold& household = plan.households[h];
    Kind kind = rest;
    if (household.size() == 1) {
      kind = one_person;
    } else if (household.kind == Position::lone_parent) {
      kind = lone_parent;
    } else if (household.couple && household.size() == 2 && reference_age(plan, household) >= 65) {
      kind = older_couple;
    } else if (household.couple && household.children >= 3) {
      kind = large_family;
    }
    of_kind[kind].push_back(h);
    persons[kind] += household.size();
  }
  double wanted_of_rest = m.poverty_all * static_cast<double>(plan.residents.size());
  for (std::size_t kind = 0; kind < rest; ++kind) wanted_of_rest -= share[kind] * persons[kind];
  std::vector<std::uint32_t> chosen;
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    choose(
        world, plan, of_poverty, of_kind[kind],
        kind == rest ? std::max(0.0, wanted_of_rest) : share[kind] * persons[kind],
        [](const PlannedHousehold& household) {
          return household.origin == Origin::foreign ? 2.0 : 1.0;  // assumed
        },
        persons_of, chosen);
    for (const std::uint32_t h : chosen) plan.households[h].poverty = true;
  }
}

void give_cars(const World& world, Plan& plan, const std::vector<std::uint32_t>& private_ones) {
  std::vector<std::uint32_t> chosen;
  choose(
      world, plan, of_car, private_ones,
      world.municipality.car_share * static_cast<double>(private_ones.size()),
      [&](const PlannedHousehold& household) {
        // Larger households drive more, poor and very old ones less (assumed).
        const double size = household.size() == 1 ? 0.35 : household.adults == 1 ? 0.8 : 1.6;
        const double age = along({{72, 1}, {88, 0.35}}, reference_age(plan, household));
        return size * age * (household.poverty ? 0.5 : 1.0);
      },
      [](const PlannedHousehold&) { return 1.0; }, chosen);
  for (const std::uint32_t h : chosen) plan.households[h].car = true;
}

Occupation occupation_at(const World& world, Person person, Position position, double u) {
  const int age_weeks = static_cast<std::int32_t>(world.week) - world.people.birth_week[person];
  const Sex sex = world.people.sex[person];
  const int age = age_weeks / weeks_per_year;
  // Classes are by year of birth, so that half of the youngest have not reached the age yet.
  if (age_weeks < school_from(world) * weeks_per_year - weeks_per_year / 2) {
    return Occupation::at_home;
  }
  if (age < school_until(world)) return Occupation::pupil;
  if (position == Position::collective) return Occupation::retired;
  // Students and employment rates by age (assumed; together about 77 % of 20 to 64 work).
  const double student =
      age > 25
          ? 0.0
          : along({{18, .78}, {19, .70}, {20, .62}, {21, .50}, {22, .33}, {23, .18}, {25, .05}},
                  age);
  const double work = (1 - student) * (sex == Sex::man ? along({{18, .6},
                                                                {22, .82},
                                                                {27, .90},
                                                                {50, .90},
                                                                {56, .83},
                                                                {60, .66},
                                                                {63, .42},
                                                                {65, .15},
                                                                {70, .06},
                                                                {75, 0}},
                                                               age)
                                                       : along({{18, .55},
                                                                {22, .80},
                                                                {27, .86},
                                                                {50, .83},
                                                                {56, .74},
                                                                {60, .55},
                                                                {63, .33},
                                                                {65, .10},
                                                                {70, .03},
                                                                {75, 0}},
                                                               age));
  if (u < student) return Occupation::student;
  if (u < student + work) return Occupation::worker;
  const double left = (u - student - work) / std::max(1e-9, 1 - student - work);
  const double retired =
      age < 58 ? 0.0 : along({{58, .05}, {60, .3}, {63, .7}, {65, .93}, {67, 1}}, age);
  return left < retired ? Occupation::retired : Occupation::at_home;
}

double licence_share(const Municipality& m, Sex sex, int age) {
  if (age < adult_age) return 0;
  // Older women drive less, and so do the very young and the very old (assumed shape).
  if (sex == Sex::man) {
    return std::min(
        1.0, m.licence_men * along({{18, .3}, {24, .95}, {30, 1.05}, {70, 1.05}, {90, .75}}, age));
  }
  return std::min(
      1.0, m.licence_women *
               along({{18, .3}, {24, 1.02}, {30, 1.15}, {58, 1.1}, {70, .85}, {88, .4}}, age));
}

}  // namespace

void give_household_traits(const World& world, Plan& plan) {
  std::vector<std::uint32_t> private_ones;
  for (std::uint32_t h = 0; h < plan.households.size(); ++h) {
    if (plan.households[h].kind != Position::collective) private_ones.push_back(h);
  }
  give_origin(world, plan, private_ones);
  give_poverty(world, plan, private_ones);
  give_cars(world, plan, private_ones);
}

void give_personal_traits(World& world, Person person, Position position, CarUse car) {
  People& people = world.people;
  const Identity identity = people.identity[person];
  const engine::Stream draws = world.stream(Decision::synthesis_person);
  const engine::Draw draw = draws.at(identity, 0, 1);
  const int age = world.age(person);
  people.education[person] = education_at(world.parameters.education, age, draw.uniform(0));
  people.occupation[person] = occupation_at(world, person, position, draw.uniform(1));
  people.car[person] =
      car == CarUse::drives ||
      (car == CarUse::with_licence &&
       draw.happens(licence_share(world.municipality, people.sex[person], age), 2));
  people.sociability[person] = draw_sociability(world, identity);
}

}  // namespace buurt::care
