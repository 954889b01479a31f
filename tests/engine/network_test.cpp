#include "engine/network.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <utility>
#include <vector>

#include "engine/error.hpp"
#include "engine/herd.hpp"
#include "engine/parallel.hpp"
#include "engine/property.hpp"

using namespace buurt::engine;

namespace {

Tie tie_of(float weight, std::uint16_t last = 0, std::uint8_t kind = 0) {
  Tie tie;
  tie.weight = weight;
  tie.last = last;
  tie.kind = kind;
  return tie;
}

Network network_over(std::size_t rows) {
  Network network;
  network.resize(rows);
  return network;
}

// One step of a random life, taken from a word: mostly new ties, sometimes an end, a rewrite or a
// removal.
void live(Network& network, std::uint64_t word) {
  const auto rows = static_cast<Row>(network.rows());
  const auto a = static_cast<Row>(mix(word) % rows);
  const auto b = static_cast<Row>(mix(word, 1) % rows);
  const auto weight = static_cast<float>(mix(word, 2) % 100) / 100.0F;
  const auto time = static_cast<std::uint16_t>(mix(word, 3) % 300);
  switch (mix(word, 4) % 16) {
    case 0: network.disconnect(a, b); break;
    case 1:
      if (network.degree(a) > 0) {
        const auto slot = static_cast<std::uint32_t>(mix(word, 5) % network.degree(a));
        Tie tie = network.ties(a)[slot];
        tie.weight = weight;
        tie.last = time;
        network.rewrite_both(a, slot, tie, static_cast<std::uint16_t>(time + 1U));
      }
      break;
    case 2:
      // Few numbers, so that some ties are ended again.
      if (network.find(a, Tie::outside_bit | b) < 0) {
        network.connect_outside(a, b, tie_of(weight, time, 3), time);
      }
      break;
    case 3: network.disconnect_outside(a, b); break;
    case 4:
      if (mix(word, 5) % 8 == 0) network.disconnect_all(a);
      break;
    default:
      if (a != b && network.find(a, b) < 0) network.connect(a, b, tie_of(weight, time, 1), time);
  }
}

bool same_ties(const Network& a, const Network& b) {
  for (Row row = 0; row < a.rows(); ++row) {
    if (!std::ranges::equal(a.ties(row), b.ties(row))) return false;
    if (!std::ranges::equal(a.next(row), b.next(row))) return false;
  }
  return a.rows() == b.rows();
}

}  // namespace

TEST_CASE("a tie is held alike at both its ends") {
  Network network = network_over(4);
  network.connect(1, 3, tie_of(0.5F, 7, 2), 9);
  REQUIRE(network.degree(1) == 1);
  REQUIRE(network.degree(3) == 1);
  CHECK(network.ties(1)[0].other == 3);
  CHECK(network.ties(3)[0].other == 1);
  CHECK(network.ties(3)[0].weight == 0.5F);
  CHECK(network.ties(3)[0].last == 7);
  CHECK(network.ties(3)[0].kind == 2);
  CHECK(network.next(1)[0] == 9);
  CHECK(network.next(3)[0] == 9);
  CHECK(network.find(1, 3) == 0);
  CHECK(network.find(1, 2) == -1);
  CHECK(network.symmetric());
}

TEST_CASE("a tie that ends is gone at both ends and the others stay") {
  Network network = network_over(6);
  for (Row other = 1; other <= 5; ++other) network.connect(0, other, tie_of(0.1F), 0);
  CHECK(network.disconnect(3, 0));
  CHECK_FALSE(network.disconnect(3, 0));
  CHECK(network.degree(3) == 0);
  std::vector<Row> others;
  for (const Tie& tie : network.ties(0)) others.push_back(tie.other);
  std::sort(others.begin(), others.end());
  CHECK(others == std::vector<Row>{1, 2, 4, 5});
}

TEST_CASE("rewriting one end only is seen as a network that is not symmetric") {
  Network network = network_over(2);
  network.connect(0, 1, tie_of(0.5F), 4);
  Tie tie = network.ties(0)[0];
  tie.weight = 0.75F;
  std::uint64_t change = 0;
  network.rewrite(0, 0, tie, 4, change);
  network.add_to_hash(change);
  CHECK_FALSE(network.symmetric());
  CHECK(network.hash() == network.hash_from_scratch());
  network.rewrite_both(0, 0, tie, 5);
  CHECK(network.symmetric());
  CHECK(network.ties(1)[0].weight == 0.75F);
  CHECK(network.next(1)[0] == 5);
  CHECK(network.hash() == network.hash_from_scratch());
}

TEST_CASE("ties to people outside have one end and numbers of their own") {
  Network network = network_over(3);
  network.connect(0, 2, tie_of(0.2F), 1);
  network.connect_outside(0, 7, tie_of(0.3F), 1);
  network.connect_outside(0, 2, tie_of(0.4F), 2);
  network.connect_outside(1, 7, tie_of(0.5F), 3);
  CHECK_FALSE(network.ties(0)[0].outside());
  CHECK(network.ties(0)[2].outside());
  CHECK(network.ties(0)[2].outside_number() == 2);
  CHECK(network.symmetric());
  CHECK(network.disconnect_outside(0, 7));
  CHECK_FALSE(network.disconnect_outside(0, 7));
  CHECK(network.degree(0) == 2);
  CHECK(network.degree(1) == 1);
  CHECK(network.find(0, 2) == 0);
}

TEST_CASE("who is cut off from everybody is in nobody's ties any more") {
  Network network = network_over(4);
  network.connect(0, 1, tie_of(0.9F), 6);
  network.connect(0, 2, tie_of(0.1F), 7);
  network.connect(1, 2, tie_of(0.2F), 8);
  network.connect_outside(0, 1, tie_of(1.0F), 9);
  network.disconnect_all(0);
  CHECK(network.degree(0) == 0);
  CHECK(network.degree(1) == 1);
  CHECK(network.degree(2) == 1);
  CHECK(network.symmetric());
  CHECK(network.hash() == network.hash_from_scratch());
}

TEST_CASE("after any life a network is symmetric and its hash is the one from scratch") {
  buurt::tests::for_any([](std::uint64_t start) {
    Network network = network_over(12);
    for (std::uint64_t step = 0; step < 300; ++step) live(network, mix(start, step));
    RC_ASSERT(network.symmetric());
    RC_ASSERT(network.hash() == network.hash_from_scratch());
  });
}

TEST_CASE("a network holds just the ties that were made and not ended") {
  buurt::tests::for_any([](std::vector<std::pair<std::uint8_t, std::uint8_t>> toggles) {
    Network network = network_over(8);
    std::map<std::pair<Row, Row>, bool> tied;
    for (const auto& toggle : toggles) {
      const Row a = std::min(toggle.first % 8U, toggle.second % 8U);
      const Row b = std::max(toggle.first % 8U, toggle.second % 8U);
      if (a == b) continue;
      bool& together = tied[{a, b}];
      if (together) {
        RC_ASSERT(network.disconnect(a, b));
      } else {
        network.connect(a, b, tie_of(1.0F), 0);
      }
      together = !together;
    }
    for (const auto& [pair, together] : tied) {
      RC_ASSERT((network.find(pair.first, pair.second) >= 0) == together);
      RC_ASSERT((network.find(pair.second, pair.first) >= 0) == together);
    }
  });
}

TEST_CASE("a network's hash tells of every part of a tie") {
  Network network = network_over(3);
  network.connect(0, 1, tie_of(0.5F, 1, 1), 2);
  const std::uint64_t before = network.hash();
  const Tie as_it_was = network.ties(0)[0];
  const auto hash_with = [&](const Tie& tie, std::uint16_t next) {
    network.rewrite_both(0, 0, tie, next);
    const std::uint64_t hash = network.hash();
    network.rewrite_both(0, 0, as_it_was, 2);
    return hash;
  };
  Tie tie = as_it_was;
  tie.weight = 0.25F;
  CHECK(hash_with(tie, 2) != before);
  tie = as_it_was;
  tie.last = 2;
  CHECK(hash_with(tie, 2) != before);
  tie = as_it_was;
  tie.kind = 2;
  CHECK(hash_with(tie, 2) != before);
  tie = as_it_was;
  tie.usual_gap = 1;
  CHECK(hash_with(tie, 2) != before);
  CHECK(hash_with(as_it_was, 3) != before);
  CHECK(network.hash() == before);
  Network other = network_over(3);
  other.connect(0, 2, tie_of(0.5F, 1, 1), 2);
  CHECK(other.hash() != before);
}

TEST_CASE("a network restored from a snapshot has the same hash and lives on in the same way") {
  Network network = network_over(30);
  for (std::uint64_t step = 0; step < 3000; ++step) live(network, mix(step));
  Snapshot snapshot;
  network.save(snapshot, "ties");
  Network restored = network_over(3);
  restored.connect(0, 1, tie_of(1.0F), 0);
  restored.restore(snapshot, "ties");
  CHECK(restored.hash() == network.hash());
  CHECK(restored.hash_from_scratch() == network.hash());
  CHECK(same_ties(network, restored));
  for (std::uint64_t step = 3000; step < 6000; ++step) {
    live(network, mix(step));
    live(restored, mix(step));
  }
  CHECK(restored.hash() == network.hash());
  CHECK(same_ties(network, restored));
}

TEST_CASE("a snapshot of a network with a tie to nowhere, or of uneven length, is refused") {
  Network network = network_over(3);
  network.connect(0, 1, tie_of(0.5F), 2);
  Snapshot snapshot;
  network.save(snapshot, "ties");
  Network restored;
  SECTION("nowhere") {
    for (auto& item : snapshot.items) {
      if (item.name == "ties/other") item.bytes[0] = std::byte{3};
    }
    CHECK_THROWS_AS(restored.restore(snapshot, "ties"), RunError);
  }
  SECTION("uneven") {
    for (auto& item : snapshot.items) {
      if (item.name != "ties/kind") continue;
      item.count = 1;
      item.bytes.resize(1);
    }
    CHECK_THROWS_AS(restored.restore(snapshot, "ties"), RunError);
  }
}

TEST_CASE("one agent may come to know thousands, and memory given back is used again") {
  Network network = network_over(3001);
  for (Row other = 1; other <= 3000; ++other) {
    network.connect(0, other, tie_of(static_cast<float>(other)), static_cast<std::uint16_t>(other));
  }
  CHECK(network.degree(0) == 3000);
  for (Row other = 1; other <= 3000; ++other) {
    REQUIRE(network.ties(0)[other - 1].other == other);
    REQUIRE(network.next(0)[other - 1] == other);
  }
  CHECK(network.symmetric());
  const std::size_t bytes = network.bytes();
  network.disconnect_all(0);
  for (Row other = 1; other < 3000; ++other) network.connect(other, other + 1, tie_of(1.0F), 0);
  CHECK(network.bytes() == bytes);
}

TEST_CASE("laying ties in order again gives memory back and changes no tie, in any life") {
  buurt::tests::for_any([](std::uint64_t start) {
    Network network = network_over(12);
    Network untouched = network_over(12);
    bool gave_back = false;
    for (std::uint64_t step = 0; step < 400; ++step) {
      live(network, mix(start, step));
      live(untouched, mix(start, step));
      if (step % 100 == 99) {
        const std::size_t before = network.bytes();
        network.compact();
        RC_ASSERT(network.bytes() <= before);
        // Less than a fifth lies idle, or hardly more than what whole lots leave.
        std::size_t held = 0;
        std::size_t in_lots = 0;
        for (Row row = 0; row < network.rows(); ++row) {
          held += network.degree(row);
          in_lots += (network.degree(row) / Network::lot + 1) * Network::lot;
        }
        const std::size_t slots =
            (network.bytes() - 8 * network.rows()) / (sizeof(Tie) + sizeof(std::uint16_t));
        RC_ASSERT(5 * held > 4 * slots || 16 * slots <= 17 * in_lots);
        gave_back = gave_back || network.bytes() < before;
      }
      RC_ASSERT(network.hash() == untouched.hash());
    }
    RC_ASSERT(gave_back);
    RC_ASSERT(same_ties(network, untouched));
    RC_ASSERT(network.symmetric());
    RC_ASSERT(network.hash() == network.hash_from_scratch());
  });
}

TEST_CASE("ties find the room that was made for them, and room made twice is made once") {
  Network network = network_over(40);
  for (Row row = 0; row < 40; ++row) network.make_room(row, 39);
  const std::size_t bytes = network.bytes();
  for (Row a = 0; a < 40; ++a) {
    for (Row b = 0; b < a; ++b) network.connect(a, b, tie_of(1.0F), 0);
  }
  network.make_room(0, 4000);
  CHECK(network.bytes() == bytes);
  CHECK(network.symmetric());
}

TEST_CASE("more ties than an agent can hold are an error and not a wrong number") {
  // 65,520 ties to outside, as a snapshot: making them one by one would take minutes.
  const std::size_t count = 65'520;
  std::vector<std::uint32_t> other(count);
  for (std::uint32_t i = 0; i < count; ++i) other[i] = Tie::outside_bit | i;
  const std::vector<float> weight(count, 1.0F);
  const std::vector<std::uint16_t> times(count);
  const std::vector<std::uint8_t> bytes(count);
  Snapshot snapshot;
  snapshot.put_value("t/degree", static_cast<std::uint16_t>(count));
  snapshot.put("t/other", std::span<const std::uint32_t>(other));
  snapshot.put("t/weight", std::span<const float>(weight));
  const std::vector<std::uint32_t> weeks(count);
  snapshot.put("t/last", std::span<const std::uint32_t>(weeks));
  snapshot.put("t/next", std::span<const std::uint16_t>(times));
  snapshot.put("t/kind", std::span<const std::uint8_t>(bytes));
  snapshot.put("t/usual_gap", std::span<const std::uint8_t>(bytes));
  snapshot.put("t/agreed", std::span<const std::uint32_t>(weeks));
  snapshot.put("t/length", std::span<const std::uint8_t>(bytes));
  snapshot.put("t/plan", std::span<const std::uint8_t>(bytes));
  Network network;
  network.restore(snapshot, "t");
  for (std::uint32_t i = 0; i < 8; ++i) network.connect_outside(0, 70'000 + i, tie_of(1.0F), 0);
  CHECK(network.degree(0) == 65'528);
  CHECK_THROWS_AS(network.connect_outside(0, 80'000, tie_of(1.0F), 0), RunError);
  CHECK(network.degree(0) == 65'528);
  CHECK(network.hash() == network.hash_from_scratch());
}

TEST_CASE("those due at a time are found among any number of ties, in order") {
  for (const std::uint32_t degree : {0U, 1U, 7U, 8U, 9U, 63U, 64U, 65U, 130U, 200U}) {
    Network network = network_over(degree + 2);
    for (Row other = 1; other <= degree; ++other) {
      network.connect(0, other, tie_of(1.0F), static_cast<std::uint16_t>(mix(other) % 3));
    }
    // A tie that ended leaves its time of next contact in a slot that must not count.
    network.connect(0, degree + 1, tie_of(1.0F), 1);
    network.disconnect(0, degree + 1);
    for (const std::uint16_t time : {std::uint16_t{0}, std::uint16_t{1}, Network::never}) {
      std::vector<std::uint32_t> expected;
      for (std::uint32_t slot = 0; slot < degree; ++slot) {
        if (network.next(0)[slot] == time) expected.push_back(slot);
      }
      std::vector<std::uint32_t> due;
      network.each_due(0, time, [&](std::uint32_t slot) { due.push_back(slot); });
      CHECK(due == expected);
    }
  }
}

TEST_CASE("ends rewritten by many threads give the hash that one thread gives") {
  const std::size_t rows = 6000;
  const auto hashes = buurt::tests::on_many_threads([&] {
    Network network = network_over(rows);
    for (Row row = 0; row + 7 < rows; ++row) network.connect(row, row + 7, tie_of(0.5F), 0);
    const std::uint64_t change = reduce_blocks(
        rows, std::uint64_t{0},
        [&](std::size_t begin, std::size_t end) {
          std::uint64_t block = 0;
          for (std::size_t i = begin; i < end; ++i) {
            const auto row = static_cast<Row>(i);
            for (std::uint32_t slot = 0; slot < network.degree(row); ++slot) {
              Tie tie = network.ties(row)[slot];
              // Both ends come to the same on their own.
              tie.weight = static_cast<float>(row + tie.other);
              network.rewrite(row, slot, tie, 1, block);
            }
          }
          return block;
        },
        [](std::uint64_t a, std::uint64_t b) { return a + b; });
    network.add_to_hash(change);
    return std::pair(network.hash(),
                     network.symmetric() && network.hash_from_scratch() == network.hash());
  });
  CHECK(buurt::tests::all_alike(hashes));
  CHECK(hashes.front().second);
}
