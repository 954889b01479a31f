#include "care/processes/couples.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Tie;

TEST_CASE("two who become a couple live together from then on") {
  World world = test::small_town();
  int formed = 0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 18 || world.people.partner[person] != no_row ||
        !test::in_private_household(world, person)) {
      continue;
    }
    look_for_partner(world, person);
    const Person partner = world.people.partner[person];
    if (partner == no_row) continue;
    ++formed;
    CHECK(world.people.partner[partner] == person);
    CHECK(world.people.household[partner] == world.people.household[person]);
    CHECK(world.age(partner) >= 18);
    const Tie* tie = test::tie_between(world, person, partner);
    REQUIRE(tie != nullptr);
    CHECK(kind_of(tie->kind) == TieKind::partner);
    CHECK(test::together(*tie));
    world.audit();
    if (formed == 20) break;
  }
  CHECK(formed == 20);
}

TEST_CASE(
    "partners who did not know each other begin with the hours of a couple, others keep theirs") {
  World world = test::small_town();
  int strangers = 0;
  int acquainted = 0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 18 || world.people.partner[person] != no_row ||
        !test::in_private_household(world, person)) {
      continue;
    }
    const std::vector<Tie> before(world.ties.ties(person).begin(), world.ties.ties(person).end());
    look_for_partner(world, person);
    const Person partner = world.people.partner[person];
    if (partner == no_row) continue;
    const auto known = std::find_if(before.begin(), before.end(), [&](const Tie& tie) {
      return !tie.outside() && tie.other == partner;
    });
    const Tie* tie = test::tie_between(world, person, partner);
    REQUIRE(tie != nullptr);
    if (known == before.end()) {
      ++strangers;
      CHECK(tie->weight == static_cast<float>(world.parameters.life.couple_hours));
    } else {
      ++acquainted;
      CHECK(tie->weight == known->weight);
    }
  }
  CHECK(strangers > 5);
  CHECK(acquainted > 5);
}

TEST_CASE("who finds a partner is kin of the partner's parents from then on") {
  World world = test::small_town();
  int in_laws = 0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 18 || world.people.partner[person] != no_row ||
        !test::in_private_household(world, person)) {
      continue;
    }
    look_for_partner(world, person);
    const Person partner = world.people.partner[person];
    if (partner == no_row) continue;
    for (const auto& [one, other] : {std::pair(person, partner), std::pair(partner, person)}) {
      for (const Tie& tie : world.ties.ties(other)) {
        if (tie.outside() || kind_of(tie.kind) != TieKind::parent_child) continue;
        CHECK(test::tie_between(world, one, tie.other) != nullptr);
        ++in_laws;
      }
    }
    if (in_laws > 20) break;
  }
  CHECK(in_laws > 20);
}

TEST_CASE("close kin do not become a couple") {
  World world = test::small_town();
  int formed = 0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 18 || world.people.partner[person] != no_row ||
        !test::in_private_household(world, person)) {
      continue;
    }
    std::vector<std::pair<Person, engine::Identity>> kin;
    for (const Tie& tie : world.ties.ties(person)) {
      if (!tie.outside() && is_kin(kind_of(tie.kind))) {
        kin.emplace_back(tie.other, world.people.identity[tie.other]);
      }
    }
    look_for_partner(world, person);
    if (world.people.partner[person] == no_row) continue;
    ++formed;
    for (const auto& [row, identity] : kin) {
      CHECK_FALSE((world.people.partner[person] == row && world.people.identity[row] == identity));
    }
  }
  CHECK(formed > 20);
}

TEST_CASE("a couple that parts lives apart, and each child with one of the two") {
  const World& town = test::small_town();
  int parted = 0;
  int with_children = 0;
  for (const Person person : test::everybody(town)) {
    const Person partner = town.people.partner[person];
    if (partner == no_row || partner < person) continue;
    const std::vector<Person> children = town.dependants_of(person);
    if (children.empty() && parted >= 5) continue;
    World world = town;
    part(world, person);
    world.audit();
    ++parted;
    CHECK(world.people.partner[person] == no_row);
    CHECK(world.people.partner[partner] == no_row);
    CHECK(world.people.household[person] != world.people.household[partner]);
    const Tie* tie = test::tie_between(world, person, partner);
    REQUIRE(tie != nullptr);
    CHECK(kind_of(tie->kind) != TieKind::partner);
    CHECK_FALSE(test::together(*tie));
    for (const Person child : children) {
      const Row home = world.people.household[child];
      CHECK((home == world.people.household[person] || home == world.people.household[partner]));
      const Tie* to_parent = test::tie_between(world, child, person);
      REQUIRE(to_parent != nullptr);
      CHECK(kind_of(to_parent->kind) == TieKind::parent_child);
      CHECK(test::together(*to_parent) == (home == world.people.household[person]));
    }
    with_children += children.empty() ? 0 : 1;
    if (with_children == 10) break;
  }
  CHECK(with_children == 10);
}

TEST_CASE("a couple stays together while no dwelling stands empty") {
  World world = test::small_town();
  Person person = 0;
  while (!world.people.alive(person) || world.people.partner[person] == no_row) ++person;
  for (Row dwelling = 0; dwelling < world.dwellings.rows(); ++dwelling) {
    if (world.dwellings.household[dwelling] == no_row) {
      world.rosters.leave(world.vacant, dwelling, world.dwellings.identity[dwelling]);
    }
  }
  const Person partner = world.people.partner[person];
  part(world, person);
  CHECK(world.people.partner[person] == partner);
  CHECK(world.people.household[person] == world.people.household[partner]);
}

TEST_CASE("minors whom a new couple leaves behind find a home with kin or leave") {
  const World& town = test::small_town();
  // Somebody alone with a minor who is not his or her child: a brother or sister, say.
  int left_behind = 0;
  for (const Person person : test::everybody(town)) {
    const Row household = town.people.household[person];
    if (town.age(person) < 18 || town.people.partner[person] != no_row ||
        !test::in_private_household(town, person) || town.households.members[household] != 2) {
      continue;
    }
    World world = town;
    for (const Person other : test::members_of(world, household)) {
      if (other == person || world.people.partner[other] != no_row) continue;
      world.people.birth_week[other] = static_cast<std::int32_t>(world.week) - 10 * weeks_per_year;
      const int slot = world.ties.find(person, other);
      REQUIRE(slot >= 0);
      world.change_kind(person, static_cast<std::uint32_t>(slot),
                        static_cast<std::uint8_t>(coded(TieKind::sibling) | tie_together));
      for (int look = 0; look < 8 && world.people.partner[person] == no_row; ++look) {
        test::pass_weeks(world, 1);
        look_for_partner(world, person);
      }
      if (world.people.partner[person] == no_row || world.people.household[person] == household) {
        continue;
      }
      ++left_behind;
      for (const Person somebody : test::everybody(world)) {
        if (world.age(somebody) >= 18) continue;
        int oldest = 0;
        world.each_member(world.people.household[somebody],
                          [&](Person member) { oldest = std::max(oldest, world.age(member)); });
        REQUIRE(oldest >= 18);
      }
      world.audit();
    }
    if (left_behind == 5) break;
  }
  CHECK(left_behind == 5);
}

TEST_CASE("most look for a partner at thirty or so, women somewhat earlier than men") {
  World world = test::small_town();
  const LifeParameters& life = world.parameters.life;
  const auto everybody = test::everybody(world);
  const Person person = *std::find_if(everybody.begin(), everybody.end(), [&](Person p) {
    return world.households.members[world.people.household[p]] == 1;
  });
  const auto readiness_at = [&](Sex sex, double age) {
    world.people.sex[person] = sex;
    world.people.birth_week[person] =
        static_cast<std::int32_t>(world.week) - static_cast<std::int32_t>(age * weeks_per_year) - 1;
    return readiness_for_partner(world, person);
  };
  CHECK(readiness_at(Sex::man, life.couple_forming_age) == Approx(1.0));
  CHECK(readiness_at(Sex::man, 19) < 0.1);
  CHECK(readiness_at(Sex::man, 75) < 0.5);
  CHECK(readiness_at(Sex::woman, 25) > readiness_at(Sex::man, 25));
  CHECK(readiness_at(Sex::woman, 45) < readiness_at(Sex::man, 45));
}

TEST_CASE("who lives with children of his or her own is slower to live with a partner") {
  World world = test::small_town();
  int lone_parents = 0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 18 || world.people.partner[person] != no_row ||
        !test::in_private_household(world, person) || world.dependants_of(person).empty()) {
      continue;
    }
    ++lone_parents;
    const double with_children = readiness_for_partner(world, person);
    for (const Person child : world.dependants_of(person)) {
      world.people.birth_week[child] = static_cast<std::int32_t>(world.week) - 20 * weeks_per_year;
    }
    CHECK(with_children < readiness_for_partner(world, person));
  }
  CHECK(lone_parents > 10);
}

TEST_CASE("men are some two years older than the women they come to live with") {
  World world = test::small_town();
  std::vector<double> older;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 25 || world.people.partner[person] != no_row ||
        !test::in_private_household(world, person)) {
      continue;
    }
    look_for_partner(world, person);
    const Person partner = world.people.partner[person];
    if (partner == no_row || world.people.sex[person] == world.people.sex[partner]) continue;
    const double years = (world.people.birth_week[partner] - world.people.birth_week[person]) /
                         static_cast<double>(weeks_per_year);
    older.push_back(world.people.sex[person] == Sex::man ? years : -years);
  }
  REQUIRE(older.size() > 60);
  double sum = 0.0;
  for (const double years : older) sum += years;
  const double mean = sum / static_cast<double>(older.size());
  // Differences spread by some six years, so the mean of sixty by less than one.
  CHECK(mean > 0.0);
  CHECK(mean < world.parameters.life.couple_age_gap + 2.5);
}
