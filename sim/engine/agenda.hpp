#pragma once
// A calendar of what will happen to whom. Rare things are drawn once by their waiting time and put
// here, not tested every week.

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "engine/identity.hpp"
#include "engine/snapshot.hpp"
#include "engine/state_hash.hpp"

namespace buurt::engine {

/// Something that will happen to an agent. `what` is the model's own number for it.
struct Event {
  Identity who;
  Row row = no_row;
  std::uint32_t what = 0;

  friend bool operator==(const Event&, const Event&) = default;
};

class Agenda {
 public:
  /// Puts an event at a time that has not been taken yet.
  void schedule(std::uint32_t time, const Event& event) {
    assert(time >= now_);
    if (time >= days_.size()) days_.resize(time + 1);
    days_[time].push_back(event);
    hash_ += term(time, event);
  }

  /// Takes out all events of a time, in order of identity and kind, so that it does not matter in
  /// which order they were put. An event may have lost its agent meanwhile: compare identities.
  std::vector<Event> take(std::uint32_t time) {
    assert(time >= now_);
    now_ = time + 1;
    if (time >= days_.size()) return {};
    std::vector<Event> events = std::move(days_[time]);
    days_[time] = {};
    for (const Event& event : events) hash_ -= term(time, event);
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
      return std::tie(a.who, a.what, a.row) < std::tie(b.who, b.what, b.row);
    });
    return events;
  }

  /// Hash of all events to come, kept up to date with every change.
  [[nodiscard]] std::uint64_t hash() const { return hash_; }

  [[nodiscard]] std::size_t size() const {
    std::size_t count = 0;
    for (const auto& day : days_) count += day.size();
    return count;
  }

  void save(Snapshot& snapshot, const std::string& prefix) const {
    std::vector<std::uint32_t> times;
    std::vector<std::uint64_t> who;
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> what;
    for (std::size_t time = 0; time < days_.size(); ++time) {
      for (const Event& event : days_[time]) {
        times.push_back(static_cast<std::uint32_t>(time));
        who.push_back(event.who.value);
        rows.push_back(event.row);
        what.push_back(event.what);
      }
    }
    snapshot.put(prefix + "/time", std::span<const std::uint32_t>(times));
    snapshot.put(prefix + "/who", std::span<const std::uint64_t>(who));
    snapshot.put(prefix + "/row", std::span<const std::uint32_t>(rows));
    snapshot.put(prefix + "/what", std::span<const std::uint32_t>(what));
    snapshot.put_value(prefix + "/now", now_);
  }

  void restore(const Snapshot& snapshot, const std::string& prefix) {
    const auto times = snapshot.get<std::uint32_t>(prefix + "/time");
    const auto who = snapshot.get<std::uint64_t>(prefix + "/who");
    const auto rows = snapshot.get<std::uint32_t>(prefix + "/row");
    const auto what = snapshot.get<std::uint32_t>(prefix + "/what");
    if (who.size() != times.size() || rows.size() != times.size() || what.size() != times.size()) {
      throw RunError("the snapshot's agenda '" + prefix + "' is of uneven length");
    }
    *this = {};
    now_ = snapshot.get_value<std::uint32_t>(prefix + "/now");
    for (std::size_t i = 0; i < times.size(); ++i) {
      if (times[i] < now_ || times[i] > now_ + 1'000'000U) {
        throw RunError("the snapshot's agenda '" + prefix + "' holds an event out of time");
      }
      schedule(times[i], Event{Identity{who[i]}, rows[i], what[i]});
    }
  }

 private:
  static std::uint64_t term(std::uint32_t time, const Event& event) {
    return fold_multiply(event.who.value ^ 0xa0761d6478bd642fULL,
                         mix(time, event.what) ^ (std::uint64_t{event.row} << 32U) ^ event.row);
  }

  std::vector<std::vector<Event>> days_;
  std::uint64_t hash_ = 0;
  std::uint32_t now_ = 0;
};

}  // namespace buurt::engine
