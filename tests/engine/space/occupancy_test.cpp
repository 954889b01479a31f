#include "engine/space/occupancy.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "engine/random.hpp"

using namespace buurt::engine;

TEST_CASE("whoever moves leaves an empty cell behind") {
  Occupancy occupancy(4);
  REQUIRE(occupancy.empty_cells() == std::vector<Cell>{0, 1, 2, 3});
  occupancy.put(7, 2);
  REQUIRE(occupancy.occupant(2) == 7);
  occupancy.move(2, 0);
  REQUIRE(occupancy.occupant(0) == 7);
  REQUIRE(occupancy.empty(2));
  REQUIRE(occupancy.empty_cells() == std::vector<Cell>{1, 2, 3});
  occupancy.leave(0);
  REQUIRE(occupancy.empty(0));
}

TEST_CASE("a thing goes to the first claimant by draw, in whatever order they claim") {
  constexpr Row claimants = 500;
  constexpr std::size_t things = 40;
  const Stream stream(3, name_hash("test claims"));
  const auto draw = [&](Row row) { return stream.at(Identity{row + 1U}, 0); };
  const auto before = [&](Row a, Row b) {
    // Few different draws, so that many are equal and identity must decide.
    const auto turn_a = draw(a).below(4, 1);
    const auto turn_b = draw(b).below(4, 1);
    return turn_a != turn_b ? turn_a < turn_b : a < b;
  };
  const auto wanted = [&](Row row) { return draw(row).below(things); };

  std::vector<Row> expected(things, no_row);
  for (Row row = 0; row < claimants; ++row) {
    Row& best = expected[wanted(row)];
    if (best == no_row || before(row, best)) best = row;
  }

  Claims claims;
  const auto winners = [&] {
    std::vector<Row> all;
    for (std::size_t thing = 0; thing < things; ++thing) all.push_back(claims.winner(thing));
    return all;
  };
  claims.open(things);
  for (Row row = 0; row < claimants; ++row) claims.claim(wanted(row), row, before);
  REQUIRE(winners() == expected);
  claims.open(things);
  for (Row row = claimants; row-- > 0;) claims.claim(wanted(row), row, before);
  REQUIRE(winners() == expected);
  claims.open(things);
  with_threads(2, [&] {
    for_blocks(
        claimants,
        [&](std::size_t, std::size_t begin, std::size_t end) {
          for (auto row = static_cast<Row>(begin); row < end; ++row) {
            claims.claim(wanted(row), row, before);
          }
        },
        8);
  });
  REQUIRE(winners() == expected);
}

TEST_CASE("what nobody claims nobody gets, and claims are forgotten") {
  Claims claims;
  claims.open(2);
  claims.claim(0, 5, [](Row a, Row b) { return a < b; });
  REQUIRE(claims.winner(0) == 5);
  REQUIRE(claims.winner(1) == no_row);
  claims.open(2);
  REQUIRE(claims.winner(0) == no_row);
}
