#include "engine/agenda.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "engine/property.hpp"

using namespace buurt::engine;

TEST_CASE("an event comes at its time, once") {
  Agenda agenda;
  agenda.schedule(3, Event{Identity{5}, 1, 2});
  CHECK(agenda.size() == 1);
  CHECK(agenda.take(0).empty());
  CHECK(agenda.take(1).empty());
  CHECK(agenda.take(2).empty());
  CHECK(agenda.take(3) == std::vector<Event>{Event{Identity{5}, 1, 2}});
  CHECK(agenda.size() == 0);
  CHECK(agenda.take(4).empty());
}

TEST_CASE("events of a time come in order of identity and kind, however they were put") {
  buurt::tests::for_any([](std::vector<std::pair<std::uint8_t, std::uint8_t>> put) {
    std::sort(put.begin(), put.end());
    put.erase(std::unique(put.begin(), put.end()), put.end());
    std::vector<Event> events;
    for (const auto& [who, what] : put) events.push_back(Event{Identity{who}, who, what});
    Agenda forward;
    Agenda backward;
    for (const Event& event : events) forward.schedule(7, event);
    std::reverse(events.begin(), events.end());
    for (const Event& event : events) backward.schedule(7, event);
    RC_ASSERT(forward.hash() == backward.hash());
    RC_ASSERT(forward.take(7) == backward.take(7));
  });
}

TEST_CASE("an agenda's hash tells of every event to come and of none that is gone") {
  Agenda agenda;
  const std::uint64_t empty = agenda.hash();
  agenda.schedule(3, Event{Identity{5}, 1, 2});
  const std::uint64_t one = agenda.hash();
  CHECK(one != empty);
  for (const Event& other :
       {Event{Identity{6}, 1, 2}, Event{Identity{5}, 2, 2}, Event{Identity{5}, 1, 3}}) {
    Agenda another;
    another.schedule(3, other);
    CHECK(another.hash() != one);
  }
  Agenda later;
  later.schedule(4, Event{Identity{5}, 1, 2});
  CHECK(later.hash() != one);
  for (std::uint32_t time = 0; time <= 3; ++time) (void)agenda.take(time);
  CHECK(agenda.hash() == empty);
}

TEST_CASE("an agenda restored from a snapshot has the same hash and the same events") {
  Agenda agenda;
  for (std::uint64_t i = 0; i < 500; ++i) {
    agenda.schedule(
        static_cast<std::uint32_t>(mix(i) % 60),
        Event{Identity{mix(i)}, static_cast<Row>(i), static_cast<std::uint32_t>(i % 4)});
  }
  for (std::uint32_t time = 0; time < 10; ++time) (void)agenda.take(time);
  Snapshot snapshot;
  agenda.save(snapshot, "agenda");
  Agenda restored;
  restored.schedule(2, Event{Identity{1}, 1, 1});
  restored.restore(snapshot, "agenda");
  CHECK(restored.hash() == agenda.hash());
  CHECK(restored.size() == agenda.size());
  for (std::uint32_t time = 10; time < 60; ++time) CHECK(restored.take(time) == agenda.take(time));
  CHECK(restored.size() == 0);
}

TEST_CASE("a snapshot with an agenda out of time or of uneven length is refused") {
  Agenda agenda;
  agenda.schedule(5, Event{Identity{1}, 0, 0});
  Snapshot snapshot;
  agenda.save(snapshot, "a");
  Snapshot late = snapshot;
  late.items.back().bytes[0] = std::byte{6};  // now
  Agenda restored;
  CHECK_THROWS_AS(restored.restore(late, "a"), RunError);
  snapshot.items[0].count = 0;
  snapshot.items[0].bytes.clear();
  CHECK_THROWS_AS(restored.restore(snapshot, "a"), RunError);
}
