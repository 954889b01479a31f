// One more resident touches only those whom he or she reaches through ties, shared places or a shared
// queue, week by week.

#include <bit>
#include <catch2/catch.hpp>
#include <cstring>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "care/processes/encounters.hpp"
#include "care/processes/loneliness.hpp"
#include "care/processes/meeting.hpp"
#include "care/small_town.hpp"
#include "care/world/social_hours.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Identity;
using engine::Tie;

namespace {

/// The same person in the next arm may live in another row: rows are read as whose they are.
std::uint64_t who_is_in(const World& world, Row person) {
  return person == no_row ? 0 : world.people.identity[person].value;
}

/// A tie as it is seen apart from rows.
using SeenTie = std::tuple<std::uint64_t, float, int, int, int, int>;

/// All that can be said of a person.
struct Seen {
  std::map<std::string, std::uint64_t> columns;
  std::set<SeenTie> ties;
  friend bool operator==(const Seen&, const Seen&) = default;
};

Seen see(const World& world, Person person) {
  Seen seen;
  world.people.for_each_column([&](std::string_view name, const auto& values) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &values[person], sizeof(values[person]));
    if (name == "partner" || name == "next_in_household") {
      bits = who_is_in(world, static_cast<Row>(bits));
    }
    if (name == "household") {
      bits = world.households.identity[static_cast<Row>(bits)].value;
    }
    seen.columns[std::string(name)] = bits;
  });
  seen.columns["dwelling"] =
      world.dwellings.identity[world.households.dwelling[world.people.household[person]]].value;
  seen.columns["street"] = world.street_of(person);
  seen.columns["neighbourhood"] = world.neighbourhood_of(person);
  const auto ties = world.ties.ties(person);
  const auto next = world.ties.next(person);
  for (std::size_t i = 0; i < ties.size(); ++i) {
    const std::uint64_t other =
        ties[i].outside() ? ties[i].other : world.people.identity[ties[i].other].value;
    seen.ties.insert(
        {other, ties[i].weight, ties[i].last, ties[i].kind, ties[i].usual_gap, next[i]});
  }
  return seen;
}

using Everybody = std::map<Identity, Seen>;

Everybody see_all(const World& world) {
  Everybody all;
  for (const Person person : test::everybody(world)) {
    all.emplace(world.people.identity[person], see(world, person));
  }
  return all;
}

using Identities = std::set<Identity>;

/// Who is not the same in both, or is in one alone.
Identities differing(const Everybody& a, const Everybody& b) {
  Identities found;
  for (const auto& [who, seen] : a) {
    const auto other = b.find(who);
    if (other == b.end() || !(other->second == seen)) found.insert(who);
  }
  for (const auto& [who, seen] : b) {
    if (!a.contains(who)) found.insert(who);
  }
  return found;
}

/// Where others come across a person, by place.
std::vector<std::uint64_t> places_of(const Seen& seen) {
  std::vector<std::uint64_t> places;
  for (const char* column : {"daytime", "association", "parish", "street", "neighbourhood"}) {
    if (const auto place = seen.columns.at(column); place != no_row) places.push_back(place);
  }
  return places;
}

/// Both worlds at one moment.
struct Moment {
  Everybody without;
  Everybody with;
};

/// Identities who took part in a shared queue in a week: they came, left, moved, or found or lost a
/// partner in one of the worlds.
void add_queue(Identities& people, const Everybody& before, const Everybody& after) {
  for (const auto& [who, seen] : after) {
    const auto earlier = before.find(who);
    if (earlier == before.end()) {
      people.insert(who);
      continue;
    }
    for (const char* column : {"dwelling", "household", "partner"}) {
      if (earlier->second.columns.at(column) != seen.columns.at(column)) people.insert(who);
    }
  }
  for (const auto& [who, seen] : before) {
    if (!after.contains(who)) people.insert(who);
  }
}

/// Whether a person can be come across otherwise in one world than in the other: there in one alone,
/// belonging elsewhere, or with more or fewer ties.
bool met_otherwise(const Moment& moment, Identity who) {
  const auto a = moment.without.find(who);
  const auto b = moment.with.find(who);
  const bool in_a = a != moment.without.end();
  const bool in_b = b != moment.with.end();
  if (!in_a || !in_b) return in_a != in_b;
  for (const char* column : {"dwelling", "daytime", "association", "parish"}) {
    if (a->second.columns.at(column) != b->second.columns.at(column)) return true;
  }
  return a->second.ties.size() != b->second.ties.size();
}

/// All whom a difference may have reached within a week.
Identities reach(const Moment& before, const Moment& after, const Identities& differed) {
  Identities carriers = differed;
  add_queue(carriers, before.without, after.without);
  add_queue(carriers, before.with, after.with);
  Identities reached = carriers;
  std::set<std::uint64_t> places;
  std::set<std::uint64_t> households;
  const auto views = {&before.without, &before.with, &after.without, &after.with};
  for (const Everybody* view : views) {
    for (const Identity who : carriers) {
      const auto found = view->find(who);
      if (found == view->end()) continue;
      for (const SeenTie& tie : found->second.ties) reached.insert(Identity{std::get<0>(tie)});
      households.insert(found->second.columns.at("household"));
      if (!met_otherwise(before, who) && !met_otherwise(after, who)) continue;
      for (const std::uint64_t place : places_of(found->second)) places.insert(place);
    }
  }
  for (const Everybody* view : views) {
    for (const auto& [who, seen] : *view) {
      bool shares = households.contains(seen.columns.at("household"));
      for (const std::uint64_t place : places_of(seen)) shares = shares || places.contains(place);
      if (shares) reached.insert(who);
    }
  }
  return reached;
}

/// Somebody of thirty-five moves into an empty dwelling and knows nobody.
Person add_newcomer(World& world) {
  const Identity identity{engine::mix(engine::name_hash("one more resident"))};
  const Row dwelling = world.pick_vacant(identity, 0);
  REQUIRE(dwelling != no_row);
  const Person person = world.add_person(identity);
  world.people.birth_week[person] = static_cast<std::int32_t>(world.week) - 35 * weeks_per_year;
  world.people.sex[person] = Sex::woman;
  world.people.sociability[person] = 1.0F;
  world.people.eagerness[person] = 1.0F;
  world.join_household(person, world.add_household(identity.caused(0, 0), dwelling));
  world.people.social_hours[person] = social_hours(world, person);
  return person;
}

}  // namespace

TEST_CASE("one more resident touches only those reached by ties, shared places or a shared queue") {
  World without = test::small_town();
  World with = without;
  const Person newcomer = add_newcomer(with);
  // A life of one's own from the first week on: looking around, and knowing two of the street.
  plan_next_meeting(with, newcomer);
  for (const Person person : test::everybody(without)) {
    if (with.ties.degree(newcomer) < 2 && with.street_of(person) == with.street_of(newcomer)) {
      with.tie(newcomer, person, TieKind::neighbour, 30.0F, 1.0F);
    }
  }
  with.audit();

  WeekSchedule week_without = make_week();
  WeekSchedule week_with = make_week();
  Moment before{see_all(without), see_all(with)};
  Identities differed = differing(before.without, before.with);
  REQUIRE(differed.size() == 3);
  std::size_t ever_spared = 0;
  constexpr int weeks = 6;
  for (int week = 1; week <= weeks; ++week) {
    live_week(without, week_without);
    live_week(with, week_with);
    Moment after{see_all(without), see_all(with)};
    const Identities differ = differing(after.without, after.with);
    const Identities reached = reach(before, after, differed);
    for (const Identity who : differ) {
      INFO("week " << week << ": a difference jumped to " << who.value);
      REQUIRE(reached.contains(who));
    }
    INFO("week " << week << ": " << differ.size() << " differ, " << reached.size() << " reached of "
                 << after.with.size());
    if (week == 1) {
      CHECK(differ.size() > 1);
      CHECK(reached.size() < after.with.size() / 2);
    }
    ever_spared += reached.size() < after.with.size() ? 1U : 0U;
    differed.insert(differ.begin(), differ.end());
    before = std::move(after);
  }
  CHECK(ever_spared >= 1);
}

TEST_CASE("a resident whom nobody meets changes nobody's social life") {
  World without = test::small_town();
  for (const Person person : test::everybody(without)) {
    without.people.meeting_week[person] = engine::Network::never;
  }
  World with = without;
  const Person newcomer = add_newcomer(with);
  with.people.social_hours[newcomer] = 0.0F;
  for (int week = 0; week < 4; ++week) {
    for (World* world : {&without, &with}) {
      encounter(*world);
      meet_new_people(*world);
      feel_lonely(*world);
      ++world->week;
    }
  }
  const Identities differ = differing(see_all(without), see_all(with));
  CHECK(differ == Identities{with.people.identity[newcomer]});
}
