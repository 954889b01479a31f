#include "engine/standing_set.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <vector>

#include "engine/herd.hpp"
#include "engine/mailbox.hpp"
#include "engine/property.hpp"

using namespace buurt::engine;
using buurt::tests::all_alike;
using buurt::tests::on_many_threads;

TEST_CASE("a standing set holds those inserted and not erased, in order of rows") {
  buurt::tests::for_any([](std::vector<std::pair<bool, std::uint16_t>> changes) {
    StandingSet set;
    std::set<Row> expected;
    for (const auto& [in, row] : changes) {
      set.put(row, in);
      if (in) {
        expected.insert(row);
      } else {
        expected.erase(row);
      }
    }
    RC_ASSERT(set.rows() == std::vector<Row>(expected.begin(), expected.end()));
    RC_ASSERT(set.count() == expected.size());
    RC_ASSERT(set.empty() == expected.empty());
    for (const auto& [in, row] : changes) RC_ASSERT(set.has(row) == (expected.count(row) == 1));
  });
}

TEST_CASE("neither order, hash nor equality remember how a standing set came about") {
  StandingSet one;
  StandingSet other;
  other.resize(100'000);
  for (const Row row : {5U, 900U, 64U, 63U}) one.insert(row);
  for (const Row row : {63U, 64U, 5U, 70'000U, 900U, 5U}) other.insert(row);
  CHECK_FALSE(one == other);
  CHECK(one.hash() != other.hash());
  other.erase(70'000);
  other.erase(99'999);
  CHECK(one == other);
  CHECK(one.hash() == other.hash());
  CHECK(one.rows() == other.rows());
  CHECK_FALSE(one.has(4'000'000'000U));
  one.erase(4'000'000'000U);
  one.clear();
  CHECK(one.empty());
  CHECK(one.hash() == StandingSet().hash());
}

TEST_CASE("every member is visited once, by any number of threads") {
  const auto hashes = on_many_threads([] {
    buurt::tests::Herd herd = buurt::tests::herd_of(10'000);
    StandingSet set;
    for (Row row = 0; row < 10'000; row += 7) set.insert(row);
    set.each([&](Row row) { herd.weight[row] += 1.0F; });
    return herd.hash();
  });
  buurt::tests::Herd expected = buurt::tests::herd_of(10'000);
  for (Row row = 0; row < 10'000; row += 7) expected.weight[row] += 1.0F;
  for (const std::uint64_t hash : hashes) CHECK(hash == expected.hash());
}

TEST_CASE("in a phase over rows an agent may erase itself and enter another set") {
  const auto hashes = on_many_threads([] {
    StandingSet waiting;
    StandingSet served;
    for (Row row = 0; row < 10'000; row += 3) waiting.insert(row);
    served.resize(waiting.room());
    waiting.each([&](Row row) {
      if (mix(row) % 2 == 0) return;
      waiting.erase(row);
      served.insert(row);
    });
    CHECK(waiting.count() + served.count() == 3334);
    CHECK(served.count() > 1000);
    return std::pair(waiting.hash(), served.hash());
  });
  CHECK(all_alike(hashes));
}

TEST_CASE("members may post mail with the block they are visited in") {
  StandingSet set;
  for (Row row = 0; row < 5000; row += 2) set.insert(row);
  Mailbox<int> mailbox;
  mailbox.open(set.room());
  set.each([&](std::size_t block, Row row) { mailbox.post(block, 0, Identity{row + 1U}, 1); });
  CHECK(mailbox.sorted().size() == 2500);
}

TEST_CASE("an aggregate over a standing set has the same bits on any number of threads") {
  StandingSet set;
  for (Row row = 0; row < 50'000; row += 3) set.insert(row);
  const auto sums = on_many_threads(
      [&] { return set.aggregate([](Row row) { return 1.0 / (row + 1.0); }, 0.0, std::plus<>()); });
  CHECK(all_alike(sums));
  CHECK(set.aggregate([](Row) { return std::size_t{1}; }, std::size_t{0}, std::plus<>()) ==
        set.count());
}

TEST_CASE("a standing set has the verbs of an agent set") {
  const buurt::tests::Herd herd = buurt::tests::herd_of(10);
  StandingSet set;
  for (const Row row : {8U, 2U, 5U, 3U}) set.insert(row);
  const auto heavy = set.in(herd).select([&](Row row) { return herd.weight[row] > 42.5F; });
  CHECK(std::vector<Row>(heavy.begin(), heavy.end()) == std::vector<Row>{3, 5, 8});
}

TEST_CASE("a standing set restored from a snapshot is the same") {
  StandingSet set;
  for (Row row = 0; row < 1000; row += 9) set.insert(row);
  Snapshot snapshot;
  set.save(snapshot, "carers");
  StandingSet restored;
  restored.insert(4);
  restored.restore(snapshot, "carers", 1000);
  CHECK(restored == set);
  CHECK(restored.hash() == set.hash());
}

TEST_CASE("a snapshot of a set with rows that are not there, or out of order, is refused") {
  StandingSet set;
  set.insert(10);
  set.insert(20);
  Snapshot snapshot;
  set.save(snapshot, "carers");
  StandingSet restored;
  CHECK_THROWS_AS(restored.restore(snapshot, "carers", 20), RunError);
  const std::vector<Row> backward = {20, 10};
  Snapshot other;
  other.put("carers/rows", std::span<const Row>(backward));
  CHECK_THROWS_AS(restored.restore(other, "carers", 100), RunError);
}
