#include "engine/agent_set.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "engine/chi_square.hpp"
#include "engine/herd.hpp"
#include "engine/mailbox.hpp"
#include "engine/property.hpp"

using namespace buurt::engine;
using buurt::tests::all_alike;
using buurt::tests::Herd;
using buurt::tests::herd_of;
using buurt::tests::on_many_threads;

namespace {

const Stream stream(21, name_hash("test.shuffle"));

std::vector<Row> rows_of(const AgentSet<Herd>& set) { return {set.begin(), set.end()}; }

AgentSet<Herd> reversed(const AgentSet<Herd>& set) {
  return AgentSet<Herd>(set.table(), std::vector<Row>(set.rows().rbegin(), set.rows().rend()));
}

}  // namespace

TEST_CASE("all agents are those alive, in order of rows") {
  Herd herd = herd_of(6);
  herd.remove(2);
  CHECK(rows_of(all(herd)) == std::vector<Row>{0, 1, 3, 4, 5});
  CHECK(all(Herd()).empty());
}

TEST_CASE(
    "a selection holds those for whom something is true, in order, on any number of threads") {
  const Herd herd = herd_of(5000);
  const auto selections = on_many_threads(
      [&] { return rows_of(all(herd).select([&](Row row) { return herd.colour[row] == 1; })); });
  CHECK(all_alike(selections));
  std::vector<Row> expected;
  for (Row row = 1; row < 5000; row += 3) expected.push_back(row);
  CHECK(selections.front() == expected);
}

TEST_CASE("shuffling keeps everybody and depends on who there is, not on the order they came in") {
  const Herd herd = herd_of(3000);
  const AgentSet<Herd> shuffled = all(herd).shuffle(stream, 4);
  CHECK(shuffled == reversed(all(herd)).shuffle(stream, 4));
  CHECK(shuffled == all(herd).shuffle(stream, 4));
  CHECK_FALSE(shuffled == all(herd).shuffle(stream, 5));
  CHECK_FALSE(shuffled == all(herd).shuffle(stream, 4, 1));
  std::vector<Row> rows = rows_of(shuffled);
  std::sort(rows.begin(), rows.end());
  CHECK(rows == rows_of(all(herd)));
  const auto orders = on_many_threads([&] { return rows_of(all(herd).shuffle(stream, 4)); });
  CHECK(all_alike(orders));
}

TEST_CASE("every order of four agents comes up equally often") {
  // Chi-square over 24 orders, 24,000 shuffles, at 4 standard deviations.
  const Herd herd = herd_of(4);
  const AgentSet<Herd> four = all(herd);
  std::vector<std::uint64_t> counts(24);
  for (std::uint32_t time = 0; time < 24'000; ++time) {
    std::vector<Row> rows = rows_of(four.shuffle(stream, time));
    // The rank of the order among all orders.
    std::size_t rank = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      std::size_t smaller = 0;
      for (std::size_t j = i + 1; j < 4; ++j) smaller += rows[j] < rows[i] ? 1U : 0U;
      rank = rank * (4 - i) + smaller;
    }
    ++counts[rank];
  }
  CHECK(buurt::tests::excess_over_equal_chances(counts) < 4.0);
}

TEST_CASE("one more agent leaves the shuffled order of the others as it was") {
  Herd herd = herd_of(200);
  const std::vector<Row> before = rows_of(all(herd).shuffle(stream, 9));
  const Row newcomer = herd.add(Identity{mix(999)});
  std::vector<Row> after = rows_of(all(herd).shuffle(stream, 9));
  CHECK(after.size() == 201);
  std::erase(after, newcomer);
  CHECK(after == before);
}

TEST_CASE(
    "a sample is what it is called: n at random, and one more agent takes at most one place") {
  Herd herd = herd_of(200);
  std::vector<Row> before = rows_of(all(herd).sample(50, stream, 1));
  CHECK(before.size() == 50);
  CHECK(all(herd).sample(500, stream, 1).count() == 200);
  CHECK(all(herd).sample(0, stream, 1).empty());
  herd.add(Identity{mix(999)});
  std::vector<Row> after = rows_of(all(herd).sample(50, stream, 1));
  std::sort(before.begin(), before.end());
  std::sort(after.begin(), after.end());
  std::vector<Row> stayed;
  std::set_intersection(before.begin(), before.end(), after.begin(), after.end(),
                        std::back_inserter(stayed));
  CHECK(stayed.size() >= 49);
  // Everybody is drawn equally often: 40 agents, samples of 5, chi-square at 4 standard deviations.
  const Herd forty = herd_of(40);
  std::vector<std::uint64_t> drawn(40);
  for (std::uint32_t time = 0; time < 4000; ++time) {
    for (const Row row : all(forty).sample(5, stream, time)) ++drawn[row];
  }
  CHECK(buurt::tests::excess_over_equal_chances(drawn) < 4.0);
}

TEST_CASE("sorting goes by key, either way, and by identity among equals") {
  const Herd herd = herd_of(100);
  const auto colour = [&](Row row) { return herd.colour[row]; };
  const std::vector<Row> up = rows_of(all(herd).sort(colour));
  CHECK(up == rows_of(reversed(all(herd)).sort(colour)));
  for (std::size_t i = 1; i < up.size(); ++i) {
    REQUIRE(std::pair(herd.colour[up[i - 1]], herd.identity[up[i - 1]]) <
            std::pair(herd.colour[up[i]], herd.identity[up[i]]));
  }
  const AgentSet<Herd> down = all(herd).sort(colour, std::greater<>());
  CHECK(herd.colour[down.rows().front()] == 2);
  CHECK(herd.colour[down.rows().back()] == 0);
  CHECK(rows_of(all(herd).sort(colour).first(3)) == std::vector<Row>(up.begin(), up.begin() + 3));
  CHECK(all(herd).first(1000).count() == 100);
}

TEST_CASE("each agent is visited once and may write its own row from any thread") {
  const auto weights = on_many_threads([] {
    Herd herd = herd_of(5000);
    all(herd).each([&](Row row) { herd.weight[row] += 1.0F; });
    return herd.hash();
  });
  Herd expected = herd_of(5000);
  for (Row row = 0; row < 5000; ++row) expected.weight[row] += 1.0F;
  for (const std::uint64_t hash : weights) CHECK(hash == expected.hash());
}

TEST_CASE("who visits with the block may post mail") {
  const Herd herd = herd_of(5000);
  const auto mail = on_many_threads([&] {
    Mailbox<float> mailbox;
    mailbox.open(all(herd).count());
    all(herd).each([&](std::size_t block, Row row) {
      mailbox.post(block, row / 10, herd.identity[row], herd.weight[row]);
    });
    double sum = 0;
    Row last = 0;
    for (const auto& envelope : mailbox.sorted()) {
      REQUIRE(envelope.receiver >= last);
      last = envelope.receiver;
      sum = sum * 1.0001 + static_cast<double>(envelope.message);
    }
    return sum;
  });
  CHECK(mail.front() > 0.0);
  CHECK(all_alike(mail));
}

TEST_CASE("mapping gives a value for each agent in order, also a yes or no") {
  const Herd herd = herd_of(3000);
  const AgentSet<Herd> backward = reversed(all(herd));
  const std::vector<float> weights = backward.map([&](Row row) { return herd.weight[row]; });
  CHECK(weights.size() == 3000);
  CHECK(weights.front() == herd.weight[2999]);
  const auto heavy = backward.map([&](Row row) { return herd.weight[row] > 60.0F; });
  for (std::size_t i = 0; i < heavy.size(); ++i) REQUIRE((heavy[i] != 0) == (weights[i] > 60.0F));
}

TEST_CASE("an aggregate that rounds has the same bits on any number of threads") {
  const Herd herd = herd_of(20'000);
  const auto sums = on_many_threads([&] {
    return all(herd).aggregate([&](Row row) { return std::sqrt(herd.weight[row]); }, 0.0F,
                               [](float a, float b) { return a + b; });
  });
  CHECK(all_alike(sums));
  const float heaviest = all(herd).aggregate([&](Row row) { return herd.weight[row]; }, 0.0F,
                                             [](float a, float b) { return std::max(a, b); });
  CHECK(heaviest == 76.0F);
  CHECK(AgentSet<Herd>(herd, {}).aggregate([](Row) { return 1; }, 5, std::plus<>()) == 5);
}

TEST_CASE("groups come in order of their keys and hold everybody once") {
  const Herd herd = herd_of(10);
  const auto groups = all(herd).group_by([&](Row row) { return 2 - herd.colour[row]; });
  REQUIRE(groups.size() == 3);
  CHECK(groups[0].first == 0);
  CHECK(rows_of(groups[0].second) == std::vector<Row>{2, 5, 8});
  CHECK(rows_of(groups[1].second) == std::vector<Row>{1, 4, 7});
  CHECK(rows_of(groups[2].second) == std::vector<Row>{0, 3, 6, 9});
}

TEST_CASE("and, or and without mean for agent sets what they mean for sets") {
  const Herd herd = herd_of(64);
  buurt::tests::for_any([&](std::uint64_t a, std::uint64_t b) {
    const auto set = [&](std::uint64_t bits) {
      return all(herd).select([bits](Row row) { return (bits >> row & 1U) != 0; });
    };
    RC_ASSERT((set(a) & set(b)) == set(a & b));
    RC_ASSERT((set(a) - set(b)) == set(a & ~b));
    std::vector<Row> either = rows_of(set(a) | set(b));
    RC_ASSERT(either.size() == set(a | b).count());
    std::sort(either.begin(), either.end());
    RC_ASSERT(either == rows_of(set(a | b)));
  });
}

TEST_CASE("set algebra keeps the order of the left") {
  const Herd herd = herd_of(10);
  const AgentSet<Herd> backward = reversed(all(herd));
  const AgentSet<Herd> odd = all(herd).select([](Row row) { return row % 2 == 1; });
  CHECK(rows_of(backward & odd) == std::vector<Row>{9, 7, 5, 3, 1});
  CHECK(rows_of(backward - odd) == std::vector<Row>{8, 6, 4, 2, 0});
  CHECK(rows_of(odd | backward) == std::vector<Row>{1, 3, 5, 7, 9, 8, 6, 4, 2, 0});
}
