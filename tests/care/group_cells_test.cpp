#include "care/group_cells.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "care/small_town.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/loneliness_rules.hpp"
#include "care/worst_off.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// The first person of whom something is true.
Person first(const World& world, const auto& holds) {
  for (const Person person : test::everybody(world)) {
    if (holds(person)) return person;
  }
  FAIL("there is no such person");
  return no_row;
}

}  // namespace

TEST_CASE("outcomes are summed by the very groups that happenings and programmes are told by") {
  World world = test::small_town();
  mark_worst_off(world);
  test::live(world, 30);
  const GroupCells cells = cells_of_people(world, CareByPerson(world));
  std::array<int, group_count> members{};
  for (Person person = 0; person < world.people.rows(); ++person) {
    if (!world.people.alive(person)) {
      CHECK(cells.of_person[person] == no_cell);
      continue;
    }
    const GroupBits groups = cells.groups[cells.of_person[person]];
    REQUIRE(groups == groups_of(world, person));
    for (std::size_t group = 0; group < group_count; ++group) {
      members[group] += static_cast<int>(groups >> group & 1U);
    }
  }
  for (const int some : members) CHECK(some > 0);
  // No set of groups stands there twice.
  std::vector<GroupBits> sets = cells.groups;
  std::sort(sets.begin(), sets.end());
  CHECK(std::adjacent_find(sets.begin(), sets.end()) == sets.end());
}

TEST_CASE("who only volunteers is no informal carer, until somebody else is helped") {
  World world = test::small_town();
  const auto only_volunteers = [&](Person person) {
    int informal = 0;
    world.care.each_given(person, [&](Row help) {
      informal += world.care.help.source[help] != Source::volunteers ? 1 : 0;
    });
    return world.care.gives(person) && informal == 0;
  };
  const Person volunteer = first(world, only_volunteers);
  CHECK_FALSE(belongs_to(world, volunteer, Group::informal_carers));
  // Somebody else of whom hours are unmet.
  Row need = no_row;
  first(world, [&](Person person) {
    need = no_row;
    world.care.each_need(person, [&](Row one) {
      if (world.care.unmet(one) > 0) need = one;
    });
    return person != volunteer && need != no_row && !helps(world, volunteer, person);
  });
  REQUIRE(world.care.give(need, volunteer, world.people.identity[volunteer], Source::friends, 30,
                          world.week) > 0);
  CHECK(belongs_to(world, volunteer, Group::informal_carers));
}

TEST_CASE(
    "the worst off are a twentieth of the grown-ups, and nobody unmarked is lonelier and lacks "
    "more") {
  World world = test::small_town();
  mark_worst_off(world);
  int asked = 0;
  int marked = 0;
  double marked_lonely = 0.0;
  double all_lonely = 0.0;
  for (const Person person : test::everybody(world)) {
    const bool worst = world.people.worst_off[person] != 0;
    if (world.age(person) < 16) {
      CHECK_FALSE(worst);
      continue;
    }
    ++asked;
    marked += worst ? 1 : 0;
    const auto loneliness = static_cast<double>(loneliness_of(world, person));
    all_lonely += loneliness;
    marked_lonely += worst ? loneliness : 0.0;
  }
  CHECK(marked == static_cast<int>(std::ceil(0.05 * asked)));
  CHECK(marked_lonely / marked > 1.5 * all_lonely / asked);
}

TEST_CASE("the worst off stay the same people: newcomers are none of them") {
  World world = test::small_town();
  mark_worst_off(world);
  std::vector<Identity> before;
  for (const Person person : test::everybody(world)) {
    if (world.people.worst_off[person] != 0) before.push_back(world.people.identity[person]);
  }
  test::live(world, 60);
  std::size_t left = 0;
  for (const Person person : test::everybody(world)) {
    if (world.people.worst_off[person] == 0) continue;
    ++left;
    CHECK(std::find(before.begin(), before.end(), world.people.identity[person]) != before.end());
  }
  CHECK(left < before.size());
  CHECK(left > before.size() / 2);
}
