// What difference between people does, and what contact makes of it.

#include "care/world/difference_rules.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "care/processes/care_town.hpp"
#include "care/processes/programme_town.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/levels.hpp"
#include "care/world/likeness.hpp"
#include "care/world/service_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

constexpr std::uint16_t fully_open = 65535;

/// Two adults of one age, origin, education and ability who do not live together.
std::pair<Person, Person> two_alike(const World& world) {
  const std::vector<Person> people = test::everybody(world);
  for (const Person a : people) {
    if (world.age(a) < adult_age || visibly_limited(world, a)) continue;
    for (const Person b : people) {
      if (a < b && world.people.household[a] != world.people.household[b] &&
          world.age(b) == world.age(a) && world.people.origin[a] == world.people.origin[b] &&
          world.people.education[a] == world.people.education[b] && !visibly_limited(world, b)) {
        return {a, b};
      }
    }
  }
  FAIL("no two are alike");
  return {no_row, no_row};
}

/// Somebody cared for who lives in a town without any need.
Person limited_elder(World& world) {
  const Person person = test::older_people(world, 1).front();
  world.people.function[person] = Function::moderate;
  return person;
}

void set_openness(World& world, std::uint16_t value) {
  for (const Person person : test::everybody(world)) world.people.openness[person] = value;
}

}  // namespace

TEST_CASE("people differ in openness by nature around the mean", "[difference]") {
  const World world = test::small_town();
  std::set<std::uint16_t> found;
  double sum = 0.0;
  for (std::uint64_t who = 1; who <= 2000; ++who) {
    const std::uint16_t openness = draw_openness(world, engine::Identity{engine::mix(who)});
    found.insert(openness);
    sum += openness / 65535.0;
  }
  CHECK(found.size() > 1000);
  // The standard error of the mean is 0.005.
  CHECK(sum / 2000.0 == Approx(world.parameters.difference.openness_mean).margin(0.02));
}

TEST_CASE("who talks with somebody unlike becomes more open, with somebody alike does not",
          "[difference]") {
  World world = test::town_without_needs();
  const auto [a, b] = two_alike(world);
  const double before = openness_of(world, a);
  learn_from_meeting(world, a, b);
  CHECK(openness_of(world, a) == before);
  world.people.function[b] = Function::severe;
  learn_from_meeting(world, a, b);
  CHECK(openness_of(world, a) > before);
  CHECK(openness_of(world, a) < before + 0.05);
}

TEST_CASE("somebody unlike who volunteers teaches more than who does not", "[difference]") {
  World plain = test::town_without_needs();
  const auto [a, b] = two_alike(plain);
  plain.people.function[b] = Function::moderate;
  if (const Row row = plain.volunteers.of(b); row != no_row) plain.volunteers.leave(row);
  plain.people.openness[a] = 10000;
  World valued = plain;
  valued.volunteers.join(b, valued.people.identity[b], 0, VolunteerStage::active, 60, 0);
  learn_from_meeting(plain, a, b);
  learn_from_meeting(valued, a, b);
  CHECK(openness_of(valued, a) > openness_of(plain, a));
}

TEST_CASE("without contact across difference what was learnt fades back to nature",
          "[difference]") {
  World world = test::town_without_needs();
  Parameters parameters = world.parameters;
  parameters.difference.tie_learns = 0.0;
  world.use(parameters);
  const Person person = test::everybody(world).front();
  const double nature = draw_openness(world, world.people.identity[person]) / 65535.0;
  world.people.openness[person] = fully_open;
  const double weeks = parameters.difference.fade_weeks;
  remember_difference(world, person, weeks, openness_kept(world, weeks));
  CHECK(openness_of(world, person) == Approx(0.5 * (nature + 1.0)).margin(1e-3));
}

TEST_CASE("a town in which people have ties to others unlike them is more open than by nature",
          "[difference]") {
  World world = test::small_town();
  double nature = 0.0;
  double after = 0.0;
  for (int look = 0; look < 10; ++look, world.week += 16) {
    for (const Person person : test::everybody(world)) {
      remember_difference(world, person, 16.0, openness_kept(world, 16.0));
    }
  }
  for (const Person person : test::everybody(world)) {
    nature += draw_openness(world, world.people.identity[person]) / 65535.0;
    after += openness_of(world, person);
  }
  CHECK(after > nature);
}

TEST_CASE("openness makes up for part of being unlike and for nothing among those alike",
          "[difference]") {
  World world = test::town_without_needs();
  const auto [a, b] = two_alike(world);
  const auto like_at = [&world, a = a, b = b](std::uint16_t openness) {
    set_openness(world, openness);
    return likeness(world, a, b);
  };
  CHECK(like_at(0) == like_at(fully_open));
  const float alike = like_at(0);
  world.people.origin[b] =
      world.people.origin[a] == Origin::belgian ? Origin::foreign : Origin::belgian;
  CHECK(like_at(fully_open) > like_at(0));
  CHECK(like_at(fully_open) < alike);
  // The usual openness leaves the penalty as it is.
  CHECK(static_cast<double>(like_at(32768) / alike) ==
        Approx(world.parameters.meeting.unlike_origin).epsilon(1e-3));
}

TEST_CASE("who is open helps somebody unlike more readily, and somebody alike no more",
          "[difference]") {
  World world = test::town_without_needs();
  const auto [a, b] = two_alike(world);
  world.people.openness[a] = fully_open;
  CHECK(chance_to_help_unlike(world, a, b, 0.4) == 0.4);
  world.people.function[b] = Function::severe;
  CHECK(chance_to_help_unlike(world, a, b, 0.4) > 0.4);
  world.people.openness[a] = 0;
  CHECK(chance_to_help_unlike(world, a, b, 0.4) < 0.4);
}

TEST_CASE("those who would feel meant stay away from what is labelled, unless they trust services",
          "[difference]") {
  World world = test::town_without_needs();
  const Person limited = limited_elder(world);
  const Person other = test::older_people(world, 2).back();
  std::vector<ProgrammePlan> plans = test::plans(test::meeting_place());
  ProgrammePlan& plan = plans.front();
  world.people.trust_in_services[limited] = coded_score(3.0);
  CHECK(despite_label(world, plan, limited) == 1.0);
  plan.labelled = 1.0;
  CHECK(despite_label(world, plan, other) == 1.0);
  const double doubtful = despite_label(world, plan, limited);
  CHECK(doubtful < 1.0);
  world.people.trust_in_services[limited] = coded_score(9.0);
  CHECK(despite_label(world, plan, limited) > doubtful);
  world.people.function[limited] = Function::independent;
  world.people.poverty[limited] = 1;
  world.people.trust_in_services[limited] = coded_score(3.0);
  CHECK(despite_label(world, plan, limited) == doubtful);
}

TEST_CASE("fewer people of foreign origin take up paid help, and fewer who trust services little",
          "[difference]") {
  World world = test::town_without_needs();
  const auto taken_up = [&world] {
    int yes = 0;
    for (const Person person : test::everybody(world)) {
      yes += accepts(world, person, OrganisationKind::family_care) ? 1 : 0;
    }
    return yes;
  };
  const auto all = [&world](Origin origin, double trust) {
    for (const Person person : test::everybody(world)) {
      world.people.origin[person] = origin;
      world.people.trust_in_services[person] = coded_score(trust);
    }
  };
  all(Origin::belgian, 6.0);
  const int usual = taken_up();
  all(Origin::belgian, 2.0);
  CHECK(taken_up() < usual);
  all(Origin::foreign, 6.0);
  CHECK(taken_up() < usual);
}

TEST_CASE("the language is shared by everybody born into it and by most others", "[difference]") {
  World world = test::small_town();
  int share = 0;
  int all = 0;
  for (const Person person : test::everybody(world)) {
    world.people.origin[person] = Origin::belgian;
    REQUIRE(shares_language(world, person));
    world.people.origin[person] = Origin::foreign;
    share += shares_language(world, person) ? 1 : 0;
    ++all;
  }
  const double expected = 1.0 - world.parameters.difference.no_language;
  CHECK(static_cast<double>(share) / all == Approx(expected).margin(0.05));
}

TEST_CASE("poverty leaves less time for others", "[difference]") {
  World world = test::town_without_needs();
  const Person person = test::older_people(world, 1).front();
  const std::uint32_t before = most_minutes_given(world, person);
  world.people.poverty[person] = 1;
  CHECK(most_minutes_given(world, person) < before);
}
