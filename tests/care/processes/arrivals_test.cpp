#include "care/processes/arrivals.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "care/processes/year_plan.hpp"
#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Identity;
using engine::Tie;

namespace {

/// People who came in so many weeks of arrivals alone.
std::vector<Person> newcomers(World& world, int weeks) {
  std::vector<std::uint64_t> before(world.people.rows());
  for (Person person = 0; person < world.people.rows(); ++person) {
    before[person] = world.people.identity[person].value;
  }
  for (int week = 0; week < weeks; ++week) {
    arrive(world);
    test::pass_weeks(world, 1);
  }
  std::vector<Person> came;
  for (const Person person : test::everybody(world)) {
    if (person >= before.size() || before[person] != world.people.identity[person].value) {
      came.push_back(person);
    }
  }
  return came;
}

}  // namespace

TEST_CASE("newcomers move into dwellings that stood empty, with an adult in every household") {
  World world = test::small_town();
  const std::uint32_t empty = world.rosters.members(world.vacant);
  const auto came = newcomers(world, 26);
  world.audit();
  REQUIRE(came.size() >= 5);
  CHECK(world.rosters.members(world.vacant) < empty);
  for (const Person person : came) {
    CHECK(world.households.dwelling[world.people.household[person]] != no_row);
    int oldest = 0;
    world.each_member(world.people.household[person],
                      [&](Person member) { oldest = std::max(oldest, world.age(member)); });
    CHECK(oldest >= 18);
  }
  CHECK(world.flows.counts[static_cast<std::size_t>(Flow::moved_in)][0] >=
        static_cast<std::int64_t>(came.size()));
}

TEST_CASE("some newcomers come to where a parent, a child, a brother or a sister lives") {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.life.newcomer_kin_here = 0.5 / world.municipality.kin_nearby_share;
  world.use(parameters);
  int adults = 0;
  int near = 0;
  for (const Person person : newcomers(world, 52)) {
    if (world.age(person) < 18) continue;
    ++adults;
    bool close = false;
    for (const Tie& tie : world.ties.ties(person)) {
      if (tie.outside() || test::together(tie)) continue;
      CHECK(is_kin(kind_of(tie.kind)));
      const int years = std::abs(world.age(person) - world.age(tie.other));
      if (kind_of(tie.kind) == TieKind::parent_child) CHECK(years >= 19);
      close = close || kind_of(tie.kind) == TieKind::parent_child ||
              (kind_of(tie.kind) == TieKind::sibling && years <= 9);
    }
    near += close;
  }
  REQUIRE(adults > 20);
  // Not everybody who would have kin here is found some.
  CHECK(near > adults / 5);
  CHECK(near < 2 * adults / 3);
}

TEST_CASE("who comes to live near kin is kin of the whole family there") {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.life.newcomer_kin_here = 1.0 / world.municipality.kin_nearby_share;
  world.use(parameters);
  int families = 0;
  int to_whole = 0;
  for (const Person person : newcomers(world, 52)) {
    if (world.age(person) < 18) continue;
    for (const Tie& tie : world.ties.ties(person)) {
      if (tie.outside() || test::together(tie) || kind_of(tie.kind) != TieKind::parent_child ||
          world.age(tie.other) < world.age(person)) {
        continue;
      }
      // The children of one's parent are brothers and sisters.
      for (const Tie& of_parent : world.ties.ties(tie.other)) {
        if (of_parent.outside() || of_parent.other == person ||
            kind_of(of_parent.kind) != TieKind::parent_child ||
            world.age(of_parent.other) >= world.age(tie.other)) {
          continue;
        }
        ++families;
        const Tie* mine = test::tie_between(world, person, of_parent.other);
        to_whole += mine != nullptr && is_kin(kind_of(mine->kind));
      }
    }
  }
  REQUIRE(families > 10);
  // Kin who were found for a child only after its parent came do not know each other.
  CHECK(to_whole > families * 3 / 4);
}

TEST_CASE("children who come with their parents have grandparents, uncles and aunts elsewhere") {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.life.newcomer_kin_here = 0.0;
  world.use(parameters);
  int children = 0;
  for (const Person person : newcomers(world, 52)) {
    if (world.age(person) >= 18) continue;
    ++children;
    int kin = 0;
    for (const Tie& tie : world.ties.ties(person)) {
      kin += tie.outside() && kind_of(tie.kind) == TieKind::other_kin;
    }
    CHECK(kin >= 4);
  }
  CHECK(children > 5);
}

TEST_CASE("grown-up newcomers keep ties to where they came from and have none here yet") {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.life.newcomer_kin_here = 0.0;
  world.use(parameters);
  int adults = 0;
  for (const Person person : newcomers(world, 26)) {
    for (const Tie& tie : world.ties.ties(person)) {
      CHECK(tie.outside() != test::together(tie));
    }
    if (world.age(person) < 18) continue;
    ++adults;
    const LifeParameters& p = world.parameters.life;
    std::uint32_t outside = 0;
    for (const Tie& tie : world.ties.ties(person)) outside += tie.outside() ? 1U : 0U;
    CHECK(outside == static_cast<std::uint32_t>(p.newcomer_kin) +
                         static_cast<std::uint32_t>(p.newcomer_friends));
  }
  CHECK(adults >= 3);
}

TEST_CASE("nobody comes when no dwelling stands empty") {
  World world = test::small_town();
  for (Row dwelling = 0; dwelling < world.dwellings.rows(); ++dwelling) {
    if (world.dwellings.household[dwelling] == no_row) {
      world.rosters.leave(world.vacant, dwelling, world.dwellings.identity[dwelling]);
    }
  }
  CHECK(newcomers(world, 26).empty());
}

TEST_CASE("nobody comes to a town that nobody moves to") {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.life.arrivals_factor = 0.0;
  world.use(parameters);
  CHECK(newcomers(world, 52).empty());
}

TEST_CASE("what remains of a newcomer's year is planned at once") {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.life.arrivals_factor = 3.0;
  parameters.life.job_change_rate = 0.4;
  world.use(parameters);
  const std::uint32_t begin = world.week;
  world.agenda = {};
  const auto came = newcomers(world, 26);
  REQUIRE(came.size() > 30);
  // Whatever the newcomers live through before their first birthday here.
  world.week = begin;
  int before_birthday = 0;
  std::set<std::uint64_t> had_birthday;
  for (int week = 0; week < 2 * weeks_per_year; ++week, ++world.week) {
    for (const engine::Event& event : world.agenda.take(world.week)) {
      if (event.what == static_cast<std::uint32_t>(LifeEvent::birthday)) {
        had_birthday.insert(event.who.value);
      } else if (event.what == static_cast<std::uint32_t>(LifeEvent::settles)) {
        CHECK_FALSE(had_birthday.contains(event.who.value));
        plan_rest_of_year(world, event.row);
      } else if (!had_birthday.contains(event.who.value)) {
        ++before_birthday;
      }
    }
  }
  CHECK(had_birthday.size() == came.size());
  CHECK(before_birthday > static_cast<int>(came.size()) / 10);
}

TEST_CASE("newcomers are as schooled as people of their age") {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.life.arrivals_factor = 3.0;
  world.use(parameters);
  int minors = 0;
  int middle_aged = 0;
  int low = 0;
  for (int year = 0; year < 6; ++year) {
    build_dwellings(world);
    for (const Person person : newcomers(world, 26)) {
      if (world.age(person) < 17) {
        ++minors;
        CHECK(world.people.education[person] == Education::low);
      } else if (world.age(person) >= 25 && world.age(person) < 45) {
        ++middle_aged;
        low += world.people.education[person] == Education::low;
      }
    }
  }
  CHECK(minors > 10);
  REQUIRE(middle_aged > 60);
  // About 12 in 100 of that age; evenly over three levels it was 33. Five standard errors.
  CHECK(static_cast<double>(low) / middle_aged < 0.12 + 5.0 * std::sqrt(0.12 * 0.88 / middle_aged));
}

TEST_CASE(
    "most newcomers are young adults, some are old, and ages do not pile up at the youngest") {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.life.arrivals_factor = 3.0;
  world.use(parameters);
  std::vector<int> ages;
  for (int year = 0; year < 12; ++year) {
    build_dwellings(world);
    for (const Person person : newcomers(world, 26)) {
      if (world.age(person) >= 18) ages.push_back(world.age(person));
    }
  }
  REQUIRE(ages.size() > 150);
  const auto share = [&](int from, int to) {
    return static_cast<double>(std::count_if(ages.begin(), ages.end(),
                                             [&](int age) { return age >= from && age < to; })) /
           static_cast<double>(ages.size());
  };
  CHECK(share(20, 40) > 0.5);
  CHECK(share(60, 120) > 0.02);
  CHECK(share(18, 20) < 0.08);
}
