#include "care/synthesis/populate.hpp"

#include <algorithm>
#include <cmath>

#include "care/synthesis/dwellings.hpp"
#include "care/synthesis/health.hpp"
#include "care/synthesis/household_positions.hpp"
#include "care/synthesis/households.hpp"
#include "care/synthesis/memberships.hpp"
#include "care/synthesis/organisations.hpp"
#include "care/synthesis/places.hpp"
#include "care/synthesis/traits.hpp"
#include "care/synthesis/volunteers.hpp"
#include "care/world/life_events.hpp"
#include "care/world/service_rules.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

Plan make_plan(const World& world, int years_back) {
  Plan plan;
  const Municipality margins =
      years_back > 0 ? years_before(world.municipality, std::min(years_back, most_years_back),
                                    world.parameters.life.death_rate_factor)
                     : world.municipality;
  const AgeCounts ages = count_by_age(margins);
  const AgeCounts nursing_home = count_nursing_home(margins, ages);
  plan.residents = make_residents(world, ages);
  std::uint32_t in_homes = 0;
  for (const auto& of_sex : nursing_home) {
    for (const std::uint32_t count : of_sex) in_homes += count;
  }
  const HouseholdCounts counts =
      count_households(world.municipality, world.municipality.population - in_homes);
  give_positions(world, ages, nursing_home, counts, plan.residents);
  form_households(world, counts, plan);
  give_household_traits(world, plan);
  return plan;
}

// Neighbourhoods, each followed by its streets.
std::vector<Row> add_streets(World& world, const Settlement& settlement) {
  std::vector<std::vector<std::uint32_t>> streets_of(settlement.neighbourhoods.size());
  for (std::uint32_t s = 0; s < settlement.streets.size(); ++s) {
    streets_of[settlement.streets[s].neighbourhood].push_back(s);
  }
  std::vector<Row> rows(settlement.streets.size());
  for (std::size_t n = 0; n < settlement.neighbourhoods.size(); ++n) {
    const PlannedNeighbourhood& planned = settlement.neighbourhoods[n];
    const Row neighbourhood =
        world.add_place(Identity{engine::mix(engine::name_hash("neighbourhood"), n)},
                        PlaceKind::neighbourhood, planned.x, planned.y, no_row, planned.area);
    for (const std::uint32_t s : streets_of[n]) {
      rows[s] = world.add_place(Identity{engine::mix(engine::name_hash("street place"), s)},
                                PlaceKind::street, settlement.streets[s].x, settlement.streets[s].y,
                                neighbourhood, planned.area);
    }
  }
  return rows;
}

// A household of the plan with its members, in an added dwelling. Members join from the last to
// the first, because the chain of a household grows at its head.
void add_planned_household(World& world, const Plan& plan, const PlannedHousehold& planned,
                           Row dwelling, std::vector<Position>& position) {
  const Row household = world.add_household(planned.identity, dwelling);
  if (planned.kind == Position::collective) {
    world.households.collective[household] = 1;
  }
  const auto members = plan.members_of(planned);
  const auto first = static_cast<Person>(world.people.rows());
  for (std::size_t k = 0; k < members.size(); ++k) {
    const Resident& resident = plan.residents[members[k]];
    const Person person = world.add_person(resident.identity);
    position.push_back(resident.position);
    world.people.sex[person] = resident.sex;
    world.people.birth_week[person] = static_cast<std::int32_t>(world.week) - resident.age_weeks;
    world.people.poverty[person] = planned.poverty ? 1 : 0;
    world.people.origin[person] = planned.mixed && k == 1 ? Origin::belgian : planned.origin;
  }
  for (std::size_t k = members.size(); k-- > 0;) {
    world.join_household(first + static_cast<Person>(k), household);
  }
  if (planned.couple) {
    world.people.partner[first] = first + 1;
    world.people.partner[first + 1] = first;
  }
}

// People take the rows of their dwellings' order, so that those who live close are close in memory.
std::vector<Position> move_in(World& world, const Plan& plan, const Settlement& settlement) {
  const std::vector<Row> streets = add_streets(world, settlement);
  world.vacant = world.rosters.add();
  world.people.reserve(plan.residents.size());
  world.households.reserve(plan.households.size());
  world.dwellings.resize(settlement.dwellings.size());
  std::vector<Position> position;
  position.reserve(plan.residents.size());
  std::vector<Row> empty;
  for (Row dwelling = 0; dwelling < settlement.dwellings.size(); ++dwelling) {
    const PlannedDwelling& planned = settlement.dwellings[dwelling];
    world.dwellings.identity[dwelling] = planned.identity;
    world.dwellings.x[dwelling] = planned.x;
    world.dwellings.y[dwelling] = planned.y;
    world.dwellings.kind[dwelling] = planned.kind;
    world.dwellings.street[dwelling] = streets[planned.street];
    world.dwellings.household[dwelling] = no_row;
    if (planned.household == no_row) {
      empty.push_back(dwelling);
    } else {
      add_planned_household(world, plan, plan.households[planned.household], dwelling, position);
    }
  }
  for (const Row dwelling : empty) {
    world.rosters.join(world.vacant, dwelling, world.dwellings.identity[dwelling],
                       [&](Row seated) { return world.dwellings.identity[seated]; });
  }
  std::vector<std::uint8_t> has_car(world.households.rows());
  Row household = 0;
  for (const PlannedDwelling& planned : settlement.dwellings) {
    if (planned.household == no_row) continue;
    has_car[household++] = plan.households[planned.household].car ? 1 : 0;
  }
  engine::for_blocks(world.people.rows(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) {
      const auto person = static_cast<Person>(p);
      // The first of a household with a car drives it.
      const Row home = world.people.household[person];
      const CarUse car = has_car[home] == 0                              ? CarUse::none
                         : world.households.first_member[home] == person ? CarUse::drives
                                                                         : CarUse::with_licence;
      give_personal_traits(world, person, position[p], car);
    }
  });
  return position;
}

// So many that of the beds for those who live here now, which grow with the norm, the usual share is taken.
void open_beds(World& world) {
  constexpr double most = 255.0;
  for (Row home = 0; home < world.households.rows(); ++home) {
    if (world.households.collective[home] == 0) continue;
    const double beds =
        world.households.members[home] / world.parameters.life.nursing_home_occupancy;
    world.households.beds[home] =
        static_cast<std::uint8_t>(std::min(most, std::ceil(beds / growth_of_beds(world))));
  }
}

}  // namespace

Kinship populate(World& world, int years_back) {
  world.area_names.clear();
  for (const Area& area : world.municipality.areas) world.area_names.push_back(area.name);
  std::vector<Position> position;
  {
    const Plan plan = make_plan(world, years_back);
    position = move_in(world, plan, settle(world, plan));
  }
  give_memberships(world, found_institutions(world));
  found_organisations(world);
  open_beds(world);
  give_everybody_health(world);
  found_schemes(world);
  for (Person person = 0; person < world.people.rows(); ++person) {
    put_on_agenda(world, person, LifeEvent::settles, world.week);
  }
  return find_kin(world, position);
}

}  // namespace buurt::care
