#include "care/processes/year_plan.hpp"

#include <algorithm>

#include "care/processes/loneliness.hpp"
#include "care/processes/meeting.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

constexpr int grown_up = 18;

/// A yearly rate so high that the event comes within the year for all but one in 10⁹.
constexpr double within_the_year = 20.0;

/// The value of the band that holds this age; 0 below the first.
double band_value(const std::vector<int>& from, const std::vector<double>& values, int age) {
  const auto above = std::upper_bound(from.begin(), from.end(), age);
  if (above == from.begin()) return 0.0;
  return values[static_cast<std::size_t>(above - from.begin()) - 1];
}

/// A yearly rate as the chance that it happens within the year.
double chance_of(double yearly_rate) { return 1.0 - engine::exp(-yearly_rate); }

void plan(World& world, Person person, LifeEvent event, Decision decision, double yearly_rate) {
  const engine::Draw draw = world.stream(decision).at(world.people.identity[person], world.week);
  const int in_weeks = week_of_year(chance_of(yearly_rate), draw.uniform());
  if (in_weeks >= 0) {
    put_on_agenda(world, person, event, world.week + 1 + static_cast<std::uint32_t>(in_weeks));
  }
}

void plan_death(World& world, Person person) {
  const double hazard = death_rate(world, world.people.sex[person], world.age(person)) *
                        world.parameters.life.death_rate_factor;
  double& left = world.people.life_left[person];
  if (left >= hazard) {
    left -= hazard;
    return;
  }
  const int in_weeks =
      std::min(weeks_per_year - 1, static_cast<int>(left / hazard * weeks_per_year));
  put_on_agenda(world, person, LifeEvent::death,
                world.week + 1 + static_cast<std::uint32_t>(in_weeks));
}

void plan_birth(World& world, Person person) {
  if (world.people.sex[person] != Sex::woman) return;
  const LifeParameters& p = world.parameters.life;
  const Municipality& m = world.municipality;
  const bool couple = world.people.partner[person] != no_row;
  const double rate = band_value(m.fertility_from, m.fertility, world.age(person)) *
                      p.birth_rate_factor * (couple ? 1.0 : p.birth_rate_factor_single);
  if (rate > 0.0) plan(world, person, LifeEvent::birth, Decision::birth, rate);
}

/// Moves are decided for a household by its eldest member.
void plan_moves(World& world, Person person) {
  const Row household = world.people.household[person];
  if (world.households.collective[household] != 0 || world.head_of(household) != person) return;
  const LifeParameters& p = world.parameters.life;
  constexpr int youngest = 25;
  const double years = std::max(0, world.age(person) - youngest);
  const double decline = engine::exp(-p.moving_decline * years);
  plan(world, person, LifeEvent::moves_within, Decision::moves_within,
       world.municipality.moves_within_share * p.moves_within_factor * decline);
  plan(world, person, LifeEvent::moves_out, Decision::moves_out,
       world.municipality.departures_share * p.departures_factor * decline);
}

void plan_couple(World& world, Person person) {
  const LifeParameters& p = world.parameters.life;
  if (world.households.collective[world.people.household[person]] != 0) return;
  if (const Person partner = world.people.partner[person]; partner != no_row) {
    // One plan a couple: that of the one with the smaller identity.
    if (world.people.identity[person] < world.people.identity[partner]) {
      plan(world, person, LifeEvent::parts, Decision::couple_parts, p.couple_parting_rate);
    }
    return;
  }
  const double years = std::max(0, world.age(person) - grown_up);
  plan(world, person, LifeEvent::looks_for_partner, Decision::couple_forms,
       p.couple_forming_rate * engine::exp(-p.couple_forming_decline * years));
}

void plan_work_and_associations(World& world, Person person) {
  const LifeParameters& p = world.parameters.life;
  People& people = world.people;
  const int age = world.age(person);
  if (people.occupation[person] == Occupation::worker) {
    const bool retires = age >= static_cast<int>(p.retirement_age);
    plan(world, person, LifeEvent::changes_daytime, Decision::daytime_place,
         retires ? within_the_year : p.job_change_rate);
  }
  const int student_until = static_cast<int>(p.study_until);
  if (people.occupation[person] == Occupation::student && age >= student_until) {
    plan(world, person, LifeEvent::changes_daytime, Decision::daytime_place, within_the_year);
  }
  const bool member = people.association[person] != no_row;
  plan(world, person, member ? LifeEvent::leaves_association : LifeEvent::joins_association,
       Decision::joins_association,
       member ? p.association_leaving_rate : p.association_joining_rate);
}

}  // namespace

int week_of_year(double chance, double uniform) {
  if (!(uniform < chance)) return -1;
  return std::min(weeks_per_year - 1, static_cast<int>(uniform / chance * weeks_per_year));
}

void put_on_agenda(World& world, Person person, LifeEvent event, std::uint32_t week) {
  world.agenda.schedule(week,
                        {world.people.identity[person], person, static_cast<std::uint32_t>(event)});
}

double death_rate(const World& world, Sex sex, int age) {
  const Municipality& m = world.municipality;
  return band_value(m.mortality_from, sex == Sex::man ? m.mortality_men : m.mortality_women, age);
}

void plan_year(World& world, Person person) {
  put_on_agenda(world, person, LifeEvent::birthday, world.week + weeks_per_year);
  plan_death(world, person);
  // Sums kept step by step are taken anew every few years, so that rounding cannot pile up.
  constexpr int years_between = 5;
  if (world.age(person) % years_between == 0) world.recount_ties(person);
  world.people.social_hours[person] = social_hours(world, person);
  constexpr int walks_among_others = 3;
  if (world.age(person) >= walks_among_others &&
      world.people.meeting_week[person] == engine::Network::never) {
    plan_next_meeting(world, person);
  }
  if (world.age(person) >= grown_up) {
    plan_birth(world, person);
    if (world.lives_with_parents(person)) {
      const LifeParameters& p = world.parameters.life;
      if (world.age(person) >= static_cast<int>(p.leaving_home_age)) {
        plan(world, person, LifeEvent::leaves_home, Decision::leaves_home, p.leaving_home_rate);
      }
    } else {
      plan_moves(world, person);
    }
    plan_couple(world, person);
  }
  plan_work_and_associations(world, person);
}

}  // namespace buurt::care
