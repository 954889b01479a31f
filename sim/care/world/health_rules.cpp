#include "care/world/health_rules.hpp"

#include <algorithm>

#include "care/world/helping_rules.hpp"
#include "care/world/hospital_rules.hpp"
#include "care/world/life_events.hpp"
#include "care/world/need_rules.hpp"
#include "care/world/noticing_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

constexpr std::array<double, health_states> as_all = {1, 1, 1, 1, 1, 1, 1, 1};

void put_in(World& world, Person person, LifeEvent event, int weeks) {
  put_on_agenda(world, person, event, world.week + 1 + static_cast<std::uint32_t>(weeks));
}

/// Weeks until something that happens at this yearly rate, or −1 when it is not before `weeks`.
int wait(double yearly_rate, double uniform, int weeks) {
  const double expected = yearly_rate * weeks / weeks_per_year;
  // 1 − exp(−x) is at most x, so most need no exponential.
  if (!(uniform < expected)) return -1;
  const double in_weeks = -engine::log(1.0 - uniform) / yearly_rate * weeks_per_year;
  return in_weeks < weeks ? static_cast<int>(in_weeks) : -1;
}

/// Changes of function outside hospital. The table holds all of them, so that what stays in hospital are
/// expected to take, as long as nothing is unmet, is left out here.
FunctionRates function_rates(const World& world, Person person) {
  FunctionRates rates = world.health.function_rates(world.people.sex[person], world.age(person),
                                                    health_state(world, person));
  if (world.in_collective(person) || !needs_last(world, person)) return rates;
  const FormalParameters& p = world.parameters.formal;
  const double in_hospital =
      usual_admission_rate(p, world.people.function[person]) * p.worsens_after_stay;
  rates.worse = std::max(0.0, rates.worse - in_hospital);
  return rates;
}

void plan_function(World& world, Person person, double uniform, int weeks) {
  const FunctionRates rates = function_rates(world, person);
  const int in_weeks = wait(rates.worse + rates.better, uniform, weeks);
  if (in_weeks >= 0) put_in(world, person, LifeEvent::function_changes, in_weeks);
}

int weeks_to_birthday(const World& world, Person person) {
  const auto lived = static_cast<std::int32_t>(world.week) - world.people.birth_week[person];
  return weeks_per_year - lived % weeks_per_year;
}

/// Weeks before death in which each step of dying comes.
struct Steps {
  double serious = 0;
  double light = 0;
  double moderate = 0;
  double severe = 0;
  double palliative = 0;
};

Steps steps_of(const HealthParameters& p, Dying dying) {
  switch (dying) {
    case Dying::sudden: return {};
    case Dying::cancer:
      return {p.cancer_serious, p.cancer_light, p.cancer_moderate, p.cancer_severe,
              p.cancer_palliative};
    case Dying::organ_failure:
      return {p.organ_serious, p.organ_light, p.organ_moderate, p.organ_severe, p.organ_palliative};
    case Dying::frailty:
      return {0.0, p.frailty_light, p.frailty_moderate, p.frailty_severe, p.frailty_palliative};
  }
  return {};
}

engine::Draw dying_draw(const World& world, Person person) {
  return world.stream(Decision::dying).at(world.people.identity[person], 0);
}

/// Puts death on the agenda, and before it the week in which it is decided where to die.
void set_death(World& world, Person person, int in_weeks) {
  put_in(world, person, LifeEvent::death, in_weeks);
  world.people.life_left[person] = -2.0 - world.week - in_weeks;
  if (dying_of(world, person) == Dying::sudden) return;
  const double before =
      2.0 * world.parameters.dying.last_weeks * dying_draw(world, person).uniform(3);
  put_in(world, person, LifeEvent::faces_death, std::max(0, in_weeks - static_cast<int>(before)));
}

/// Puts death on the agenda, and the steps that lead to it; those that are overdue are taken now.
void foresee_death(World& world, Person person, int in_weeks) {
  const HealthParameters& p = world.parameters.health;
  set_death(world, person, in_weeks);
  const Dying dying = dying_of(world, person);
  if (dying == Dying::sudden) return;
  const engine::Draw draw = dying_draw(world, person);
  const Steps steps = steps_of(p, dying);
  const double pace = 1.0 + p.dying_spread * (2.0 * draw.uniform(1) - 1.0);
  const bool expected = dying == Dying::cancer || draw.happens(p.dying_expected, 2);
  const auto step = [&](double weeks_before, LifeEvent event, auto&& take) {
    if (!(weeks_before > 0.0)) return;
    const int ahead = in_weeks - static_cast<int>(weeks_before * pace);
    if (ahead >= 0) {
      put_in(world, person, event, ahead);
    } else {
      take();
    }
  };
  const auto decline = [&](double weeks_before, LifeEvent event, Function level) {
    step(weeks_before, event, [&] { decline_to(world, person, level); });
  };
  const auto sicken = [&](double weeks_before, LifeEvent event, Illness illness) {
    step(weeks_before, event, [&] { sicken_to(world, person, illness); });
  };
  decline(steps.light, LifeEvent::dies_light, Function::light);
  decline(steps.moderate, LifeEvent::dies_moderate, Function::moderate);
  decline(steps.severe, LifeEvent::dies_severe, Function::severe);
  sicken(steps.serious, LifeEvent::dies_serious, Illness::serious);
  if (expected) sicken(steps.palliative, LifeEvent::dies_palliative, Illness::palliative);
}

/// The hazard of death of a year at this age, in the state of today, without what a loss adds; the
/// deaths that losses add in all are taken off everybody's.
double year_of_hazard(const World& world, Person person, int age) {
  return world.health.death_hazard(world.people.sex[person], age, health_state(world, person)) *
         risk_of_unmet_need(world, person) / (1.0 + world.parameters.grief.deaths_more);
}

/// Weeks that two stretches of weeks have in common.
int common_weeks(int from, int to, int other_from, int other_to) {
  return std::max(0, std::min(to, other_to) - std::max(from, other_from));
}

}  // namespace

Dying dying_of(const World& world, Person person) {
  const HealthParameters& p = world.parameters.health;
  double u = dying_draw(world, person).uniform(0);
  if (u < p.dying_sudden) return Dying::sudden;
  u -= p.dying_sudden;
  if (u < p.dying_cancer) return Dying::cancer;
  u -= p.dying_cancer;
  return u < p.dying_organ ? Dying::organ_failure : Dying::frailty;
}

void draw_health(World& world, Person person, const std::array<double, health_states>& ratio) {
  const HealthParameters& p = world.parameters.health;
  People& people = world.people;
  const engine::Draw draw =
      world.stream(Decision::first_health).at(people.identity[person], world.week);
  // Between two birthdays the shares lie between those of the two ages.
  const int weeks_ahead = weeks_to_birthday(world, person);
  const bool later = draw.uniform(0) * weeks_per_year >= weeks_ahead;
  const auto& shares = world.health.shares(people.sex[person], world.age(person) + (later ? 1 : 0));
  double all = 0.0;
  for (std::size_t s = 0; s < health_states; ++s) all += shares[s] * ratio[s];
  double left = draw.uniform(1) * all;
  HealthState state = 0;
  while (state + 1 < health_states && left >= shares[state] * ratio[state]) {
    left -= shares[state] * ratio[state];
    ++state;
  }
  people.function[person] = function_in(state);
  people.dementia[person] = dementia_in(state) ? 1 : 0;
  const double ill =
      world.health.illness_rate(world.age(person)) * p.illness_weeks / weeks_per_year;
  if (!draw.happens(ill / (1.0 + ill), 2)) return;
  people.illness[person] = Illness::serious;
  put_in(world, person, LifeEvent::recovers,
         static_cast<int>(-engine::log(1.0 - draw.uniform(3)) * p.illness_weeks));
}

void draw_health(World& world, Person person) { draw_health(world, person, as_all); }

void plan_health(World& world, Person person, int weeks) {
  const engine::Draw draw =
      world.stream(Decision::health_year).at(world.people.identity[person], world.week);
  plan_function(world, person, draw.uniform(0), weeks);
  const int age = world.age(person);
  if (world.people.dementia[person] == 0) {
    const int in_weeks = wait(world.health.dementia_rate(age), draw.uniform(1), weeks);
    if (in_weeks >= 0) put_in(world, person, LifeEvent::dementia_begins, in_weeks);
  }
  if (world.people.illness[person] == Illness::none) {
    const int in_weeks = wait(world.health.illness_rate(age), draw.uniform(2), weeks);
    if (in_weeks >= 0) put_in(world, person, LifeEvent::falls_ill, in_weeks);
  }
}

void plan_death(World& world, Person person, int weeks) {
  if (death_foreseen(world, person)) return;
  double& left = world.people.life_left[person];
  const int age = world.age(person);
  const double hazard = year_of_hazard(world, person, age) * weeks / weeks_per_year *
                        risk_of_loss(world, person, 0, weeks);
  if (left < hazard) {
    foresee_death(world, person, std::min(weeks - 1, static_cast<int>(left / hazard * weeks)));
    return;
  }
  left -= hazard;
  const double next_hazard =
      year_of_hazard(world, person, age + 1) * risk_of_loss(world, person, weeks, weeks_per_year);
  if (left < next_hazard) {
    const int in_year = static_cast<int>(left / next_hazard * weeks_per_year);
    foresee_death(world, person, weeks + std::min(weeks_per_year - 1, in_year));
  }
}

double risk_of_unmet_need(const World& world, Person person) {
  if (!world.care.in_need(person)) return 1.0;
  const HealthParameters& p = world.parameters.health;
  const Function function = world.people.function[person];
  const double factor = function == Function::light      ? p.death_unmet_light
                        : function == Function::moderate ? p.death_unmet_moderate
                                                         : 1.0;
  if (factor == 1.0) return 1.0;
  return engine::pow(factor, unmet_share(world, person) - p.unmet_usual);
}

double risk_of_loss(const World& world, Person person, int from, int weeks) {
  const std::uint16_t lost = world.people.partner_lost[person];
  if (lost == 0 || weeks <= 0) return 1.0;
  const GriefParameters& p = world.parameters.grief;
  const int begins = static_cast<int>(world.week) + from - (lost - 1);
  const int early = static_cast<int>(p.early_weeks);
  const int later = static_cast<int>(p.later_weeks);
  const double more = (p.death_early - 1.0) * common_weeks(begins, begins + weeks, 0, early) +
                      (p.death_later - 1.0) * common_weeks(begins, begins + weeks, early, later);
  return 1.0 + more / weeks;
}

void hasten_death(World& world, Person person) {
  const GriefParameters& p = world.parameters.grief;
  if (!death_foreseen(world, person)) {
    // Nothing happens before the next birthday, nor in the year after it: the risk counts then.
    const int weeks = weeks_to_birthday(world, person);
    const double year = year_of_hazard(world, person, world.age(person));
    double& left = world.people.life_left[person];
    const double more =
        year * weeks / weeks_per_year * (risk_of_loss(world, person, 0, weeks) - 1.0);
    constexpr double nothing = 1e-12;
    left = std::max(nothing, left - more);
    return;
  }
  // Each week counts for as many as its risk, until the weeks that were left are lived through.
  const std::uint32_t dies = week_of_death(world, person);
  if (dies <= world.week + 1) return;
  double to_live = dies - world.week;
  int weeks = 0;
  while (to_live > 0.0) {
    to_live -= weeks < static_cast<int>(p.early_weeks)   ? p.death_early
               : weeks < static_cast<int>(p.later_weeks) ? p.death_later
                                                         : 1.0;
    ++weeks;
  }
  if (world.week + static_cast<std::uint32_t>(weeks) < dies) set_death(world, person, weeks - 1);
}

void bring_death(World& world, Person person) {
  if (death_foreseen(world, person) && week_of_death(world, person) <= world.week + 1) return;
  set_death(world, person, 0);
}

void change_function(World& world, Person person) {
  const FunctionRates rates = function_rates(world, person);
  const double all = rates.worse + rates.better;
  if (!(all > 0.0)) return;
  const engine::Draw draw =
      world.stream(Decision::function_changes).at(world.people.identity[person], world.week);
  const auto level = static_cast<int>(world.people.function[person]);
  const bool worse = draw.uniform(0) * all < rates.worse;
  // Nobody recovers from what he or she is dying of.
  if (worse || !death_foreseen(world, person)) {
    world.people.function[person] = static_cast<Function>(worse ? level + 1 : level - 1);
    set_needs(world, person);
  }
  const int weeks = weeks_to_birthday(world, person) - 1;
  if (weeks > 0) plan_function(world, person, draw.uniform(1), weeks);
}

void begin_dementia(World& world, Person person) {
  world.people.dementia[person] = 1;
  set_needs(world, person);
}

void fall_ill(World& world, Person person) {
  if (world.people.illness[person] != Illness::none) return;
  sicken_to(world, person, Illness::serious);
  const engine::Draw draw =
      world.stream(Decision::illness_lasts).at(world.people.identity[person], world.week);
  put_in(
      world, person, LifeEvent::recovers,
      static_cast<int>(-engine::log(1.0 - draw.uniform()) * world.parameters.health.illness_weeks));
}

void recover(World& world, Person person) {
  if (world.people.illness[person] != Illness::serious) return;
  if (death_foreseen(world, person) && dying_of(world, person) != Dying::sudden) return;
  world.people.illness[person] = Illness::none;
  set_needs(world, person);
}

void decline_to(World& world, Person person, Function level) {
  if (world.people.function[person] >= level) return;
  world.people.function[person] = level;
  set_needs(world, person);
}

void sicken_to(World& world, Person person, Illness illness) {
  if (world.people.illness[person] >= illness) return;
  world.people.illness[person] = illness;
  set_needs(world, person);
  stand_by(world, person, world.parameters.noticing.around_illness);
}

void lose_function(World& world, Person person) {
  const Function function = world.people.function[person];
  if (function == Function::severe) return;
  decline_to(world, person, static_cast<Function>(static_cast<std::uint8_t>(function) + 1));
}

}  // namespace buurt::care
