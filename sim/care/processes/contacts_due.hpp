#pragma once
// The contacts that fall due in one block of people, as arrays side by side, so that the arithmetic
// of all of them is done several at a time.

#include <cstdint>
#include <vector>

#include "care/world/people.hpp"
#include "care/world/tie_rules.hpp"
#include "engine/network.hpp"
#include "engine/random.hpp"

namespace buurt::care {

/// Contacts due. Arrays have one element per contact and end of tie; those after `decide` hold what
/// follows from the contact, the same at both ends.
struct ContactsDue {
  // Who, and what is known before.
  std::vector<Person> owner;
  std::vector<std::uint32_t> slot;
  std::vector<engine::Tie> tie;
  std::vector<std::uint64_t> pair;
  std::vector<float> eagerness;  ///< product of the eagerness of both

  // What follows.
  std::vector<float> hours_shared;     ///< hours of this contact
  std::vector<float> hours_after;      ///< remembered hours of the tie
  std::vector<float> strength_before;  ///< 0 to 1
  std::vector<float> strength_after;
  std::vector<float> pull_change;  ///< hours a week, of the owner's pull
  std::vector<float> gap;          ///< weeks to the next contact, or to falling dormant
  std::vector<float> gap_code_after;
  std::vector<float> waiting;            ///< Exp(1), for the wait until a dormant tie is taken up
  std::vector<float> chance_of_revival;  ///< uniform
  std::vector<std::uint8_t> kind_after;

  [[nodiscard]] std::size_t size() const { return owner.size(); }
  void clear() {
    owner.clear();
    slot.clear();
  }
  void add(Person person, std::uint32_t at) {
    owner.push_back(person);
    slot.push_back(at);
  }
  /// Makes room beside `owner` and `slot` for what is known before.
  void size_up() {
    tie.resize(size());
    pair.resize(size());
    eagerness.resize(size());
  }

  /// Works out every contact of this week.
  void decide(const TieRules& rules, const engine::Stream& draws, std::uint32_t week);

  /// The week that lies so many weeks ahead, as the network keeps it.
  [[nodiscard]] static std::uint16_t date(float weeks, std::uint16_t week) {
    const float at = static_cast<float>(week) + weeks;
    return static_cast<std::uint16_t>(at < 65000.0F ? at : 65000.0F);
  }

 private:
  std::vector<std::uint32_t> words_[4];
  std::vector<float> hours_before_, weeks_since_, rate_, hours_mean_, outside_, code_;
  std::vector<float> promote_from_, demote_below_, rate_after_, hours_mean_after_;
  std::vector<float> kind_change_, fades_;
};

}  // namespace buurt::care
