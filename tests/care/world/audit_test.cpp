// The audit finds contradictions in a world, and none in a world that has lived.

#include <catch2/catch.hpp>
#include <string>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Tie;

namespace {

/// What the audit says of a world; nothing when it finds nothing.
std::string complaint(const World& world) {
  try {
    world.audit();
  } catch (const engine::RunError& error) {
    return error.what();
  }
  return {};
}

Person somebody_with(const World& world, const Column<Row>& column) {
  for (const Person person : test::everybody(world)) {
    if (column[person] != no_row) return person;
  }
  FAIL("nobody");
  return no_row;
}

/// Rewrites one end of a tie, with the hash kept in step or not.
void rewrite_one_end(World& world, bool keep_hash) {
  const Person person = test::everybody(world).front();
  std::uint32_t slot = 0;
  while (world.ties.ties(person)[slot].outside()) ++slot;
  Tie tie = world.ties.ties(person)[slot];
  tie.weight += 1.0F;
  std::uint64_t change = 0;
  world.ties.rewrite(person, slot, tie, world.ties.next(person)[slot], change);
  if (keep_hash) world.ties.add_to_hash(change);
}

}  // namespace

TEST_CASE("a world that has lived a hundred weeks holds together in each of them") {
  World world = test::small_town();
  WeekSchedule schedule = make_week();
  for (int week = 0; week < 100; ++week) {
    live_week(world, schedule);
    REQUIRE_NOTHROW(world.audit());
  }
}

TEST_CASE("the audit finds a household that counts its members wrongly") {
  World world = test::small_town();
  ++world.households.members[world.people.household[test::everybody(world).front()]];
  CHECK_THAT(complaint(world), Catch::Contains("counts its members wrongly"));
}

TEST_CASE("the audit finds a chain of members that runs in a circle") {
  World world = test::small_town();
  const Person person = test::everybody(world).front();
  const Person first = world.households.first_member[world.people.household[person]];
  world.people.next_in_household[first] = first;
  CHECK_THAT(complaint(world), Catch::Contains("does not close"));
}

TEST_CASE("the audit finds somebody who lives nowhere") {
  World world = test::small_town();
  world.add_person(engine::Identity{123456789});
  CHECK_THAT(complaint(world), Catch::Contains("somebody in no household"));
}

TEST_CASE("the audit finds a dwelling that does not know its household") {
  World world = test::small_town();
  const Row household = world.people.household[test::everybody(world).front()];
  world.dwellings.household[world.households.dwelling[household]] = no_row;
  CHECK_THAT(complaint(world), Catch::Contains("do not know each other"));
}

TEST_CASE("the audit finds an empty dwelling that is not on the list") {
  World world = test::small_town();
  Row empty = 0;
  while (world.dwellings.household[empty] != no_row) ++empty;
  world.rosters.leave(world.vacant, empty, world.dwellings.identity[empty]);
  CHECK_THAT(complaint(world), Catch::Contains("not on the list"));
}

TEST_CASE("the audit finds love that is not returned") {
  World world = test::small_town();
  const Person person = somebody_with(world, world.people.partner);
  world.people.partner[world.people.partner[person]] = no_row;
  CHECK_THAT(complaint(world), Catch::Contains("only in one's eyes"));
}

TEST_CASE("the audit finds a member whom the association does not know") {
  World world = test::small_town();
  const Person person = somebody_with(world, world.people.association);
  world.leave_place(world.people.association[person], person);
  CHECK_THAT(complaint(world), Catch::Contains("a member missing from the roster"));
}

TEST_CASE("the audit finds a resident whom the street does not know") {
  World world = test::small_town();
  const Person person = test::everybody(world).front();
  world.leave_place(world.street_of(person), person);
  CHECK_THAT(complaint(world), Catch::Contains("a resident missing from the street"));
}

TEST_CASE("the audit finds ties of somebody who is gone") {
  World world = test::small_town();
  const Person person = test::everybody(world).front();
  REQUIRE(world.ties.degree(person) > 0);
  world.remove_person(person);
  CHECK_THAT(complaint(world), Catch::Contains("ties of nobody"));
}

TEST_CASE("the audit finds a tie that its two ends tell differently") {
  World world = test::small_town();
  rewrite_one_end(world, true);
  CHECK_THAT(complaint(world), Catch::Contains("not held alike at both ends"));
}

TEST_CASE("the audit finds memory that was changed behind the network's back") {
  World world = test::small_town();
  rewrite_one_end(world, false);
  const Person person = test::everybody(world).front();
  // The other end is told the same, so that only the hash is out of step.
  std::uint32_t slot = 0;
  while (world.ties.ties(person)[slot].outside()) ++slot;
  const Tie mine = world.ties.ties(person)[slot];
  const int back = world.ties.find(mine.other, person);
  REQUIRE(back >= 0);
  Tie theirs = mine;
  theirs.other = person;
  std::uint64_t change = 0;
  world.ties.rewrite(mine.other, static_cast<std::uint32_t>(back), theirs,
                     world.ties.next(person)[slot], change);
  CHECK_THAT(complaint(world), Catch::Contains("hash is out of step"));
}

TEST_CASE("what the audit complains of names the week") {
  World world = test::small_town();
  world.add_person(engine::Identity{123456789});
  CHECK_THAT(complaint(world), Catch::Contains("audit of week 26"));
}
