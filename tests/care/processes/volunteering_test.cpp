#include "care/processes/volunteering.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "care/processes/asking.hpp"
#include "care/processes/care_town.hpp"
#include "care/processes/desks.hpp"
#include "care/world/service_rules.hpp"
#include "engine/parallel.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// A town without volunteers, schemes or needs.
World town_without_volunteers() {
  World world = test::town_without_needs();
  VolunteerBook& book = world.volunteers;
  for (Row row = 0; row < book.volunteers.rows(); ++row) {
    if (book.volunteers.alive(row)) book.leave(row);
  }
  for (Row row = 0; row < book.schemes.rows(); ++row) book.schemes.open[row] = 0;
  return world;
}

Row scheme_of(World& world, SchemeKind kind, double coordinator_hours, double known = 1.0,
              std::uint32_t wanted = 0, std::uint64_t number = 1) {
  return open_scheme(world, Identity{engine::mix(number)}, kind, 0,
                     static_cast<std::uint16_t>(world.neighbourhoods.size()), wanted,
                     coordinator_hours, known);
}

/// So many volunteers who offer minutes a week, and have been there for a year.
std::vector<Row> volunteers_for(World& world, Row scheme, std::size_t count,
                                std::uint16_t minutes = 240) {
  std::vector<Row> joined;
  for (const Person person : test::everybody(world)) {
    if (joined.size() == count || !may_volunteer(world, person)) continue;
    if (world.age(person) < 25 || world.age(person) >= 68) continue;
    const Row row =
        world.volunteers.join(person, world.people.identity[person], scheme, VolunteerStage::active,
                              minutes, static_cast<std::int32_t>(world.week) - 52);
    world.volunteers.volunteers.idle_since[row] = world.week;
    joined.push_back(row);
  }
  REQUIRE(joined.size() == count);
  return joined;
}

void volunteer_for(World& world, int weeks) {
  for (int week = 0; week < weeks; ++week) {
    volunteer(world);
    ++world.week;
  }
}

void change(World& world, double VolunteeringParameters::*which, double value) {
  Parameters parameters = world.parameters;
  parameters.volunteering.*which = value;
  world.use(parameters);
}

std::size_t helping(const World& world) {
  std::size_t count = 0;
  for (Row help = 0; help < world.care.help.rows(); ++help) {
    count += world.care.help.alive(help) && world.care.help.source[help] == Source::volunteers;
  }
  return count;
}

/// Needs of old people, known, that stand at a desk.
void requests_at(World& world, Row scheme, NeedKind kind, std::size_t count,
                 std::uint16_t minutes = 120) {
  for (const Person person : test::older_people(world, count)) {
    const Row need = test::open_need(world, person, kind, minutes);
    notice(world, need);
    bring_to_desk(world, need, scheme, 0);
  }
}

}  // namespace

TEST_CASE("idle volunteers leave sooner than those who help") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::visiting, 38.0);
  const Row idle = volunteers_for(world, scheme, 1).front();
  world.volunteers.volunteers.idle_since[idle] = not_idle;
  const double busy = leaving_rate(world, idle);
  world.volunteers.volunteers.idle_since[idle] = world.week - 4;
  const double after_four_weeks = leaving_rate(world, idle);
  world.volunteers.volunteers.idle_since[idle] = world.week - 26;
  const double after_half_a_year = leaving_rate(world, idle);
  CHECK(busy < after_four_weeks);
  CHECK(after_four_weeks < after_half_a_year);
  CHECK(after_half_a_year > 2.0 * busy);
}

TEST_CASE("thanks and a coordinator's support keep volunteers, tenure and no strain too") {
  World world = town_without_volunteers();
  const Row with = scheme_of(world, SchemeKind::visiting, 38.0, 1.0, 0, 1);
  const Row without = scheme_of(world, SchemeKind::visiting, 0.0, 1.0, 0, 2);
  const Row supported = volunteers_for(world, with, 20).front();
  const Row alone = volunteers_for(world, without, 20).front();
  CHECK(leaving_rate(world, supported) < leaving_rate(world, alone));
  const double unthanked = leaving_rate(world, supported);
  thank_volunteers(world, with);
  const double thanked = leaving_rate(world, supported);
  CHECK(thanked == Approx(unthanked * world.parameters.volunteering.thanked_factor));
  world.week += 52;
  world.volunteers.volunteers.since[supported] += 52;
  world.volunteers.volunteers.idle_since[supported] += 52;
  CHECK(leaving_rate(world, supported) > thanked);
  const double longer_there = leaving_rate(world, supported);
  world.volunteers.volunteers.since[supported] -= 208;
  CHECK(leaving_rate(world, supported) < longer_there);
  const double rested = leaving_rate(world, supported);
  world.people.strain[world.volunteers.volunteers.person[supported]] = 0.9F;
  CHECK(leaving_rate(world, supported) > rested);
}

TEST_CASE("thanked and coordinated volunteers stay in numbers, idle ones without do not") {
  World world = town_without_volunteers();
  const Row good = scheme_of(world, SchemeKind::visiting, 20.0, 0.0, 0, 1);
  const Row poor = scheme_of(world, SchemeKind::errands, 0.0, 0.0, 0, 2);
  volunteers_for(world, good, 150);
  volunteers_for(world, poor, 150);
  // Those of the one have somebody to visit, those of the other have not.
  for (int week = 0; week < 52; ++week) {
    for (Row row = 0; row < world.volunteers.volunteers.rows(); ++row) {
      if (!world.volunteers.volunteers.alive(row)) continue;
      if (world.volunteers.volunteers.scheme[row] != good) continue;
      world.volunteers.volunteers.idle_since[row] = world.week;
    }
    if (week % 13 == 0) thank_volunteers(world, good);
    volunteer_for(world, 1);
  }
  CHECK(world.volunteers.schemes.volunteers[good] > 85);
  CHECK(world.volunteers.schemes.volunteers[poor] < 70);
  CHECK(test::counted(world, Flow::volunteers_left) ==
        300 - static_cast<std::int64_t>(world.volunteers.volunteers.size()));
  world.care.audit();
  world.volunteers.audit();
}

TEST_CASE("a scheme called from above has many offers and few requests") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::broad, 20.0, 0.1, 200);
  set_calls(world, scheme, 60.0);
  for (const Person person : test::older_people(world, 150)) {
    test::open_need(world, person, NeedKind::company, 120);
  }
  volunteer_for(world, 26);
  const std::int64_t requests = test::counted(world, Flow::desk_requests);
  const std::size_t offers = world.volunteers.volunteers.size();
  CHECK(offers > 20);
  CHECK(static_cast<double>(requests) < 0.5 * static_cast<double>(offers));
  world.care.audit();
  world.volunteers.audit();
}

TEST_CASE("no volunteer gives more than offered, and nobody is helped by a housemate this way") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::visiting, 38.0);
  volunteers_for(world, scheme, 10, 150);
  requests_at(world, scheme, NeedKind::company, 60);
  volunteer_for(world, 3);
  REQUIRE(helping(world) >= 10);
  for (Row row = 0; row < world.volunteers.volunteers.rows(); ++row) {
    if (!world.volunteers.volunteers.alive(row)) continue;
    CHECK(minutes_as_volunteer(world, row) <= world.volunteers.volunteers.minutes[row]);
  }
  for (Row help = 0; help < world.care.help.rows(); ++help) {
    if (!world.care.help.alive(help)) continue;
    const Person receiver = world.care.needs.person[world.care.help.need[help]];
    CHECK(world.people.household[receiver] != world.people.household[world.care.help.giver[help]]);
  }
  world.care.audit();
  world.volunteers.audit();
}

TEST_CASE("who is asked as a friend as well gives that apart from the hours offered") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::visiting, 38.0);
  const Row volunteer_row = volunteers_for(world, scheme, 1, 60).front();
  requests_at(world, scheme, NeedKind::company, 1, 240);
  volunteer_for(world, 4);
  REQUIRE(minutes_as_volunteer(world, volunteer_row) == 60);
  const Person giver = world.volunteers.volunteers.person[volunteer_row];
  const Person receiver = test::older_people(world, 1).front();
  const Row need = world.care.need_of(receiver, NeedKind::company);
  REQUIRE(begin_to_help(world, need, giver, Relation::friend_or_neighbour) > 0);
  CHECK(minutes_as_volunteer(world, volunteer_row) == 60);
  CHECK(world.care.minutes_given(giver) > 60);
  stop_volunteering(world, volunteer_row);
  CHECK(world.care.gives(giver));
  world.care.audit();
  world.volunteers.audit();
}

TEST_CASE("the coordinator's hours limit how many requests are matched and candidates taken in") {
  std::size_t last = 0;
  for (const double hours : {2.0, 8.0, 20.0}) {
    World world = town_without_volunteers();
    change(world, &VolunteeringParameters::accepts_match, 1.0);
    const Row scheme = scheme_of(world, SchemeKind::visiting, hours);
    volunteers_for(world, scheme, 60);
    requests_at(world, scheme, NeedKind::company, 60);
    volunteer_for(world, 4);
    CHECK(helping(world) > last);
    last = helping(world);
  }
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::visiting, 0.0, 1.0, 100);
  change(world, &VolunteeringParameters::self_run_hours, 0.0);
  set_calls(world, scheme, 60.0);
  volunteer_for(world, 20);
  CHECK(world.volunteers.schemes.candidates[scheme] > 10);
  CHECK(world.volunteers.schemes.volunteers[scheme] == 0);
  set_coordinator(world, scheme, 20.0);
  volunteer_for(world, 4);
  CHECK(world.volunteers.schemes.volunteers[scheme] > 10);
}

TEST_CASE("volunteers do not nurse, and give a hand with personal care within a small bound") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::broad, 38.0);
  volunteers_for(world, scheme, 50);
  for (const Person person : test::older_people(world, 60)) {
    notice(world, test::open_need(world, person, NeedKind::nursing, 240));
    notice(world, test::open_need(world, person, NeedKind::personal_care, 240));
  }
  volunteer_for(world, 60);
  std::size_t intimate = 0;
  for (Row help = 0; help < world.care.help.rows(); ++help) {
    if (!world.care.help.alive(help)) continue;
    const NeedKind kind = world.care.needs.kind[world.care.help.need[help]];
    CHECK(kind != NeedKind::nursing);
    intimate += kind == NeedKind::personal_care ? 1 : 0;
    CHECK(world.care.help.minutes[help] <= world.parameters.volunteering.personal_care_minutes);
  }
  CHECK(intimate > 0);
}

TEST_CASE("who volunteers asks the own ties, and those say yes more often than to a call") {
  World called = town_without_volunteers();
  World asked = called;
  const Row scheme = scheme_of(called, SchemeKind::elsewhere, 0.0, 0.0, 500);
  scheme_of(asked, SchemeKind::elsewhere, 0.0, 0.0, 500);
  int yes_to_call = 0;
  int yes_to_tie = 0;
  int people = 0;
  const VolunteeringParameters& p = called.parameters.volunteering;
  for (const Person person : test::everybody(called)) {
    if (!may_volunteer(called, person)) continue;
    ++people;
    yes_to_call += ask_to_volunteer(called, person, scheme, p.says_yes_to_call) ? 1 : 0;
    yes_to_tie += ask_to_volunteer(asked, person, scheme, p.says_yes_to_tie) ? 1 : 0;
  }
  const double difference = static_cast<double>(yes_to_tie - yes_to_call) / people;
  CHECK(difference == Approx(0.21).margin(0.04));
  CHECK(called.volunteers.volunteers.size() == static_cast<std::size_t>(yes_to_call));
}

TEST_CASE(
    "an organisation that lacks volunteers grows, one that has too many does not look for any") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::elsewhere, 0.0, 0.0, 150);
  volunteers_for(world, scheme, 75);
  volunteer_for(world, 104);
  CHECK(world.volunteers.schemes.volunteers[scheme] > 100);
  world.volunteers.schemes.wanted[scheme] = 20;
  const auto before = world.volunteers.schemes.volunteers[scheme];
  const std::int64_t joined = test::counted(world, Flow::volunteers_joined);
  volunteer_for(world, 26);
  CHECK(test::counted(world, Flow::volunteers_joined) == joined);
  CHECK(world.volunteers.schemes.volunteers[scheme] < before);
}

TEST_CASE("a scheme that closes leaves nobody waiting and nobody giving") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::visiting, 38.0);
  volunteers_for(world, scheme, 20);
  requests_at(world, scheme, NeedKind::company, 40);
  volunteer_for(world, 2);
  REQUIRE(helping(world) > 0);
  close_scheme(world, scheme);
  CHECK(helping(world) == 0);
  CHECK(world.volunteers.volunteers.size() == 0);
  for (Row need = 0; need < world.care.needs.rows(); ++need) {
    if (world.care.needs.alive(need)) CHECK(world.care.needs.desk[need] == no_row);
  }
  const std::int64_t requests = test::counted(world, Flow::desk_requests);
  volunteer_for(world, 26);
  CHECK(test::counted(world, Flow::desk_requests) == requests);
  world.care.audit();
  world.volunteers.audit();
}

TEST_CASE("who dies or moves to a nursing home no longer volunteers") {
  World world = town_without_volunteers();
  const Row scheme = scheme_of(world, SchemeKind::elsewhere, 0.0);
  const auto joined = volunteers_for(world, scheme, 2);
  const Person gone = world.volunteers.volunteers.person[joined[0]];
  const Person ill = world.volunteers.volunteers.person[joined[1]];
  world.emigrate(gone);
  CHECK(world.volunteers.volunteers.size() == 1);
  world.people.dementia[ill] = 1;
  volunteer_for(world, 4);
  CHECK(world.volunteers.volunteers.size() == 0);
  world.care.audit();
  world.volunteers.audit();
}

TEST_CASE("volunteers come out the same on any number of threads") {
  std::uint64_t first = 0;
  for (const int threads : {1, 2, 7}) {
    World world = test::small_town();
    engine::with_threads(threads, [&] {
      test::live(world, 12);
      return 0;
    });
    if (threads == 1) first = world.hash();
    CHECK(world.hash() == first);
    CHECK(world.volunteers.volunteers.size() > 50);
  }
}

TEST_CASE("volunteers of a snapshot are those of the world it was taken of") {
  World world = test::small_town();
  World restored;
  restored.municipality = world.municipality;
  restored.area_names = world.area_names;
  restored.use(world.parameters);
  restored.restore(world.snapshot());
  CHECK(restored.volunteers.hash() == world.volunteers.hash());
  test::live(world, 4);
  test::live(restored, 4);
  CHECK(restored.hash() == world.hash());
}
