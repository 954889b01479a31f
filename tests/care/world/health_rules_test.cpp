#include "care/world/health_rules.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "care/processes/year_plan.hpp"
#include "care/small_town.hpp"
#include "care/world/life_events.hpp"
#include "care/world/mortality.hpp"
#include "care/world/need_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// Deaths a year that all of that sex and age together come to.
double death_rate(const World& world, Sex sex, int age) {
  return death_rate_of(world.municipality, sex, age) * world.parameters.life.death_rate_factor;
}

double share_with_limits(const World& world, Sex sex, int age) {
  return 1.0 - world.health.shares(sex, age)[0] - world.health.shares(sex, age)[function_levels];
}

double share_with_dementia(const World& world, Sex sex, int age) {
  double share = 0.0;
  for (HealthState s = function_levels; s < health_states; ++s) {
    share += world.health.shares(sex, age)[s];
  }
  return share;
}

/// Somebody well and at home of at least this age, whose death is not foreseen.
Person somebody_well(const World& world, int from_age) {
  for (const Person person : test::everybody(world)) {
    if (world.age(person) >= from_age && is_well(world, person) &&
        test::in_private_household(world, person) && !death_foreseen(world, person)) {
      return person;
    }
  }
  return no_row;
}

/// Lets the agenda of a copy run for one person alone, and gives what it holds by week from now.
std::vector<std::pair<int, LifeEvent>> agenda_of(World world, Person person, int weeks) {
  std::vector<std::pair<int, LifeEvent>> ahead;
  const std::uint32_t now = world.week;
  for (int week = 0; week <= weeks; ++week) {
    for (const engine::Event& event : world.agenda.take(now + static_cast<std::uint32_t>(week))) {
      if (event.who == world.people.identity[person]) {
        ahead.emplace_back(week, static_cast<LifeEvent>(event.what));
      }
    }
  }
  return ahead;
}

int week_of(const std::vector<std::pair<int, LifeEvent>>& ahead, LifeEvent event) {
  for (const auto& [week, what] : ahead) {
    if (what == event) return week;
  }
  return -1;
}

}  // namespace

TEST_CASE("the old are more often limited, and more often have dementia") {
  const World& world = test::small_town();
  for (const Sex sex : {Sex::man, Sex::woman}) {
    for (const int age : {45, 55, 65, 75, 85}) {
      CHECK(share_with_limits(world, sex, age + 10) > share_with_limits(world, sex, age));
    }
    for (const int age : {62, 72, 82}) {
      CHECK(share_with_dementia(world, sex, age + 10) > 1.5 * share_with_dementia(world, sex, age));
    }
    CHECK(share_with_dementia(world, sex, 55) == 0.0);
  }
  CHECK(share_with_limits(world, Sex::woman, 80) > share_with_limits(world, Sex::man, 80));
}

TEST_CASE("dementia is about as common as Flemish experts say") {
  const World& world = test::small_town();
  const auto of_both = [&](int age) {
    return 0.5 * (share_with_dementia(world, Sex::man, age) +
                  share_with_dementia(world, Sex::woman, age));
  };
  CHECK(of_both(67) == Approx(0.016).margin(0.006));
  CHECK(of_both(82) == Approx(0.13).margin(0.03));
  CHECK(of_both(94) == Approx(0.40).margin(0.06));
}

TEST_CASE("every share of a birth cohort is a share") {
  const World& world = test::small_town();
  for (const Sex sex : {Sex::man, Sex::woman}) {
    for (int age = 0; age <= 110; ++age) {
      double all = 0.0;
      for (const double share : world.health.shares(sex, age)) {
        REQUIRE(share >= 0.0);
        all += share;
      }
      REQUIRE(all == Approx(1.0));
    }
  }
}

TEST_CASE("the limited and those with dementia die more, and others of their age less than all") {
  const World& world = test::small_town();
  for (const int age : {70, 80, 90}) {
    double before = 0.0;
    for (const Function function :
         {Function::independent, Function::light, Function::moderate, Function::severe}) {
      const double hazard =
          world.health.death_hazard(Sex::woman, age, health_state(function, false));
      CHECK(hazard > before);
      CHECK(world.health.death_hazard(Sex::woman, age, health_state(function, true)) > hazard);
      before = hazard;
    }
    CHECK(world.health.death_hazard(Sex::woman, age, health_state(Function::independent, false)) <
          death_rate(world, Sex::woman, age));
  }
}

TEST_CASE("function gets worse and sometimes better, by a level at a time") {
  World world = test::small_town();
  int worse = 0;
  int better = 0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 60) continue;
    const auto before = static_cast<int>(world.people.function[person]);
    change_function(world, person);
    const int change = static_cast<int>(world.people.function[person]) - before;
    REQUIRE(std::abs(change) <= 1);
    worse += change == 1;
    better += change == -1;
    if (before == 0) CHECK(change == 1);
    if (before == 3) CHECK(change <= 0);
  }
  CHECK(worse > 100);
  CHECK(better > 10);
  world.audit();
}

TEST_CASE("what stays in hospital take is not drawn a second time for those who may be admitted") {
  // Of the same people, who gets worse rather than better when so many stays take function.
  const auto worse_when = [](double worsens_after_stay, bool at_home) {
    World world = test::small_town();
    Parameters parameters = world.parameters;
    parameters.formal.worsens_after_stay = worsens_after_stay;
    world.use(parameters);
    int worse = 0;
    for (const Person person : test::everybody(world)) {
      if (world.age(person) < 60 || world.in_collective(person) == at_home) continue;
      if (world.people.function[person] == Function::independent) {
        world.people.function[person] = Function::light;
      }
      const Function before = world.people.function[person];
      change_function(world, person);
      worse += world.people.function[person] > before;
    }
    return worse;
  };
  CHECK(worse_when(0.3, true) < worse_when(0.0, true));
  REQUIRE(worse_when(0.0, false) > 0);
  CHECK(worse_when(0.3, false) == worse_when(0.0, false));
}

TEST_CASE("dementia takes away function and its recovery") {
  const World& world = test::small_town();
  for (const Function function : {Function::light, Function::moderate}) {
    const FunctionRates clear =
        world.health.function_rates(Sex::man, 80, health_state(function, false));
    const FunctionRates demented =
        world.health.function_rates(Sex::man, 80, health_state(function, true));
    CHECK(demented.worse > clear.worse);
    CHECK(demented.better < clear.better);
  }
}

TEST_CASE("deaths a year stay what the life table says, whatever health does to who dies") {
  World with = test::small_town();
  Parameters indifferent = with.parameters;
  for (double* factor : {&indifferent.health.death_light, &indifferent.health.death_moderate,
                         &indifferent.health.death_severe, &indifferent.health.death_dementia}) {
    *factor = 1.0;
  }
  for (const Sex sex : {Sex::man, Sex::woman}) {
    for (const int age : {50, 70, 80, 90}) {
      double deaths = 0.0;
      double years = 0.0;
      const double table = death_rate(with, sex, age);
      for (HealthState s = 0; s < health_states; ++s) {
        const double rate = with.health.death_hazard(sex, age, s);
        const double died = 1.0 - std::exp(-rate);
        deaths += with.health.shares(sex, age)[s] * died;
        years += with.health.shares(sex, age)[s] * died / rate;
      }
      // A little less than the table's: those who have just recovered pay for the year before.
      CHECK(deaths / years == Approx(table).epsilon(0.04));
    }
  }
  World without = with;
  without.use(indifferent);
  CHECK(without.health.death_hazard(Sex::man, 80, 3) == Approx(death_rate(with, Sex::man, 80)));
}

TEST_CASE("those who will die of cancer decline in their last months and are known to be dying") {
  World world = test::small_town();
  int cancer = 0;
  int sudden = 0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 50 || !is_well(world, person) || death_foreseen(world, person))
      continue;
    World copy = world;
    // A death in the last week of next year.
    copy.people.life_left[person] = 0.0;
    plan_death(copy, person, 1);
    CHECK(death_foreseen(copy, person));
    const Dying dying = dying_of(copy, person);
    if (dying == Dying::cancer && ++cancer < 6) {
      CHECK(copy.people.function[person] == Function::severe);
      CHECK(copy.people.illness[person] == Illness::palliative);
    }
    if (dying == Dying::sudden && ++sudden < 6) {
      CHECK(copy.people.function[person] == Function::independent);
      CHECK(copy.people.illness[person] == Illness::none);
    }
    if (cancer > 5 && sudden > 5) break;
  }
  CHECK(cancer > 5);
  CHECK(sudden > 5);
}

TEST_CASE("the steps of dying come in order, before a death that was foreseen a year ahead") {
  const World& town = test::small_town();
  int seen = 0;
  for (const Person person : test::everybody(town)) {
    if (town.age(person) < 60 || !is_well(town, person) || death_foreseen(town, person) ||
        dying_of(town, person) != Dying::frailty) {
      continue;
    }
    World world = town;
    // Hazard for this year, and for nearly all of the next.
    const Sex sex = world.people.sex[person];
    const HealthState state = health_state(world, person);
    const double year = world.health.death_hazard(sex, world.age(person), state);
    const double next = world.health.death_hazard(sex, world.age(person) + 1, state);
    // The deaths that losses add are taken off everybody's hazard.
    world.people.life_left[person] =
        (year + 0.99 * next) / (1.0 + world.parameters.grief.deaths_more);
    plan_death(world, person, weeks_per_year);
    REQUIRE(death_foreseen(world, person));
    const auto ahead = agenda_of(world, person, 2 * weeks_per_year + 1);
    const int light = week_of(ahead, LifeEvent::dies_light);
    const int moderate = week_of(ahead, LifeEvent::dies_moderate);
    const int severe = week_of(ahead, LifeEvent::dies_severe);
    const int death = week_of(ahead, LifeEvent::death);
    CHECK(light > 0);
    CHECK(light < moderate);
    CHECK(moderate < severe);
    CHECK(severe < death);
    CHECK(death > 2 * weeks_per_year - 3);
    // The birthdays between change nothing about it.
    plan_death(world, person, weeks_per_year);
    CHECK(agenda_of(world, person, 2 * weeks_per_year + 1).size() == ahead.size());
    if (++seen == 5) break;
  }
  CHECK(seen == 5);
}

TEST_CASE("about one death in seven comes of a sudden") {
  const World& world = test::small_town();
  int sudden = 0;
  int all = 0;
  for (const Person person : test::everybody(world)) {
    sudden += dying_of(world, person) == Dying::sudden;
    ++all;
  }
  const double p = world.parameters.health.dying_sudden;
  CHECK(std::abs(sudden - p * all) < 4.0 * std::sqrt(all * p * (1.0 - p)));
}

TEST_CASE("who is seriously ill recovers in time, unless dying of it") {
  World world = test::small_town();
  const Person person = somebody_well(world, 30);
  fall_ill(world, person);
  CHECK(world.people.illness[person] == Illness::serious);
  CHECK(world.care.need_of(person, NeedKind::comfort) != no_row);
  CHECK(week_of(agenda_of(world, person, 2000), LifeEvent::recovers) > 0);
  recover(world, person);
  CHECK(world.people.illness[person] == Illness::none);
  CHECK_FALSE(world.care.in_need(person));

  sicken_to(world, person, Illness::palliative);
  fall_ill(world, person);
  recover(world, person);
  CHECK(world.people.illness[person] == Illness::palliative);
  world.audit();
}

TEST_CASE("somebody on the way to death gets no better, and never better by dying") {
  World world = test::small_town();
  const Person person = somebody_well(world, 70);
  decline_to(world, person, Function::severe);
  decline_to(world, person, Function::light);
  CHECK(world.people.function[person] == Function::severe);
  world.people.life_left[person] = -1.0;
  for (int time = 0; time < 20; ++time) {
    change_function(world, person);
    ++world.week;
  }
  CHECK(world.people.function[person] == Function::severe);
}

TEST_CASE("most who die had declined before") {
  World world = test::small_town();
  WeekSchedule schedule = make_week();
  int deaths = 0;
  int declined = 0;
  for (int week = 0; week < 3 * weeks_per_year; ++week) {
    live_week(world, schedule);
    engine::Agenda agenda = world.agenda;
    for (const engine::Event& event : agenda.take(world.week)) {
      if (event.what != static_cast<std::uint32_t>(LifeEvent::death) ||
          world.people.identity[event.row] != event.who) {
        continue;
      }
      ++deaths;
      declined += world.people.function[event.row] >= Function::moderate ? 1 : 0;
    }
  }
  CHECK(deaths >= 30);
  CHECK(declined > deaths / 2);
}
