#pragma once
// Who belongs to a place or group, such that somebody can be met at random and one more member
// changes only the few draws that fall on the new seat.
//
// A roster is a ring of seats, twice as many as members or more. A member sits as near as possible
// after the seat that hashing the identity gives. A draw names a seat; an empty seat is drawn again.
// (Now and then the ring doubles, and everybody is seated anew.)

#include <cassert>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/column.hpp"
#include "engine/identity.hpp"
#include "engine/random.hpp"
#include "engine/snapshot.hpp"

namespace buurt::engine {

/// The rosters of all places of a world.
class Rosters {
 public:
  /// The number of a roster.
  using Number = std::uint32_t;

  /// A new, empty roster.
  Number add();
  [[nodiscard]] std::size_t size() const { return first_.size(); }
  [[nodiscard]] std::uint32_t members(Number roster) const { return count_[roster]; }
  /// All seats of a roster, empty ones being `no_row`.
  [[nodiscard]] std::span<const Row> seats(Number roster) const {
    return {seats_.data() + first_[roster], room_[roster]};
  }

  /// `identity_of(row)` gives the identity of members already seated, should the ring have to grow.
  template <class IdentityOf>
  void join(Number roster, Row row, Identity identity, IdentityOf&& identity_of);
  /// \return whether the row was a member.
  bool leave(Number roster, Row row, Identity identity);
  [[nodiscard]] bool has(Number roster, Row row, Identity identity) const {
    return seat_of(roster, row, identity) >= 0;
  }

  /// A member at random, each as likely as any other, or `no_row` when there is none. Draws with
  /// indices `index`, `index` + 1, … until a seat is taken.
  [[nodiscard]] Row pick(Number roster, const Stream& draws, Identity who, std::uint32_t time,
                         std::uint32_t index = 0) const {
    if (count_[roster] == 0) return no_row;
    // So many draws all fail for a ring with one seat in a thousand taken once in 10⁷ times.
    constexpr std::uint32_t most_draws = 4096;
    for (std::uint32_t i = 0; i < most_draws; ++i) {
      const Row row = pick(roster, draws.at(who, time, index + i));
      if (row != no_row) return row;
    }
    return no_row;
  }

  /// Ask for the memory that tells where a roster's seats are, and then for the seat that the first
  /// word of a draw names.
  void prefetch_place(Number roster) const {
    __builtin_prefetch(first_.data() + roster);
    __builtin_prefetch(room_.data() + roster);
    __builtin_prefetch(count_.data() + roster);
  }
  void prefetch_seat(Number roster, std::uint32_t word) const {
    __builtin_prefetch(seats_.data() + first_[roster] + (word & (room_[roster] - 1U)));
  }

  /// The same by the words of one draw; `no_row` also when all four fall on empty seats.
  [[nodiscard]] Row pick(Number roster, const Draw& draw) const {
    if (count_[roster] == 0) return no_row;
    for (const std::uint32_t word : draw.words) {
      const Row row = seats_[first_[roster] + (word & (room_[roster] - 1U))];
      if (row != no_row) return row;
    }
    return no_row;
  }

  /// Hash of every seat, kept up to date with every change.
  [[nodiscard]] std::uint64_t hash() const { return hash_; }
  [[nodiscard]] std::uint64_t hash_from_scratch() const;

  void save(Snapshot& snapshot, const std::string& prefix) const;
  void restore(const Snapshot& snapshot, const std::string& prefix);

 private:
  static std::uint64_t term(Number roster, std::uint32_t seat, Row row);
  [[nodiscard]] int seat_of(Number roster, Row row, Identity identity) const;
  void sit(Number roster, Row row, Identity identity);
  /// Empties a roster into a ring of twice the size; returns who sat there.
  std::vector<Row> widen(Number roster);

  Column<Row> seats_;
  Column<std::uint32_t> first_;
  Column<std::uint32_t> room_;
  Column<std::uint32_t> count_;
  std::vector<std::vector<std::uint32_t>> free_rings_;  // by power of two
  std::uint64_t hash_ = 0;
};

template <class IdentityOf>
void Rosters::join(Number roster, Row row, Identity identity, IdentityOf&& identity_of) {
  assert(!has(roster, row, identity));
  if (2 * (count_[roster] + 1) > room_[roster]) {
    for (const Row seated : widen(roster)) sit(roster, seated, identity_of(seated));
  }
  sit(roster, row, identity);
}

}  // namespace buurt::engine
