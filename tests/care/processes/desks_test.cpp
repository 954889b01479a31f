#include "care/processes/desks.hpp"

#include <catch2/catch.hpp>

#include "care/processes/volunteering_town.hpp"

using namespace buurt;
using namespace buurt::care;
using namespace buurt::test;

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

TEST_CASE("requests without end do not keep out those who would volunteer") {
  World world = town_without_volunteers();
  change(world, &VolunteeringParameters::match_minutes, 60.0);
  change(world, &VolunteeringParameters::self_run_hours, 0.5);
  const Row scheme = scheme_of(world, SchemeKind::visiting, 6.0, 0.0, 60);
  volunteers_for(world, scheme, 40);
  set_calls(world, scheme, 80.0);
  // More requests than the coordinator can ever match, and more of them every week.
  const std::vector<Person> people = older_people(world, 160);
  for (int week = 0; week < 20; ++week) {
    for (std::size_t i = 0; i < 8; ++i) {
      const Row need =
          open_need(world, people[static_cast<std::size_t>(week) * 8 + i], NeedKind::company, 120);
      notice(world, need);
      bring_to_desk(world, need, scheme, 0);
    }
    volunteer_for(world, 1);
  }
  CHECK(counted(world, Flow::desk_matches) >= 6);
  CHECK(counted(world, Flow::volunteers_joined) > 10);
  world.care.audit();
  world.volunteers.audit();
}
