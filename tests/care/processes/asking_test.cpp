#include "care/processes/asking.hpp"

#include <catch2/catch.hpp>

#include "care/small_town.hpp"
#include "care/world/asking_rules.hpp"
#include "care/world/helping_rules.hpp"
#include "engine/parallel.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// Everybody of 18 and over who lives alone needs the same, and nobody is helped.
World town_in_need(NeedKind kind, double asking_rate = 1.0) {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.helping.asking_rate = asking_rate;
  world.use(parameters);
  world.flows = {};
  for (const Person person : test::everybody(world)) {
    world.care.forget(person);
    world.people.function[person] = Function::independent;
    world.people.dementia[person] = 0;
  }
  for (const Person person : test::everybody(world)) {
    if (!test::in_private_household(world, person) || world.age(person) < 18) continue;
    if (world.households.members[world.people.household[person]] != 1) continue;
    world.care.set_need(person, world.people.identity[person], kind, 240, world.week);
  }
  REQUIRE(world.care.needs.size() > 150);
  return world;
}

std::int64_t flow(const World& world, Flow what) {
  return world.flows.counts[static_cast<std::size_t>(what)][0];
}

void ask_for_weeks(World& world, int weeks) {
  for (int week = 0; week < weeks; ++week) {
    ask_for_help(world);
    ++world.week;
    for (Row need = 0; need < world.care.needs.rows(); ++need) {
      if (world.care.needs.alive(need) && world.care.unmet(need) > 0) {
        ++world.care.needs.unmet_weeks[need];
      }
    }
  }
}

}  // namespace

TEST_CASE("people in need ask some of their own network, and some say yes") {
  World world = town_in_need(NeedKind::household);
  ask_for_weeks(world, 12);
  CHECK(flow(world, Flow::help_requests) > 50);
  CHECK(flow(world, Flow::help_given) > 10);
  CHECK(flow(world, Flow::help_given) < flow(world, Flow::help_requests));
  world.care.audit();
}

TEST_CASE("nobody asks small children, or people who cannot help") {
  World world = town_in_need(NeedKind::company);
  const auto fate = [&](Person person) { return world.people.identity[person].value % 5; };
  for (const Person person : test::everybody(world)) {
    if (world.care.in_need(person)) continue;
    if (fate(person) == 0) world.people.dementia[person] = 1;
    if (fate(person) == 1) world.people.function[person] = Function::severe;
    if (fate(person) == 2) world.people.illness[person] = Illness::palliative;
  }
  world.journal.open = true;
  ask_for_weeks(world, 12);
  int teens = 0;
  for (const Journal::Request& request : world.journal.requests) {
    CHECK(world.age(request.other_row) >= world.parameters.helping.teen_age);
    const bool helpless = !world.care.in_need(request.other_row) && fate(request.other_row) < 3;
    CHECK_FALSE(helpless);
    teens += world.age(request.other_row) < 18 ? 1 : 0;
  }
  CHECK(world.journal.requests.size() > 30);
  CHECK(teens > 0);
}

TEST_CASE("only people of the own network are asked, and not those at home") {
  World world = town_in_need(NeedKind::company);
  ask_for_weeks(world, 12);
  for (Row help = 0; help < world.care.help.rows(); ++help) {
    if (!world.care.help.alive(help)) continue;
    const Person receiver = world.care.needs.person[world.care.help.need[help]];
    const engine::Tie* tie = test::tie_between(world, receiver, world.care.help.giver[help]);
    REQUIRE(tie != nullptr);
    CHECK_FALSE(test::together(*tie));
    CHECK(is_kin(kind_of(tie->kind)) == (world.care.help.source[help] == Source::kin));
  }
}

TEST_CASE("neighbours and friends sooner chat than wash somebody, and never nurse") {
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
  for (const NeedKind kind :
       {NeedKind::company, NeedKind::household, NeedKind::personal_care, NeedKind::nursing}) {
    World world = town_in_need(kind);
    ask_for_weeks(world, 8);
    std::int64_t friends = 0;
    for (Row help = 0; help < world.care.help.rows(); ++help) {
      friends += world.care.help.alive(help) && world.care.help.source[help] == Source::friends;
    }
    CHECK(friends < last);
    last = friends;
  }
  CHECK(last == 0);
}

TEST_CASE("who has waited long asks sooner") {
  World now = town_in_need(NeedKind::household);
  World later = now;
  for (Row need = 0; need < later.care.needs.rows(); ++need) {
    later.care.needs.unmet_weeks[need] = 52;
  }
  ask_for_help(now);
  ask_for_help(later);
  CHECK(flow(later, Flow::help_requests) > flow(now, Flow::help_requests));
}

TEST_CASE("the more people underestimate others, the less they ask") {
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
  for (const int faith : {255, 190, 128}) {
    World world = town_in_need(NeedKind::household);
    for (const Person person : test::everybody(world)) {
      world.people.faith[person] = static_cast<std::uint8_t>(faith);
    }
    ask_for_weeks(world, 6);
    CHECK(flow(world, Flow::help_requests) < last);
    last = flow(world, Flow::help_requests);
  }
}

TEST_CASE("people begin by believing in a half to all of others' willingness") {
  const World& world = test::small_town();
  double sum = 0.0;
  int people = 0;
  for (const Person person : test::everybody(world)) {
    const double faith =
        static_cast<double>(draw_faith(world, world.people.identity[person])) / 255;
    CHECK(faith >= 0.498);
    sum += faith;
    ++people;
  }
  CHECK(sum / people == Approx(1.0 - world.parameters.helping.pessimism).margin(0.01));
}

TEST_CASE("a yes teaches that others are willing, a no that they are not") {
  World world = test::small_town();
  const Person person = test::everybody(world).front();
  world.people.faith[person] = 180;
  const double before = faith_in_others(world, person);
  learn_from_answer(world, person, true);
  const double after_yes = faith_in_others(world, person);
  CHECK(after_yes > before);
  for (int time = 0; time < 50; ++time) learn_from_answer(world, person, true);
  CHECK(faith_in_others(world, person) > 0.99);
  learn_from_answer(world, person, false);
  CHECK(faith_in_others(world, person) < 0.99);
  for (int time = 0; time < 50; ++time) learn_from_answer(world, person, false);
  CHECK(faith_in_others(world, person) == Approx(0.5).margin(0.02));
}

TEST_CASE("who is owed a favour asks sooner, who owes one later") {
  World world = test::small_town();
  for (const Person person : test::everybody(world)) world.care.forget(person);
  const auto people = test::everybody(world);
  const Person person = people[0];
  const Person other = people[1];
  Asked asked{0.5, 0.6, balance_of_favours(world, person, other)};
  CHECK(asked.balance == 0.0);
  const double even = logit_of_asking(world, person, 0.0, asked);
  const Row need =
      world.care.set_need(other, world.people.identity[other], NeedKind::company, 60, 1);
  world.care.give(need, person, world.people.identity[person], Source::friends, 60, 1);
  asked.balance = balance_of_favours(world, person, other);
  CHECK(asked.balance == 1.0);
  CHECK(logit_of_asking(world, person, 0.0, asked) ==
        Approx(even + world.parameters.helping.ask_reciprocity));
  CHECK(balance_of_favours(world, other, person) == -1.0);
  for (const NeedKind kind : {NeedKind::company, NeedKind::transport}) {
    const Row own = world.care.set_need(person, world.people.identity[person], kind, 60, 1);
    world.care.give(own, other, world.people.identity[other], Source::friends, 30, 1);
  }
  CHECK(balance_of_favours(world, person, other) == 0.0);
  CHECK(balance_of_favours(world, other, person) == 0.0);
}

TEST_CASE("older people answer on asking as in the survey of the Red Cross Netherlands") {
  const AskingPattern pattern = asking_pattern(test::small_town());
  REQUIRE(pattern.known);
  CHECK(pattern.readily_a_stranger == Approx(9.0).margin(5.0));
  CHECK(pattern.never_a_stranger == Approx(50.0).margin(8.0));
  CHECK(pattern.hesitates_even_so == Approx(40.0).margin(8.0));
  CHECK(pattern.at_ease_with_own == Approx(75.0).margin(8.0));
}

TEST_CASE("asking makes a hidden need known") {
  World world = town_in_need(NeedKind::household);
  ask_for_weeks(world, 26);
  std::int64_t known = 0;
  for (Row need = 0; need < world.care.needs.rows(); ++need) {
    known += world.care.needs.alive(need) && world.care.needs.state[need] == NeedState::known;
  }
  CHECK(known > 20);
  CHECK(known <= flow(world, Flow::help_requests));
}

TEST_CASE("nobody gives more than the time there is, however many ask") {
  World world = town_in_need(NeedKind::company);
  ask_for_weeks(world, 40);
  for (const Person person : test::everybody(world)) {
    if (!world.care.gives(person)) continue;
    const double hours = world.care.minutes_given(person) / 60.0;
    CHECK(hours <= world.parameters.helping.free_hours_retired);
  }
}

TEST_CASE("asking comes out the same on any number of threads") {
  std::uint64_t first = 0;
  for (const int threads : {1, 7}) {
    World world = town_in_need(NeedKind::household);
    engine::with_threads(threads, [&] {
      ask_for_weeks(world, 6);
      return 0;
    });
    if (threads == 1) first = world.hash();
    CHECK(world.hash() == first);
  }
}

TEST_CASE("who helps already is spared, so that more people help with less each") {
  const auto helpers = [](double again) {
    World world = town_in_need(NeedKind::household);
    Parameters parameters = world.parameters;
    parameters.helping.ask_helper_again = again;
    parameters.helping.kin_minutes = 30;
    parameters.helping.friend_minutes = 30;
    world.use(parameters);
    ask_for_weeks(world, 52);
    double givers = 0.0;
    double minutes = 0.0;
    for (Row help = 0; help < world.care.help.rows(); ++help) {
      if (!world.care.help.alive(help)) continue;
      givers += 1.0;
      minutes += world.care.help.minutes[help];
    }
    return minutes / givers;
  };
  CHECK(helpers(0.05) < helpers(1.0));
}

TEST_CASE("women are asked as much sooner than men as the parameter says") {
  const auto share_of_women = [](double sooner) {
    World world = town_in_need(NeedKind::company);
    Parameters parameters = world.parameters;
    parameters.helping.ask_women = sooner;
    world.use(parameters);
    world.journal.open = true;
    double women = 0.0;
    double all = 0.0;
    for (int week = 0; week < 26; ++week) {
      world.journal.requests.clear();
      ask_for_weeks(world, 1);
      for (const auto& request : world.journal.requests) {
        all += 1.0;
        women += world.people.sex[request.other_row] == Sex::woman ? 1.0 : 0.0;
      }
    }
    REQUIRE(all > 300);
    return women / all;
  };
  const double alike = share_of_women(1.0);
  CHECK(share_of_women(3.0) > alike + 0.1);
}
