#include "care/processes/moves.hpp"

#include <catch2/catch.hpp>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Identity;
using engine::Tie;

TEST_CASE("who leaves home lives elsewhere and keeps the tie to the parents by visiting") {
  World world = test::small_town();
  int left = 0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 18 || !world.lives_with_parents(person)) continue;
    std::vector<Person> parents;
    for (const Tie& tie : world.ties.ties(person)) {
      if (test::together(tie) && kind_of(tie.kind) == TieKind::parent_child &&
          world.people.birth_week[tie.other] < world.people.birth_week[person]) {
        parents.push_back(tie.other);
      }
    }
    leave_home(world, person);
    world.audit();
    CHECK_FALSE(world.lives_with_parents(person));
    for (const Person parent : parents) {
      CHECK(world.people.household[person] != world.people.household[parent]);
      const int slot = world.ties.find(person, parent);
      REQUIRE(slot >= 0);
      const Tie& tie = world.ties.ties(person)[static_cast<std::size_t>(slot)];
      CHECK(kind_of(tie.kind) == TieKind::parent_child);
      CHECK_FALSE(test::together(tie));
      // The next visit has a date.
      const std::uint16_t visit = world.ties.next(person)[static_cast<std::size_t>(slot)];
      CHECK(visit != engine::Network::never);
      CHECK(visit > world.week);
    }
    if (++left == 10) break;
  }
  CHECK(left == 10);
}

TEST_CASE("who moves out is kept in touch with by kin, as somebody outside") {
  const World& town = test::small_town();
  int moved = 0;
  for (const Person person : test::everybody(town)) {
    const Row household = town.people.household[person];
    if (!test::in_private_household(town, person) || !town.is_head(person)) continue;
    struct Kin {
      Person row;
      Identity leaver;
      TieKind kind;
    };
    std::vector<Kin> kin;
    for (const Person member : test::members_of(town, household)) {
      for (const Tie& tie : town.ties.ties(member)) {
        if (tie.outside() || test::together(tie) || !is_kin(kind_of(tie.kind))) continue;
        kin.push_back({tie.other, town.people.identity[member], kind_of(tie.kind)});
      }
    }
    if (kin.empty()) continue;
    World world = town;
    move_out(world, person);
    world.audit();
    CHECK_FALSE(world.households.alive(household));
    for (const Kin& one : kin) {
      const Tie* tie =
          test::tie_between(world, one.row, Tie::outside_bit | World::outside_number(one.leaver));
      REQUIRE(tie != nullptr);
      CHECK(kind_of(tie->kind) == one.kind);
    }
    if (++moved == 20) break;
  }
  CHECK(moved == 20);
}

TEST_CASE("mere acquaintances of who moves out lose touch") {
  World world = test::small_town();
  Person person = no_row;
  Person acquaintance = no_row;
  for (const Person each : test::everybody(world)) {
    for (const Tie& tie : world.ties.ties(each)) {
      if (!tie.outside() && kind_of(tie.kind) == TieKind::acquaintance &&
          tie.weight < world.rules.friend_hours &&
          world.people.household[each] != world.people.household[tie.other]) {
        person = each;
        acquaintance = tie.other;
      }
    }
    if (person != no_row) break;
  }
  REQUIRE(person != no_row);
  const Identity leaver = world.people.identity[person];
  const std::uint32_t ties = world.ties.degree(acquaintance);
  world.emigrate(person);
  CHECK(world.ties.degree(acquaintance) == ties - 1);
  CHECK(test::tie_between(world, acquaintance, Tie::outside_bit | World::outside_number(leaver)) ==
        nullptr);
}

TEST_CASE("friends of who moves out stay friends, however young the friendship") {
  World world = test::small_town();
  int friends = 0;
  for (const Person person : test::everybody(world)) {
    if (!world.people.alive(person)) continue;
    std::vector<Person> left_behind;
    for (const Tie& tie : world.ties.ties(person)) {
      if (!tie.outside() && !test::together(tie) && kind_of(tie.kind) == TieKind::friendship &&
          tie.weight < world.rules.friend_hours) {
        left_behind.push_back(tie.other);
      }
    }
    if (left_behind.empty()) continue;
    const Identity leaver = world.people.identity[person];
    world.emigrate(person);
    for (const Person left : left_behind) {
      const Tie* tie =
          test::tie_between(world, left, Tie::outside_bit | World::outside_number(leaver));
      REQUIRE(tie != nullptr);
      CHECK(kind_of(tie->kind) == TieKind::friendship);
      ++friends;
    }
    if (friends > 20) break;
  }
  CHECK(friends > 20);
}

TEST_CASE("a household that moves within the town moves as a whole and leaves its dwelling empty") {
  World world = test::small_town();
  int moved = 0;
  for (const Person person : test::everybody(world)) {
    const Row household = world.people.household[person];
    if (!test::in_private_household(world, person) || !world.is_head(person) ||
        world.households.members[household] < 2) {
      continue;
    }
    const Row from = world.households.dwelling[household];
    const Row old_street = world.dwellings.street[from];
    const auto before = test::members_of(world, household);
    move_within(world, person);
    world.audit();
    const Row to = world.households.dwelling[household];
    REQUIRE(to != from);
    CHECK(world.dwellings.household[to] == household);
    CHECK(world.dwellings.household[from] == no_row);
    CHECK(test::members_of(world, household) == before);
    if (world.dwellings.street[to] != old_street) {
      for (const Person member : before) {
        for (const Tie& tie : world.ties.ties(member)) {
          if (tie.outside() || kind_of(tie.kind) != TieKind::neighbour) continue;
          CHECK(world.street_of(tie.other) == world.street_of(member));
        }
      }
    }
    if (++moved == 20) break;
  }
  CHECK(moved == 20);
}
