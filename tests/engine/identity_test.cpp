#include "engine/identity.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace buurt::engine;

TEST_CASE("a pair has the same identity from both sides, and other pairs have others") {
  std::set<std::uint64_t> pairs;
  for (std::uint64_t a = 1; a <= 60; ++a) {
    for (std::uint64_t b = a + 1; b <= 60; ++b) {
      const Identity one{mix(a)};
      const Identity other{mix(b)};
      REQUIRE(pair_identity(one, other) == pair_identity(other, one));
      pairs.insert(pair_identity(one, other).value);
    }
  }
  CHECK(pairs.size() == 60 * 59 / 2);
}

TEST_CASE("who is caused by whom, of what and when makes an identity") {
  const Identity mother{mix(5)};
  CHECK(mother.caused(1, 10) == mother.caused(1, 10));
  CHECK(mother.caused(1, 10) != mother.caused(1, 11));
  CHECK(mother.caused(1, 10) != mother.caused(2, 10));
  CHECK(mother.caused(1, 10) != Identity{mix(6)}.caused(1, 10));
  CHECK(mother.caused(10, 1) != mother.caused(1, 10));
}

TEST_CASE("mixing is one to one and minds the order of two words") {
  std::set<std::uint64_t> mixed;
  for (std::uint64_t i = 0; i < 10'000; ++i) mixed.insert(mix(i));
  CHECK(mixed.size() == 10'000);
  CHECK(mix(1, 2) != mix(2, 1));
}

TEST_CASE("a name's number is its FNV-1a hash") {
  CHECK(name_hash("") == 0xcbf29ce484222325ULL);
  CHECK(name_hash("a") == 0xaf63dc4c8601ec8cULL);
  CHECK(name_hash("foobar") == 0x85944171f73967e8ULL);
}
