#include "care/processes/meeting.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Tie;

namespace {

using Pair = std::pair<Person, Person>;

std::set<Pair> ties_here(const World& world) {
  std::set<Pair> pairs;
  for (const Person person : test::everybody(world)) {
    for (const Tie& tie : world.ties.ties(person)) {
      if (!tie.outside() && person < tie.other) pairs.insert({person, tie.other});
    }
  }
  return pairs;
}

double years_between(const World& world, Pair pair) {
  return std::abs(world.people.birth_week[pair.first] - world.people.birth_week[pair.second]) /
         static_cast<double>(weeks_per_year);
}

double metres_between(const World& world, Pair pair) {
  const auto dwelling = [&](Person person) {
    return world.households.dwelling[world.people.household[person]];
  };
  const Row a = dwelling(pair.first);
  const Row b = dwelling(pair.second);
  return std::hypot(static_cast<double>(world.dwellings.x[a] - world.dwellings.x[b]),
                    static_cast<double>(world.dwellings.y[a] - world.dwellings.y[b]));
}

bool is_busy_by_day(const World& world, Person person) {
  return world.people.occupation[person] == Occupation::worker ||
         world.people.occupation[person] == Occupation::student ||
         world.people.daytime[person] != no_row;
}

/// Lets the same week of meeting happen forty times, each in a week of its own.
std::vector<std::pair<Pair, TieKind>> meetings(World& world) {
  const std::set<Pair> before = ties_here(world);
  for (int week = 0; week < 40; ++week) {
    meet_new_people(world);
    ++world.week;
  }
  std::vector<std::pair<Pair, TieKind>> made;
  for (const Pair& pair : ties_here(world)) {
    if (before.contains(pair)) continue;
    made.emplace_back(pair, kind_of(test::tie_between(world, pair.first, pair.second)->kind));
  }
  return made;
}

struct Means {
  double years = 0.0;
  double metres = 0.0;
  double same_origin = 0.0;
  std::size_t count = 0;
};

Means means_of(const World& world, const std::vector<Pair>& pairs) {
  Means means;
  for (const Pair& pair : pairs) {
    means.years += years_between(world, pair);
    means.metres += metres_between(world, pair);
    means.same_origin += world.people.origin[pair.first] == world.people.origin[pair.second];
  }
  means.count = pairs.size();
  const auto count = static_cast<double>(pairs.size());
  means.years /= count;
  means.metres /= count;
  means.same_origin /= count;
  return means;
}

}  // namespace

TEST_CASE("new acquaintances of the neighbourhood are more alike and nearer than neighbours are") {
  World world = test::small_town();
  std::vector<Pair> met;
  for (const auto& [pair, kind] : meetings(world)) {
    if (kind == TieKind::acquaintance) met.push_back(pair);
  }
  // All pairs of two streets of one neighbourhood, which is what chance alone would give: somebody of
  // one's own street becomes a neighbour.
  std::vector<Pair> all;
  const auto people = test::everybody(world);
  for (std::size_t i = 0; i < people.size(); ++i) {
    for (std::size_t j = i + 1; j < people.size(); j += 7) {
      if (world.neighbourhood_of(people[i]) == world.neighbourhood_of(people[j]) &&
          world.street_of(people[i]) != world.street_of(people[j])) {
        all.emplace_back(people[i], people[j]);
      }
    }
  }
  const Means new_ties = means_of(world, met);
  const Means by_chance = means_of(world, all);
  REQUIRE(new_ties.count > 30);
  REQUIRE(by_chance.count > 1000);
  CHECK(new_ties.years < 0.8 * by_chance.years);
  CHECK(new_ties.metres < 0.9 * by_chance.metres);
  CHECK(new_ties.same_origin > by_chance.same_origin);
}

TEST_CASE("people meet where they belong") {
  World world = test::small_town();
  int colleagues = 0;
  for (const auto& [pair, kind] : meetings(world)) {
    const Person a = pair.first;
    const Person b = pair.second;
    const auto shared = [&](const Column<Row>& column) {
      return column[a] != no_row && column[a] == column[b];
    };
    switch (kind) {
      case TieKind::colleague:
        CHECK(shared(world.people.daytime));
        ++colleagues;
        break;
      case TieKind::fellow_member:
        CHECK((shared(world.people.association) || shared(world.people.parish)));
        break;
      case TieKind::neighbour: CHECK(world.street_of(a) == world.street_of(b)); break;
      case TieKind::acquaintance:
        CHECK(world.neighbourhood_of(a) == world.neighbourhood_of(b));
        break;
      default: FAIL("a new tie of another kind"); break;
    }
  }
  CHECK(colleagues > 0);
}

TEST_CASE("a tie that is made begins with some hours and a date") {
  World world = test::small_town();
  const std::set<Pair> before = ties_here(world);
  int made = 0;
  while (made == 0 && world.week < 60) {
    meet_new_people(world);
    for (const Pair& pair : ties_here(world)) {
      if (before.contains(pair)) continue;
      ++made;
      const int slot = world.ties.find(pair.first, pair.second);
      const Tie& tie = world.ties.ties(pair.first)[static_cast<std::size_t>(slot)];
      CHECK(static_cast<double>(tie.weight) == Approx(world.parameters.meeting.first_hours));
      CHECK(tie.last == world.week);
      CHECK(world.ties.next(pair.first)[static_cast<std::size_t>(slot)] > world.week);
    }
    world.audit();
    ++world.week;
  }
  CHECK(made > 0);
}

TEST_CASE("people with many ties look for new ones less often") {
  World few = test::small_town();
  World many = few;
  int later = 0;
  int compared = 0;
  for (const Person person : test::everybody(few)) {
    if (person % 10 != 0) continue;
    for (std::uint64_t number = 1; number <= 40; ++number) {
      many.tie_outside(person, engine::Identity{engine::mix(person + 1, number)},
                       TieKind::acquaintance, 1.0F, 20.0F);
    }
    plan_next_meeting(few, person);
    plan_next_meeting(many, person);
    REQUIRE(many.people.meeting_week[person] >= few.people.meeting_week[person]);
    later += many.people.meeting_week[person] > few.people.meeting_week[person];
    ++compared;
  }
  CHECK(compared > 100);
  CHECK(later > compared / 2);
}

TEST_CASE("who works or studies outside the town meets people there who are not simulated") {
  World world = test::small_town();
  std::vector<std::uint32_t> outside(world.people.rows());
  const auto count = [&](Person person) {
    std::uint32_t ties = 0;
    for (const Tie& tie : world.ties.ties(person)) ties += tie.outside() ? 1U : 0U;
    return ties;
  };
  for (const Person person : test::everybody(world)) outside[person] = count(person);
  meetings(world);
  int commuters = 0;
  for (const Person person : test::everybody(world)) {
    if (count(person) == outside[person]) continue;
    CHECK(world.people.daytime[person] == no_row);
    CHECK(is_busy_by_day(world, person));
    ++commuters;
  }
  CHECK(commuters > 0);
}
