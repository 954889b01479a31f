#pragma once
// The ties that are looked at this week, some hundreds at a time, as arrays side by side, so that the
// arithmetic of all of them is done several at a time.

#include <array>
#include <bit>
#include <cstdint>

#include "care/world/people.hpp"
#include "care/world/tie_rules.hpp"
#include "engine/network.hpp"
#include "engine/random.hpp"

namespace buurt::care {

/// A contact in the week of the look, as in `Tie::agreed`.
inline constexpr std::uint32_t only_now = 0x80000000U;
/// Flag in `Tie::plan`: the stretch that is settled is a long one, of `weeks_settled`.
inline constexpr std::uint8_t plan_long = 4;

/// Ties due. Arrays have one element per end of a tie; those after `decide` hold what follows, the
/// same at both ends.
struct ContactsDue {
  /// Small enough for all arrays to stay in the fastest memory.
  static constexpr std::size_t most = 256;
  template <class T>
  using Array = std::array<T, most>;

  std::size_t size = 0;

  /// Whether there may be no room for what one call of `note` notes.
  [[nodiscard]] bool full() const { return size >= most - engine::Network::slots_at_once; }
  /// Notes ties of one person: bit i stands for slot `first_slot` + i.
  void note(Person person, std::uint32_t first_slot, std::uint64_t slots) {
    const auto note_first = [&] {
      // Without any left it is noted in vain.
      constexpr std::uint64_t none = std::uint64_t{1} << 63U;
      owner[size] = person;
      slot[size] = first_slot + static_cast<std::uint32_t>(std::countr_zero(slots | none));
      size += slots != 0 ? 1 : 0;
      slots &= slots - 1;
    };
    // Nearly everybody has so few: going through them without branches beats guessing their number.
    constexpr int few = 4;
    for (int i = 0; i < few; ++i) note_first();
    while (slots != 0) note_first();
  }

  // Who, and what is known before.
  alignas(64) Array<Person> owner;
  alignas(64) Array<std::uint32_t> slot;
  alignas(64) Array<engine::Tie> tie;
  alignas(64) Array<std::uint64_t> pair;
  alignas(64) Array<float> eagerness;  ///< product of the eagerness of both
  /// Whether shocks have stopped contacts lately; if so, which of those that each tie had settled it
  /// has had, as in `Tie::agreed`.
  bool some_stopped = false;
  alignas(64) Array<std::uint32_t> had;

  // What follows.
  alignas(64) Array<float> hours;         ///< remembered hours of the tie
  alignas(64) Array<std::uint32_t> last;  ///< week of the last contact
  alignas(64) Array<std::uint32_t> agreed;
  alignas(
      64) Array<std::uint32_t> nature;  ///< `kind`, `usual_gap`, `length` and `plan`, a byte each
  alignas(64) Array<std::uint32_t> weeks;         ///< until the tie is looked at next
  alignas(64) Array<float> pull_change;           ///< hours a week, of the owner's pull
  alignas(64) Array<std::int32_t> layers_change;  ///< of weekly ties, and × 256 of monthly ties
  alignas(64) Array<std::uint32_t> weeks_met;     ///< settled weeks ahead, as bits w mod 32
  // What one contact adds to the sums of its week (lower and upper half): one of this week that was
  // not settled before, if there is one, and those that are settled now.
  alignas(64) Array<std::uint32_t> hours_now, category_now, hours_ahead, category_ahead;
  alignas(64) Array<std::uint32_t> silent;   ///< not 0 when it fades or falls silent now
  alignas(64) Array<float> strength_before;  ///< 0 to 1
  alignas(64) Array<float> waiting;  ///< Exp(1), for the wait until a dormant tie is taken up
  alignas(64) Array<float> chance_of_revival;  ///< uniform

  /// Works out what follows for every tie.
  void decide(const TieRules& rules, const engine::Stream& draws, std::uint32_t week);

 private:
  alignas(64) std::array<Array<std::uint32_t>, 8> words_;
  alignas(64) Array<std::uint32_t> met_, nature_before_, category_, settled_, bears_;
  alignas(64) Array<float> hours_before_, span_, silence_, rate_, hours_mean_, outside_,
      friends_from_, acquaintances_below_, rate_after_, hours_mean_after_, kind_change_,
      code_after_, strength_after_, wished_rate_, date_, change_;
};

}  // namespace buurt::care
