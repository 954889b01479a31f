#pragma once
// Weighted ties between agents, each held at both its ends, and one-ended ties to people outside.
//
// Each agent has its ties side by side in a stretch of slots; a stretch that is full moves to a
// larger one. The time at which a tie is looked at next (its next contact, or the end of a stretch
// of contacts settled beforehand) stands in an array of its own, so that finding who is due costs a
// few vector comparisons per agent.

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "engine/column.hpp"
#include "engine/identity.hpp"
#include "engine/snapshot.hpp"
#include "engine/state_hash.hpp"

namespace buurt::engine {

/// One end of a tie, as its owner holds it. The other end holds the same with `other` reversed.
struct Tie {
  Row other = no_row;        ///< the row at the other end; see `outside`
  float weight = 0;          ///< strength in the model's own unit, at the last contact
  std::uint32_t last = 0;    ///< time of the last contact that was reckoned with
  std::uint32_t agreed = 0;  ///< contacts settled beforehand: bit 31 − i is one at i before `next`
  std::uint8_t kind = 0;     ///< the model's own kinds and flags
  std::uint8_t usual_gap = 0;  ///< the usual time between contacts, in the model's own coding
  std::uint8_t length = 0;     ///< how long the contacts to come last, in the model's own coding
  std::uint8_t plan = 0;       ///< the model's own flags of the contacts to come

  /// Whether the other end lies outside the simulated world.
  [[nodiscard]] bool outside() const { return (other & outside_bit) != 0; }
  /// The number that tells one outside tie of an agent from another.
  [[nodiscard]] std::uint32_t outside_number() const { return other & ~outside_bit; }

  static constexpr Row outside_bit = 0x80000000U;
  friend bool operator==(const Tie&, const Tie&) = default;
};

class Network {
 public:
  /// The time of a next contact that will not come by itself.
  static constexpr std::uint16_t never = 0xffff;
  /// Slots are given out in lots of this many.
  static constexpr std::uint32_t lot = 8;

  /// Makes room for agents in rows up to count − 1.
  void resize(std::size_t count);

  [[nodiscard]] std::size_t rows() const { return first_.size(); }
  [[nodiscard]] std::uint32_t degree(Row row) const { return degree_[row]; }
  /// The ties of an agent. Valid until ties are added.
  [[nodiscard]] std::span<const Tie> ties(Row row) const {
    return {ties_.data() + first_[row], degree_[row]};
  }
  /// The times of next contact, beside `ties(row)`.
  [[nodiscard]] std::span<const std::uint16_t> next(Row row) const {
    return {next_.data() + first_[row], degree_[row]};
  }

  /// How many slots `due` looks at.
  static constexpr std::uint32_t slots_at_once = 64;
  /// Of the ties from slot `begin` on, at most 64, those whose next contact is at this time: bit i
  /// stands for slot `begin` + i.
  [[nodiscard]] std::uint64_t due(Row row, std::uint16_t time, std::uint32_t begin = 0) const {
    const std::uint32_t degree = degree_[row];
    if (begin >= degree) return 0;
    return due_bits(next_.data() + first_[row] + begin, std::min(degree - begin, slots_at_once),
                    time);
  }
  /// Calls `visit(slot)` for every tie whose next contact is at this time, in order of slots.
  template <class Visit>
  void each_due(Row row, std::uint16_t time, Visit&& visit) const {
    for (std::uint32_t begin = 0; begin < degree_[row]; begin += slots_at_once) {
      std::uint64_t due = this->due(row, time, begin);
      while (due != 0) {
        visit(begin + static_cast<std::uint32_t>(std::countr_zero(due)));
        due &= due - 1;
      }
    }
  }

  /// Makes room for so many ties of an agent that has had none yet, so that they need not move as they
  /// grow in number. Changes nothing but speed and memory.
  void make_room(Row row, std::uint32_t ties);
  /// Lays all ties in order of rows again, with a little room each, when a fifth of all slots lies
  /// idle. Works in place, beside four bytes for each lot. Changes nothing but speed and memory.
  void compact();
  /// Asks for the memory that `each_due` will read for an agent.
  void prefetch_due(Row row) const {
    if (row >= rows()) return;
    constexpr std::uint32_t times_per_line = 32;
    const std::uint16_t* next = next_.data() + first_[row];
    __builtin_prefetch(next);
    __builtin_prefetch(next + times_per_line);
  }
  /// Asks for the memory that tells where the ties of an agent are.
  void prefetch_place(Row row) const {
    __builtin_prefetch(first_.data() + row);
    __builtin_prefetch(degree_.data() + row);
    __builtin_prefetch(room_.data() + row);
  }
  /// Asks for the memory in which the last tie of an agent is and the next one will be.
  void prefetch_last(Row row) const {
    const Tie* behind = ties_.data() + first_[row] + degree_[row];
    __builtin_prefetch(behind - 1, 1);
    __builtin_prefetch(behind, 1);
  }
  /// Asks for the memory of a tie that will soon be read and rewritten.
  void prefetch(Row row, std::uint32_t slot) const {
    __builtin_prefetch(ties_.data() + first_[row] + slot, 1);
  }

  /// Asks for the memory of all ties of an agent.
  void prefetch_ties(Row row) const {
    constexpr std::uint32_t ties_per_line = 64 / sizeof(Tie);
    const Tie* ties = ties_.data() + first_[row];
    for (std::uint32_t slot = 0; slot < degree_[row]; slot += ties_per_line) {
      __builtin_prefetch(ties + slot);
    }
  }

  /// The slot of the tie to `other`, or −1.
  [[nodiscard]] int find(Row row, Row other) const;
  /// The same among the ties whose next contact is at this time; touches little memory.
  [[nodiscard]] int find_due(Row row, Row other, std::uint16_t time) const;

  /// Ties two agents, once; both ends get the same weight, times and kind.
  void connect(Row a, Row b, const Tie& like, std::uint16_t next);
  /// Gives an agent a one-ended tie to somebody outside. The number, below 2³¹, tells it from the
  /// agent's other outside ties; best made from the identity of whoever is outside.
  void connect_outside(Row row, std::uint32_t number, const Tie& like, std::uint16_t next);
  /// Ends the tie between two agents at both ends. \return whether there was one.
  bool disconnect(Row a, Row b);
  /// The slot at the other end of a two-ended tie. Both ends hold the same date, which finds it fast.
  [[nodiscard]] std::uint32_t other_end(Row row, std::uint32_t slot) const;
  /// Ends one end of a tie; the caller ends the other. The last tie takes its slot.
  void disconnect_at(Row row, std::uint32_t slot) { erase(row, slot); }
  /// Ends a one-ended tie.
  bool disconnect_outside(Row row, std::uint32_t number);
  /// Ends all ties of an agent at both ends.
  void disconnect_all(Row row);
  /// Rewrites one end of a tie in place; `other` stays. Safe from several threads for different rows:
  /// what the hash changes by is added to `hash_change`, for `add_to_hash` after the phase.
  void rewrite(Row row, std::uint32_t slot, const Tie& tie, std::uint16_t next,
               std::uint64_t& hash_change) {
    const std::uint32_t at = first_[row] + slot;
    rewrite_known(row, slot, ties_[at], next_[at], tie, next, hash_change);
  }
  /// The same when the caller knows what stands there, which spares reading it again.
  void rewrite_known(Row row, std::uint32_t slot, const Tie& old, std::uint16_t old_next,
                     const Tie& tie, std::uint16_t next, std::uint64_t& hash_change) {
    const std::uint32_t at = first_[row] + slot;
    assert(slot < degree_[row] && tie.other == old.other);
    assert(ties_[at] == old && next_[at] == old_next);
    hash_change += term(row, tie, next) - term(row, old, old_next);
    ties_[at] = tie;
    next_[at] = next;
  }
  /// Rewrites both ends of a tie in place. Not for use inside a parallel phase.
  void rewrite_both(Row row, std::uint32_t slot, const Tie& tie, std::uint16_t next);
  void add_to_hash(std::uint64_t change) { hash_ += change; }

  /// Hash of all ties, kept up to date with every change.
  [[nodiscard]] std::uint64_t hash() const { return hash_; }
  /// The same from scratch; differs from `hash()` only when memory was changed behind its back.
  [[nodiscard]] std::uint64_t hash_from_scratch() const;
  /// Whether each two-ended tie is held alike at both ends.
  [[nodiscard]] bool symmetric() const;

  void save(Snapshot& snapshot, const std::string& prefix) const;
  void restore(const Snapshot& snapshot, const std::string& prefix);

  /// Bytes in use, for reports of memory.
  [[nodiscard]] std::size_t bytes() const;

 private:
  static std::uint64_t term(Row row, const Tie& tie, std::uint16_t next) {
    static_assert(sizeof(Tie) == 20, "no byte of a tie may be padding");
    std::array<std::uint64_t, 2> words;
    std::uint32_t nature = 0;
    std::memcpy(words.data(), &tie, sizeof words);
    std::memcpy(&nature, reinterpret_cast<const std::byte*>(&tie) + sizeof words, sizeof nature);
    const std::uint64_t owner = std::uint64_t{row} << 16U | next;
    return fold_multiply(words[0] ^ nature * 0xd6e8feb86659fd93ULL ^ 0xe7037ed1a0b428dbULL,
                         words[1] ^ owner * 0x9e3779b97f4a7c15ULL ^ 0x8ebc6af09c88c6e3ULL);
  }
  /// Bit i is set when next[i] is the given time, for i below count (1 to 64). Reads whole lots: a
  /// stretch always has room for them.
  static std::uint64_t due_bits(const std::uint16_t* next, std::uint32_t count,
                                std::uint16_t time) {
    std::uint64_t bits = 0;
#if defined(__SSE2__)
    // Eight lots each time, those behind the last being the last again: a loop that ends elsewhere for
    // every agent would cost more than what it spares.
    const std::uint32_t last = (count - 1U) / lot * lot;
    const __m128i wanted = _mm_set1_epi16(static_cast<short>(time));
    const auto equal = [&](std::uint32_t at) {
      return _mm_cmpeq_epi16(
          _mm_load_si128(reinterpret_cast<const __m128i*>(next + std::min(at, last))), wanted);
    };
    for (std::uint32_t at = 0; at < slots_at_once; at += 2 * lot) {
      const auto mask = static_cast<std::uint32_t>(
          _mm_movemask_epi8(_mm_packs_epi16(equal(at), equal(at + lot))));
      bits |= std::uint64_t{mask} << at;
    }
#else
    for (std::uint32_t at = 0; at < count; ++at) {
      bits |= std::uint64_t{next[at] == time} << at;
    }
#endif
    return bits & (~std::uint64_t{0} >> (slots_at_once - count));
  }
  static std::uint32_t room_for(std::uint32_t degree) { return (degree / lot + 1) * lot; }
  void push(Row row, const Tie& tie, std::uint16_t next);
  void erase(Row row, std::uint32_t slot);
  std::uint32_t take_stretch(std::uint32_t slots);
  void give_stretch(std::uint32_t first, std::uint32_t slots);

  Column<Tie> ties_;
  Column<std::uint16_t> next_;
  Column<std::uint32_t> first_;
  Column<std::uint16_t> degree_;
  Column<std::uint16_t> room_;
  std::vector<std::vector<std::uint32_t>> free_stretches_;  // by size in lots
  std::uint64_t hash_ = 0;
};

}  // namespace buurt::engine
