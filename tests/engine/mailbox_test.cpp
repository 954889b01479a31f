#include "engine/mailbox.hpp"

#include <catch2/catch.hpp>
#include <tuple>
#include <vector>

#include "engine/herd.hpp"

using namespace buurt::engine;
using buurt::tests::all_alike;
using buurt::tests::on_many_threads;

namespace {

using Line = std::tuple<Row, std::uint64_t, int>;

std::vector<Line> lines(Mailbox<int>& mailbox) {
  std::vector<Line> all;
  for (const auto& envelope : mailbox.sorted()) {
    all.emplace_back(envelope.receiver, envelope.sender.value, envelope.message);
  }
  return all;
}

}  // namespace

TEST_CASE("mail comes in order of receiver and then of sender, however it was posted") {
  Mailbox<int> mailbox;
  mailbox.open(3 * rows_per_block);
  mailbox.post(2, 5, Identity{1}, 30);
  mailbox.post(0, 5, Identity{2}, 10);
  mailbox.post(1, 4, Identity{9}, 20);
  mailbox.post(1, 5, Identity{1}, 31);
  CHECK(lines(mailbox) == std::vector<Line>{{4, 9, 20}, {5, 1, 31}, {5, 1, 30}, {5, 2, 10}});
}

TEST_CASE("several messages of one sender keep the order in which they were posted") {
  Mailbox<int> mailbox;
  mailbox.open(10);
  for (int i = 0; i < 50; ++i) mailbox.post(0, static_cast<Row>(i % 2), Identity{7}, i);
  int last = -2;
  for (const auto& envelope : mailbox.sorted().first(25)) {
    CHECK(envelope.message == last + 2);
    last = envelope.message;
  }
}

TEST_CASE("mail does not depend on the number of threads that posted it") {
  const std::size_t senders = 20'000;
  const auto delivered = on_many_threads([&] {
    Mailbox<int> mailbox;
    mailbox.open(senders);
    for_blocks(senders, [&](std::size_t block, std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        for (std::uint64_t m = 0; m < mix(i) % 4; ++m) {
          mailbox.post(block, static_cast<Row>(mix(i, m) % 500), Identity{mix(i)},
                       static_cast<int>(m));
        }
      }
    });
    return lines(mailbox);
  });
  CHECK(delivered.front().size() > senders);
  CHECK(all_alike(delivered));
}

TEST_CASE("each receiver gets all its mail at once, and a mailbox opened again is empty") {
  Mailbox<int> mailbox;
  mailbox.open(100);
  for (int i = 0; i < 30; ++i) mailbox.post(0, static_cast<Row>(i % 3), Identity{1}, i);
  std::vector<std::pair<Row, std::size_t>> received;
  mailbox.deliver([&](Row row, auto envelopes) { received.emplace_back(row, envelopes.size()); });
  CHECK(received == std::vector<std::pair<Row, std::size_t>>{{0, 10}, {1, 10}, {2, 10}});
  mailbox.open(100);
  CHECK(mailbox.sorted().empty());
}
