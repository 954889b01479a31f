// Residents begin something by themselves, keep it going while they have the energy, and leave ties.

#include "care/processes/initiatives.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/processes/programme_town.hpp"
#include "care/world/initiative_rules.hpp"
#include "care/world/levels.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

void change(World& world, double InitiativeParameters::*which, double value) {
  Parameters parameters = world.parameters;
  parameters.initiatives.*which = value;
  world.use(parameters);
}

/// The small town with nothing going on, in which people begin something often.
World eager_town(double sparks = 0.1) {
  World world = test::small_town();
  world.initiatives = {};
  for (const Row place : world.neighbourhoods) world.places.spirit[place] = 0.0F;
  change(world, &InitiativeParameters::sparks, sparks);
  world.flows = {};
  return world;
}

/// Weeks in which nothing but initiatives happens.
void let_pass(World& world, int weeks) {
  for (int week = 0; week < weeks; ++week) {
    live_initiatives(world);
    ++world.week;
  }
}

std::size_t going_on(const World& world) { return world.initiatives.initiatives.size(); }

/// Adults of a neighbourhood who could carry something and have time.
std::vector<Person> able_people(const World& world, Row neighbourhood, std::size_t count) {
  std::vector<Person> found;
  for (const Person person : test::everybody(world)) {
    if (found.size() < count && may_carry(world, person, neighbourhood) &&
        time_for_others(world, person) > 0.3) {
      found.push_back(person);
    }
  }
  REQUIRE(found.size() == count);
  return found;
}

/// Something that so many people carry, in the first neighbourhood.
Row initiative_of(World& world, const std::vector<Person>& people,
                  InitiativeKind kind = InitiativeKind::meet) {
  const Row row = begin_initiative(world, people.front(), kind, world.neighbourhoods.front());
  for (std::size_t i = 1; i < people.size(); ++i) {
    world.initiatives.enter(row, people[i], world.people.identity[people[i]],
                            InitiativeRole::carries, world.week);
  }
  return row;
}

/// A town in which nobody begins anything but what a test puts into it, and nobody stops by chance.
World quiet_town() {
  World world = eager_town(0.0);
  change(world, &InitiativeParameters::leaving, 0.0);
  for (const Person person : test::everybody(world)) world.people.strain[person] = 0.0F;
  return world;
}

double drive(const World& world, Person person) {
  return drive_of(world, person, surroundings_of(world, world.neighbourhood_of(person)));
}

Person somebody_ready(const World& world) {
  for (const Person person : test::everybody(world)) {
    if (!may_carry(
            world, person,
            test::in_private_household(world, person) ? world.neighbourhood_of(person) : no_row)) {
      continue;
    }
    if (world.people.poverty[person] == 0 && drive(world, person) > 0.1) return person;
  }
  FAIL("nobody would begin anything");
  return no_row;
}

}  // namespace

TEST_CASE("residents begin something with a few others, guests come, and it ends one day") {
  World world = eager_town();
  let_pass(world, 104);
  CHECK(test::counted(world, Flow::initiatives_begun) > 0);
  CHECK(test::counted(world, Flow::initiatives_ended) > 0);
  CHECK(test::counted(world, Flow::initiative_visits) > 20);
  const Initiatives& all = world.initiatives.initiatives;
  for (Row row = 0; row < all.rows(); ++row) {
    if (!all.alive(row)) continue;
    CHECK(all.ownership[row] == 1.0F);
    CHECK(all.moved[row] == 0);
  }
  world.initiatives.audit();
  CHECK(test::counted(world, Flow::initiatives_begun) ==
        test::counted(world, Flow::initiatives_ended) + static_cast<std::int64_t>(going_on(world)));
}

TEST_CASE("nothing begins where nobody would, or where more are needed than would join in") {
  World none = eager_town(0.0);
  let_pass(none, 52);
  CHECK(going_on(none) == 0);
  World too_few = eager_town();
  change(too_few, &InitiativeParameters::says_yes, 0.0);
  let_pass(too_few, 52);
  CHECK(test::counted(too_few, Flow::initiatives_begun) == 0);
}

TEST_CASE("those present get to know each other, and guests come to ask more easily") {
  World world = quiet_town();
  const Row here = world.neighbourhoods.front();
  initiative_of(world, able_people(world, here, 6));
  let_pass(world, 26);
  CHECK(test::counted(world, Flow::ties_formed) > 0);
  const Participants& all = world.initiatives.participants;
  int guests = 0;
  for (Row row = 0; row < all.rows(); ++row) {
    if (!all.alive(row) || all.role[row] != InitiativeRole::guest) continue;
    ++guests;
    CHECK(world.people.at_ease[all.person[row]] > 0);
  }
  CHECK(guests > 0);
}

TEST_CASE("an initiative ends when those who carry it have moved away") {
  World world = quiet_town();
  const std::vector<Person> people = able_people(world, world.neighbourhoods.front(), 4);
  initiative_of(world, people);
  const Identity stays = world.people.identity[people[3]];
  let_pass(world, 2);
  REQUIRE(going_on(world) == 1);
  for (const Person person : {people[0], people[1], people[2]}) {
    if (world.people.alive(person)) world.emigrate(person);
  }
  let_pass(world, 1);
  CHECK(going_on(world) == 0);
  CHECK_FALSE(world.initiatives.carries(stays));
  CHECK(world.initiatives.participants.size() == 0);
  CHECK(test::counted(world, Flow::initiatives_ended) == 1);
}

TEST_CASE("work tires the more the fewer share it, and guests and support give part of it back") {
  World world = quiet_town();
  const std::vector<Person> people = able_people(world, world.neighbourhoods.front(), 9);
  const Row few = initiative_of(world, {people[0], people[1], people[2]});
  const Row many = initiative_of(world, {people[3], people[4], people[5], people[6], people[7]});
  CHECK(energy_after(world, few, 0.5, 0.0) < energy_after(world, many, 0.5, 0.0));
  CHECK(energy_after(world, few, 0.0, 0.0) < energy_after(world, few, 1.0, 0.0));
  CHECK(energy_after(world, few, 0.5, 0.0) < energy_after(world, few, 0.5, 0.5));
  CHECK(energy_after(world, few, 1.0, 1.0) <= 1.0);
  int times = 0;
  for (; world.initiatives.initiatives.energy[few] > 0.0F; ++times) {
    REQUIRE(times < 1000);
    world.initiatives.initiatives.energy[few] =
        static_cast<float>(energy_after(world, few, 0.3, 0.0));
  }
  CHECK(times > 2);
  CHECK(times < 30);
}

TEST_CASE("what others have claimed tires more and finds fewer guests") {
  World world = quiet_town();
  const Row row = initiative_of(world, able_people(world, world.neighbourhoods.front(), 4));
  const double own = energy_after(world, row, 0.5, 0.0);
  world.initiatives.initiatives.ownership[row] = 0.3F;
  CHECK(energy_after(world, row, 0.5, 0.0) < own);
  CHECK(welcome_of(world, 0.3) < welcome_of(world, 1.0));
  CHECK(welcome_of(world, 1.0) == 1.0);
}

TEST_CASE("somebody begins something sooner who took part, is encouraged or misses something") {
  World world = quiet_town();
  const Person person = somebody_ready(world);
  const Row here = world.neighbourhood_of(person);
  const double alone = drive(world, person);

  World taken_part = world;
  taken_part.initiatives = {};
  const std::vector<Person> others = able_people(taken_part, here, 4);
  const Row other = begin_initiative(taken_part, others[0] == person ? others[1] : others[0],
                                     InitiativeKind::meet, here);
  const double beside_one = drive(taken_part, person);
  CHECK(beside_one < alone);  // now there is somewhere to go
  const Row guest = taken_part.initiatives.enter(other, person, taken_part.people.identity[person],
                                                 InitiativeRole::guest, taken_part.week);
  double before = beside_one;
  for (const std::uint16_t times : {std::uint16_t{1}, std::uint16_t{3}, std::uint16_t{5}}) {
    taken_part.initiatives.participants.times[guest] = times;
    CHECK(drive(taken_part, person) > before);
    before = drive(taken_part, person);
  }
  taken_part.initiatives.participants.times[guest] = 50;
  CHECK(drive(taken_part, person) == before);
  taken_part.initiatives.participants.last[guest] = 0;
  taken_part.week += 520;
  CHECK(rounds_of(taken_part, person) == 0.0);

  World encouraged = world;
  encouraged.people.encouraged[person] = 255;
  CHECK(drive(encouraged, person) > alone);
  World remembers = world;
  remembers.places.spirit[here] = 0.5F;
  CHECK(drive(remembers, person) > alone);
  World lonely = world;
  for (const Person each : test::everybody(lonely)) {
    lonely.people.loneliness_emotional[each] = 1.0F;
    lonely.people.loneliness_social[each] = 1.0F;
  }
  CHECK(drive(lonely, person) > alone);
}

TEST_CASE("poverty, distrust and want of time keep people from beginning anything") {
  World world = quiet_town();
  const Person person = somebody_ready(world);
  const double before = drive(world, person);
  World poor = world;
  poor.people.poverty[person] = 1;
  CHECK(drive(poor, person) < before);
  World wary = world;
  wary.people.trust_in_neighbours[person] = coded_score(0.0);
  CHECK(drive(wary, person) < before);
  World strained = world;
  strained.people.strain[person] = 1.0F;
  CHECK(drive(strained, person) == 0.0);
}

TEST_CASE("shops that close open a window, and time that comes free is used") {
  World world = quiet_town();
  const Person person = somebody_ready(world);
  const double before = drive(world, person);
  const auto with = [&](Lever lever, double value) {
    World shocked = world;
    LeverPull pull;
    pull.lever = lever;
    pull.value = value;
    shocked.levers.use({pull}, shocked.week);
    return drive(shocked, person);
  };
  CHECK(with(Lever::shops, 0.0) > before);
  CHECK(with(Lever::free_time, 2.0) > before);
}

TEST_CASE("who is asked joins in the sooner the closer the asker and the more have said yes") {
  World world = quiet_town();
  const Person person = somebody_ready(world);
  CHECK(joins_in(world, person, 0.9, 0.0) > joins_in(world, person, 0.1, 0.0));
  CHECK(joins_in(world, person, 0.5, 3.0) > joins_in(world, person, 0.5, 0.0));
}

TEST_CASE(
    "a connector who facilitates supports what residents begin, one who organises takes it over") {
  const auto with = [](double organise) {
    World world = test::town_with(test::connector({{"organise", organise}}));
    world.initiatives = {};
    WeekSchedule schedule = make_week();
    for (int week = 0; week < 3; ++week) live_week(world, schedule);
    return world;
  };
  const World facilitates = with(0.0);
  const World organises = with(1.0);
  const Row here = facilitates.neighbourhoods.front();
  CHECK(support_in(test::small_town(), here) == 0.0);
  CHECK(support_in(facilitates, here) > 0.2);
  CHECK(support_in(organises, here) < support_in(facilitates, here));
  World claimed = organises;
  claimed.initiatives = {};
  const Row row =
      begin_initiative(claimed, able_people(claimed, here, 1).front(), InitiativeKind::meet, here);
  CHECK(claimed.initiatives.initiatives.ownership[row] < 0.5F);
}

TEST_CASE("initiatives are put off where people may not meet") {
  World world = quiet_town();
  initiative_of(world, able_people(world, world.neighbourhoods.front(), 5));
  LeverPull shut;
  shut.lever = Lever::places;
  shut.value = 0.0;
  world.levers.use({shut}, world.week);
  let_pass(world, 26);
  CHECK(going_on(world) == 1);
  CHECK(test::counted(world, Flow::initiative_visits) == 0);
}

TEST_CASE("initiatives arise more where people meet") {
  World apart = eager_town(0.05);
  World together = eager_town(0.05);
  // Everybody comes to a place of meeting, as guests of something that was there before.
  const Row here = together.neighbourhoods.front();
  const std::vector<Person> people = able_people(together, here, 3);
  const Row row = initiative_of(together, people);
  for (const Person person : test::everybody(together)) {
    if (!may_carry(together, person, here) ||
        together.initiatives.carries(together.people.identity[person])) {
      continue;
    }
    const Row guest = together.initiatives.enter(row, person, together.people.identity[person],
                                                 InitiativeRole::guest, together.week);
    together.initiatives.participants.times[guest] = 10;
  }
  together.initiatives.initiatives.next[row] = together.week + 1000;
  const auto sum_of_drives = [&](const World& world) {
    const Surroundings around = surroundings_of(world, here);
    double sum = 0.0;
    for (const Person person : test::everybody(world)) {
      if (may_carry(world, person, here)) sum += drive_of(world, person, around);
    }
    return sum;
  };
  CHECK(sum_of_drives(together) > 1.3 * sum_of_drives(apart));
}
