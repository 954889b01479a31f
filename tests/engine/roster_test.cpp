#include "engine/roster.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <vector>

#include "engine/chi_square.hpp"
#include "engine/error.hpp"
#include "engine/property.hpp"

using namespace buurt::engine;

namespace {

Identity identity_of(Row row) { return Identity{mix(row + 1)}; }

void join(Rosters& rosters, Rosters::Number roster, Row row) {
  rosters.join(roster, row, identity_of(row), identity_of);
}

Rosters one_roster(std::uint32_t members) {
  Rosters rosters;
  rosters.add();
  for (Row row = 0; row < members; ++row) join(rosters, 0, row);
  return rosters;
}

const Stream stream(3, name_hash("test.meeting"));

Row pick(const Rosters& rosters, std::uint32_t i) {
  return rosters.pick(0, stream.at(Identity{mix(i)}, 1));
}

}  // namespace

TEST_CASE("who joins is a member and who leaves is none") {
  Rosters rosters = one_roster(0);
  CHECK(rosters.pick(0, Draw{}) == no_row);
  join(rosters, 0, 5);
  CHECK(rosters.has(0, 5, identity_of(5)));
  CHECK_FALSE(rosters.has(0, 6, identity_of(6)));
  CHECK(rosters.members(0) == 1);
  CHECK_FALSE(rosters.leave(0, 6, identity_of(6)));
  CHECK(rosters.leave(0, 5, identity_of(5)));
  CHECK_FALSE(rosters.has(0, 5, identity_of(5)));
  CHECK(rosters.members(0) == 0);
  CHECK(rosters.pick(0, Draw{}) == no_row);
}

TEST_CASE("a roster holds just those who joined and did not leave") {
  buurt::tests::for_any([](std::vector<std::uint16_t> toggles) {
    Rosters rosters;
    std::vector<std::set<Row>> expected(3);
    for (int i = 0; i < 3; ++i) rosters.add();
    for (const std::uint16_t toggle : toggles) {
      const Rosters::Number roster = toggle % 3U;
      const Row row = toggle / 3U % 64U;
      if (expected[roster].erase(row) > 0) {
        RC_ASSERT(rosters.leave(roster, row, identity_of(row)));
      } else {
        expected[roster].insert(row);
        join(rosters, roster, row);
      }
    }
    for (Rosters::Number roster = 0; roster < 3; ++roster) {
      std::set<Row> seated;
      for (const Row row : rosters.seats(roster)) {
        if (row != no_row) RC_ASSERT(seated.insert(row).second);
      }
      RC_ASSERT(seated == expected[roster]);
      RC_ASSERT(rosters.members(roster) == expected[roster].size());
      RC_ASSERT(rosters.seats(roster).size() >= 2 * expected[roster].size());
      for (Row row = 0; row < 64; ++row) {
        RC_ASSERT(rosters.has(roster, row, identity_of(row)) == (expected[roster].count(row) == 1));
      }
    }
    RC_ASSERT(rosters.hash() == rosters.hash_from_scratch());
  });
}

TEST_CASE("every member is met equally often") {
  // Chi-square at 4 standard deviations for each of three sizes.
  for (const std::uint32_t members : {3U, 40U, 500U}) {
    const Rosters rosters = one_roster(members);
    std::vector<std::uint64_t> met(members);
    for (std::uint32_t i = 0; i < 200'000; ++i) {
      const Row row = pick(rosters, i);
      if (row != no_row) ++met[row];
    }
    CHECK(buurt::tests::excess_over_equal_chances(met) < 4.0);
  }
}

TEST_CASE("nobody is met as often as four words in a row fall on empty seats") {
  // Binomial, 5 standard deviations.
  for (const std::uint32_t members : {17U, 32U}) {
    const Rosters rosters = one_roster(members);
    const double empty = 1.0 - members / static_cast<double>(rosters.seats(0).size());
    const double expected = std::pow(empty, 4.0);
    double nobody = 0;
    for (std::uint32_t i = 0; i < 100'000; ++i) nobody += pick(rosters, i) == no_row ? 1.0 : 0.0;
    CHECK(std::abs(nobody / 1e5 - expected) < 5.0 * std::sqrt(expected * (1.0 - expected) / 1e5));
  }
}

TEST_CASE("as long as the ring has room, one more member changes only draws that now meet it") {
  for (const std::uint32_t members : {20U, 100U, 300U}) {
    const Rosters before = one_roster(members);
    Rosters after = before;
    join(after, 0, members);
    REQUIRE(after.seats(0).size() == before.seats(0).size());
    std::uint32_t changed = 0;
    for (std::uint32_t i = 0; i < 100'000; ++i) {
      const Row met_before = pick(before, i);
      const Row met_after = pick(after, i);
      if (met_before == met_after) continue;
      REQUIRE(met_after == members);
      ++changed;
    }
    // The new seat is looked at by at most four words.
    CHECK(changed > 0);
    CHECK(changed / 1e5 < 4.0 / static_cast<double>(before.seats(0).size()));
    // And when it leaves again, everything is as it was.
    after.leave(0, members, identity_of(members));
    CHECK(after.hash() == before.hash());
  }
}

TEST_CASE("members of one roster do not touch another") {
  Rosters rosters = one_roster(10);
  const Rosters::Number other = rosters.add();
  std::vector<Row> before(rosters.seats(0).begin(), rosters.seats(0).end());
  for (Row row = 0; row < 200; ++row) join(rosters, other, row);
  CHECK(std::vector<Row>(rosters.seats(0).begin(), rosters.seats(0).end()) == before);
  CHECK(rosters.members(other) == 200);
  CHECK(rosters.members(0) == 10);
}

TEST_CASE("rosters restored from a snapshot have the same hash and the same draws") {
  Rosters rosters = one_roster(50);
  rosters.add();
  join(rosters, rosters.add(), 7);
  for (Row row = 0; row < 50; row += 3) rosters.leave(0, row, identity_of(row));
  Snapshot snapshot;
  rosters.save(snapshot, "clubs");
  Rosters restored = one_roster(9);
  restored.restore(snapshot, "clubs");
  CHECK(restored.size() == 3);
  CHECK(restored.members(0) == rosters.members(0));
  CHECK(restored.members(1) == 0);
  CHECK(restored.hash() == rosters.hash());
  CHECK(restored.hash_from_scratch() == rosters.hash());
  for (std::uint32_t i = 0; i < 1000; ++i) REQUIRE(pick(restored, i) == pick(rosters, i));
  // Both live on in the same way, through a ring that grows.
  for (Row row = 100; row < 200; ++row) {
    join(rosters, 0, row);
    join(restored, 0, row);
  }
  CHECK(restored.hash() == rosters.hash());
}

TEST_CASE("a snapshot of rosters with an impossible ring or of uneven length is refused") {
  const Rosters rosters = one_roster(3);
  Snapshot snapshot;
  rosters.save(snapshot, "clubs");
  Rosters restored;
  SECTION("impossible") {
    snapshot.items[0].bytes[0] = std::byte{7};
    CHECK_THROWS_AS(restored.restore(snapshot, "clubs"), RunError);
  }
  SECTION("uneven") {
    snapshot.items[1].count = 1;
    snapshot.items[1].bytes.resize(sizeof(Row));
    CHECK_THROWS_AS(restored.restore(snapshot, "clubs"), RunError);
  }
}
