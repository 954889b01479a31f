#include "care/processes/encounters.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::Tie;

namespace {

/// A tie between two inhabitants of different households: its owner and its slot.
struct Held {
  Person owner;
  std::uint32_t slot;
};

template <class Wanted>
std::vector<Held> ties_that(const World& world, const Wanted& wanted) {
  std::vector<Held> found;
  for (const Person person : test::everybody(world)) {
    const auto ties = world.ties.ties(person);
    for (std::uint32_t slot = 0; slot < ties.size(); ++slot) {
      const Tie& tie = ties[slot];
      if (tie.outside() || person > tie.other || test::together(tie)) continue;
      if (wanted(tie, world.ties.next(person)[slot])) found.push_back({person, slot});
    }
  }
  return found;
}

std::vector<Held> ties_of_kind(const World& world, TieKind kind) {
  return ties_that(world,
                   [kind](const Tie& tie, std::uint16_t) { return kind_of(tie.kind) == kind; });
}

/// Makes the two ends of a tie meet in the week that is about to be lived.
void make_due(World& world, const Held& held, Tie tie) {
  tie.plan = 0;
  tie.agreed = 0;
  tie.length =
      static_cast<std::uint8_t>(world.rules.hours[tie.kind & tie_kind_mask] * length_steps);
  world.ties.rewrite_both(held.owner, held.slot, tie, static_cast<std::uint16_t>(world.week));
  world.recount_ties(held.owner);
  world.recount_ties(tie.other);
  world.recall_contacts(held.owner);
  world.recall_contacts(tie.other);
}

/// Parameters without quarrels, so that hours only follow contact.
World town_without_conflict() {
  World world = test::small_town();
  Parameters parameters = world.parameters;
  parameters.ties.conflict_chance = 0.0;
  world.use(parameters);
  return world;
}

}  // namespace

TEST_CASE("contact adds hours to a tie, at both ends, and to the week of both people") {
  World world = town_without_conflict();
  const auto friends = ties_of_kind(world, TieKind::friendship);
  REQUIRE(friends.size() > 50);
  for (std::size_t i = 0; i < 50; ++i) {
    const Held held = friends[i];
    const Tie before = world.ties.ties(held.owner)[held.slot];
    Tie met_last_week = before;
    met_last_week.kind = coded(TieKind::friendship);
    met_last_week.last = static_cast<std::uint16_t>(world.week - 1);
    make_due(world, held, met_last_week);
    World after = world;
    encounter(after);
    const Tie* mine = test::tie_between(after, held.owner, before.other);
    const Tie* theirs = test::tie_between(after, before.other, held.owner);
    REQUIRE(mine != nullptr);
    REQUIRE(theirs != nullptr);
    const float forgotten =
        met_last_week.weight * (1.0F - std::exp(-world.rules.forgetting)) + 1e-3F;
    CHECK(mine->weight > met_last_week.weight - forgotten);
    CHECK(mine->weight - met_last_week.weight + forgotten >=
          0.5F * world.rules.hours[coded(TieKind::friendship)]);
    CHECK(mine->weight == theirs->weight);
    CHECK(mine->last == world.week);
    for (const Person person : {held.owner, before.other}) {
      CHECK(after.people.met[person] > 0);
      CHECK(after.people.week_contact[person] > 0.0F);
    }
  }
}

TEST_CASE("silence takes hours away: the longer it was, the fewer are left") {
  World world = town_without_conflict();
  world.week = 400;
  const auto friends = ties_of_kind(world, TieKind::friendship);
  REQUIRE(friends.size() > 20);
  for (std::size_t i = 0; i < 20; ++i) {
    const Held held = friends[i];
    float before = 1e9F;
    for (const std::uint32_t silent : {1U, 13U, 52U, 208U}) {
      World after = world;
      Tie tie = after.ties.ties(held.owner)[held.slot];
      tie.kind = coded(TieKind::friendship);
      tie.weight = 150.0F;
      tie.last = static_cast<std::uint16_t>(world.week - silent);
      make_due(after, held, tie);
      encounter(after);
      const Tie* left = test::tie_between(after, held.owner, tie.other);
      REQUIRE(left != nullptr);
      CHECK(left->weight < before);
      before = left->weight;
    }
  }
}

/// Weeks from now on to the first contact of a tie; the end of the stretch when there is none in it.
int weeks_to_contact(const World& world, const Tie& tie, std::uint16_t next) {
  const int weeks = next - static_cast<int>(world.week);
  if ((tie.plan & plan_settled) == 0 || tie.agreed == 0) return weeks;
  return weeks - 31 + std::countr_zero(tie.agreed);
}

TEST_CASE("strong ties meet sooner than weak ones") {
  const World& world = test::small_town();
  int sooner = 0;
  int later = 0;
  int compared = 0;
  for (const Held& held : ties_of_kind(world, TieKind::friendship)) {
    // The same pair and the same draw, with few shared hours and with many.
    Tie weak = world.ties.ties(held.owner)[held.slot];
    Tie strong = weak;
    weak.weight = 20.0F;
    strong.weight = 300.0F;
    const std::uint16_t weak_next = world.first_contact(held.owner, weak);
    const std::uint16_t strong_next = world.first_contact(held.owner, strong);
    const int weak_meets = weeks_to_contact(world, weak, weak_next);
    const int strong_meets = weeks_to_contact(world, strong, strong_next);
    CHECK(strong.usual_gap <= weak.usual_gap);
    sooner += strong_meets < weak_meets;
    // The one may settle a stretch and the other a date, from the same draw.
    later += strong_meets > weak_meets;
    ++compared;
  }
  CHECK(compared > 100);
  CHECK(sooner > compared / 2);
  CHECK(later < compared / 10);
}

TEST_CASE("a tie that stays silent for too many usual gaps falls dormant or is lost") {
  World world = test::small_town();
  WeekSchedule schedule = make_week();
  int dormant = 0;
  int lost = 0;
  for (int week = 0; week < 40; ++week) {
    // Life goes on, but this time the encounters are looked at from both sides.
    const auto fading = ties_that(world, [&](const Tie& tie, std::uint16_t next) {
      return (tie.kind & tie_fading) != 0 && next == world.week;
    });
    std::vector<std::pair<Held, Tie>> silent;
    for (const Held& held : fading) {
      const Tie tie = world.ties.ties(held.owner)[held.slot];
      silent.emplace_back(held, tie);
      const auto silence = static_cast<float>(world.week - tie.last);
      const float usual = gap_weeks(static_cast<float>(tie.usual_gap));
      CHECK(silence >= world.rules.silence_gaps * usual - 1.0F);
    }
    World after = world;
    encounter(after);
    for (const auto& [held, before] : silent) {
      const Tie* tie = test::tie_between(after, held.owner, before.other);
      const Tie* other_end = test::tie_between(after, before.other, held.owner);
      REQUIRE((tie == nullptr) == (other_end == nullptr));
      if (tie == nullptr) {
        ++lost;
      } else {
        ++dormant;
        CHECK((tie->kind & tie_dormant) != 0);
        CHECK((other_end->kind & tie_dormant) != 0);
        CHECK(tie->weight == before.weight);
      }
    }
    live_week(world, schedule);
  }
  CHECK(dormant > 0);
  CHECK(lost > 0);
}

TEST_CASE("after a contact no date is set beyond the silence that a tie bears") {
  World world = test::small_town();
  encounter(world);
  int looked_at = 0;
  for (const Held& held : ties_that(world, [&](const Tie&tie, std::uint16_t next) {
         // A settled stretch is looked at when it ends, and may end after the silence does.
         return tie.last == world.week && next > world.week && (tie.kind & tie_dormant) == 0 &&
                (tie.plan & plan_settled) == 0;
       })) {
    const Tie& tie = world.ties.ties(held.owner)[held.slot];
    const auto wait = static_cast<float>(world.ties.next(held.owner)[held.slot] - world.week);
    const float borne =
        1.0F + world.rules.silence_gaps * gap_weeks(static_cast<float>(tie.usual_gap));
    CHECK(wait <= borne * 1.001F);
    ++looked_at;
  }
  CHECK(looked_at > 100);
}

TEST_CASE("a dormant tie wakes at its next contact") {
  World world = test::small_town();
  const auto kin = ties_of_kind(world, TieKind::sibling);
  REQUIRE(kin.size() > 10);
  Tie tie = world.ties.ties(kin[0].owner)[kin[0].slot];
  tie.kind = coded(TieKind::sibling) | tie_dormant;
  make_due(world, kin[0], tie);
  encounter(world);
  const Tie* awake = test::tie_between(world, kin[0].owner, tie.other);
  REQUIRE(awake != nullptr);
  CHECK((awake->kind & tie_dormant) == 0);
  CHECK(awake->last == world.week);
}

TEST_CASE(
    "colleagues who shared hours enough become friends, and friends who fade, acquaintances") {
  World world = town_without_conflict();
  const auto colleagues = ties_of_kind(world, TieKind::colleague);
  const auto friends = ties_of_kind(world, TieKind::friendship);
  const auto siblings = ties_of_kind(world, TieKind::sibling);
  REQUIRE(colleagues.size() > 20);
  REQUIRE(friends.size() > 20);
  const auto after_contact = [&](const Held& held, float hours) {
    World after = world;
    Tie tie = after.ties.ties(held.owner)[held.slot];
    tie.kind = coded(kind_of(tie.kind));
    tie.weight = hours;
    tie.last = static_cast<std::uint16_t>(world.week - 1);
    make_due(after, held, tie);
    encounter(after);
    const Tie* then = test::tie_between(after, held.owner, tie.other);
    REQUIRE(then != nullptr);
    return kind_of(then->kind);
  };
  const float many = 2.0F * world.rules.friend_hours;
  for (std::size_t i = 0; i < 10; ++i) {
    CHECK(after_contact(colleagues[i], many) == TieKind::friendship);
    CHECK(after_contact(colleagues[i], 1.0F) == TieKind::colleague);
    CHECK(after_contact(friends[i], many) == TieKind::friendship);
    CHECK(after_contact(friends[i], 0.0F) == TieKind::acquaintance);
    CHECK(after_contact(siblings[i], many) == TieKind::sibling);
  }
}

TEST_CASE("what people count of their ties agrees with the ties themselves after a year") {
  World world = test::small_town();
  test::live(world, weeks_per_year);
  for (const Person person : test::everybody(world)) {
    const float pull = world.people.pull[person];
    const std::uint8_t weekly = world.people.ties_weekly[person];
    const std::uint8_t monthly = world.people.ties_monthly[person];
    world.recount_ties(person);
    REQUIRE(pull == Approx(world.people.pull[person]).margin(0.01));
    REQUIRE(weekly == world.people.ties_weekly[person]);
    REQUIRE(monthly == world.people.ties_monthly[person]);
  }
}

TEST_CASE("stretches of contacts end in weeks of their own, not all in one") {
  const World& world = test::small_town();
  std::vector<int> ending(weeks_settled + 1);
  int settled = 0;
  for (const Held& held : ties_that(
           world, [](const Tie&tie, std::uint16_t) { return (tie.plan & plan_settled) != 0; })) {
    const int left = world.ties.next(held.owner)[held.slot] - static_cast<int>(world.week);
    REQUIRE(left >= 0);
    REQUIRE(left <= weeks_settled);
    ++ending[static_cast<std::size_t>(left)];
    ++settled;
  }
  REQUIRE(settled > 1000);
  // Alike they would be a 28th each.
  for (const int ties : ending) CHECK(ties < settled / 9);
}
