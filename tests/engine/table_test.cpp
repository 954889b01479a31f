#include "engine/table.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "engine/herd.hpp"
#include "engine/property.hpp"

using namespace buurt::engine;
using buurt::tests::Herd;
using buurt::tests::herd_of;

TEST_CASE("an agent added to a table lives in a row with its columns at zero") {
  Herd herd;
  const Row row = herd.add(Identity{9});
  CHECK(row == 0);
  CHECK(herd.alive(row));
  CHECK(herd.identity[row] == Identity{9});
  CHECK(herd.weight[row] == 0.0F);
  CHECK(herd.size() == 1);
}

TEST_CASE("the row of an agent who went is clean and the lowest free row is taken first") {
  Herd herd = herd_of(10);
  for (const Row row : {7U, 2U, 5U}) herd.remove(row);
  CHECK(herd.size() == 7);
  CHECK(herd.rows() == 10);
  CHECK_FALSE(herd.alive(5));
  CHECK(herd.weight[5] == 0.0F);
  CHECK(herd.add(Identity{101}) == 2);
  CHECK(herd.add(Identity{102}) == 5);
  CHECK(herd.weight[5] == 0.0F);
  CHECK(herd.add(Identity{103}) == 7);
  CHECK(herd.add(Identity{104}) == 10);
  CHECK(herd.size() == 11);
}

TEST_CASE("which rows are taken does not depend on the order in which they became free") {
  buurt::tests::for_any([](std::vector<std::uint8_t> order) {
    Herd forward = herd_of(32);
    Herd backward = herd_of(32);
    std::vector<Row> rows;
    for (const std::uint8_t o : order) rows.push_back(o % 32U);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (auto row = rows.begin(); row != rows.end(); ++row) forward.remove(*row);
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) backward.remove(*row);
    RC_ASSERT(forward.hash() == backward.hash());
    for (std::uint64_t i = 0; i < 5; ++i) {
      RC_ASSERT(forward.add(Identity{1000 + i}) == backward.add(Identity{1000 + i}));
    }
    RC_ASSERT(forward.hash() == backward.hash());
  });
}

TEST_CASE("any change of any column changes a table's hash") {
  Herd herd = herd_of(100);
  const std::uint64_t before = herd.hash();
  CHECK(herd_of(100).hash() == before);
  herd.weight[99] += 1.0F;
  CHECK(herd.hash() != before);
  herd.weight[99] -= 1.0F;
  CHECK(herd.hash() == before);
  herd.colour[0] ^= 1U;
  CHECK(herd.hash() != before);
  herd.colour[0] ^= 1U;
  // Two neighbours who change places are a change.
  std::swap(herd.identity[3], herd.identity[4]);
  CHECK(herd.hash() != before);
  CHECK(herd_of(101).hash() != before);
}

TEST_CASE("a table restored from a snapshot has the same hash and goes on in the same way") {
  Herd herd = herd_of(50);
  for (const Row row : {40U, 3U, 12U}) herd.remove(row);
  Snapshot snapshot;
  herd.save(snapshot, "herd");
  CHECK(snapshot.items.size() == 3);
  CHECK(snapshot.items[1].name == "herd/weight");

  Herd restored = herd_of(80);
  restored.remove(79);
  restored.restore(snapshot, "herd");
  CHECK(restored.hash() == herd.hash());
  CHECK(restored.size() == herd.size());
  for (std::uint64_t i = 0; i < 5; ++i) {
    CHECK(restored.add(Identity{500 + i}) == herd.add(Identity{500 + i}));
  }
  CHECK(restored.hash() == herd.hash());
}

TEST_CASE("a snapshot that lacks a column, or holds one of another length or kind, is refused") {
  const Herd herd = herd_of(5);
  Snapshot snapshot;
  herd.save(snapshot, "herd");
  Herd restored;
  SECTION("lacks") {
    snapshot.items.erase(snapshot.items.begin() + 1);
    CHECK_THROWS_AS(restored.restore(snapshot, "herd"), RunError);
  }
  SECTION("another length") {
    snapshot.items[1].count = 4;
    snapshot.items[1].bytes.resize(4 * sizeof(float));
    CHECK_THROWS_AS(restored.restore(snapshot, "herd"), RunError);
  }
  SECTION("another kind") {
    snapshot.items[1].type = ElementType::i32;
    CHECK_THROWS_AS(restored.restore(snapshot, "herd"), RunError);
  }
}
