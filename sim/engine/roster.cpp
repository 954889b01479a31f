#include "engine/roster.hpp"

#include <bit>

#include "engine/error.hpp"
#include "engine/state_hash.hpp"

namespace buurt::engine {
namespace {

std::uint32_t wished_seat(Identity identity, std::uint32_t room) {
  return static_cast<std::uint32_t>(mix(identity.value)) & (room - 1U);
}

constexpr std::uint32_t smallest_ring = 4;

}  // namespace

std::uint64_t Rosters::term(Number roster, std::uint32_t seat, Row row) {
  return fold_multiply((std::uint64_t{roster} << 32U | seat) ^ 0x589965cc75374cc3ULL,
                       std::uint64_t{row} ^ 0xa0761d6478bd642fULL);
}

Rosters::Number Rosters::add() {
  const auto number = static_cast<Number>(size());
  first_.resize(size() + 1);
  room_.resize(size());
  count_.resize(size());
  return number;
}

int Rosters::seat_of(Number roster, Row row, Identity identity) const {
  const std::uint32_t room = room_[roster];
  if (room == 0) return -1;
  const std::uint32_t wished = wished_seat(identity, room);
  // Those who left leave holes, so an empty seat does not end the search.
  for (std::uint32_t step = 0; step < room; ++step) {
    const std::uint32_t seat = (wished + step) & (room - 1U);
    if (seats_[first_[roster] + seat] == row) return static_cast<int>(seat);
  }
  return -1;
}

void Rosters::sit(Number roster, Row row, Identity identity) {
  const std::uint32_t room = room_[roster];
  std::uint32_t seat = wished_seat(identity, room);
  while (seats_[first_[roster] + seat] != no_row) seat = (seat + 1) & (room - 1U);
  seats_[first_[roster] + seat] = row;
  ++count_[roster];
  hash_ += term(roster, seat, row);
}

std::vector<Row> Rosters::widen(Number roster) {
  std::vector<Row> seated;
  const std::uint32_t old_room = room_[roster];
  for (std::uint32_t seat = 0; seat < old_room; ++seat) {
    Row& row = seats_[first_[roster] + seat];
    if (row == no_row) continue;
    seated.push_back(row);
    hash_ -= term(roster, seat, row);
    row = no_row;
  }
  count_[roster] = 0;
  if (old_room > 0) {
    const auto power = static_cast<std::size_t>(std::countr_zero(old_room));
    if (power >= free_rings_.size()) free_rings_.resize(power + 1);
    free_rings_[power].push_back(first_[roster]);
  }
  const std::uint32_t room = old_room == 0 ? smallest_ring : old_room * 2U;
  const auto power = static_cast<std::size_t>(std::countr_zero(room));
  if (power < free_rings_.size() && !free_rings_[power].empty()) {
    first_[roster] = free_rings_[power].back();
    free_rings_[power].pop_back();
  } else {
    first_[roster] = static_cast<std::uint32_t>(seats_.size());
    seats_.resize(seats_.size() + room);
    for (std::uint32_t seat = 0; seat < room; ++seat) seats_[first_[roster] + seat] = no_row;
  }
  room_[roster] = room;
  return seated;
}

bool Rosters::leave(Number roster, Row row, Identity identity) {
  const int seat = seat_of(roster, row, identity);
  if (seat < 0) return false;
  seats_[first_[roster] + static_cast<std::uint32_t>(seat)] = no_row;
  --count_[roster];
  hash_ -= term(roster, static_cast<std::uint32_t>(seat), row);
  return true;
}

std::uint64_t Rosters::hash_from_scratch() const {
  std::uint64_t hash = 0;
  for (std::size_t roster = 0; roster < size(); ++roster) {
    const auto number = static_cast<Number>(roster);
    for (std::uint32_t seat = 0; seat < room_[roster]; ++seat) {
      const Row row = seats_[first_[roster] + seat];
      if (row != no_row) hash += term(number, seat, row);
    }
  }
  return hash;
}

void Rosters::save(Snapshot& snapshot, const std::string& prefix) const {
  std::vector<Row> all;
  for (std::size_t roster = 0; roster < size(); ++roster) {
    const auto each = seats(static_cast<Number>(roster));
    all.insert(all.end(), each.begin(), each.end());
  }
  snapshot.put(prefix + "/room", room_.span());
  snapshot.put(prefix + "/seats", std::span<const Row>(all));
}

void Rosters::restore(const Snapshot& snapshot, const std::string& prefix) {
  const auto room = snapshot.get<std::uint32_t>(prefix + "/room");
  const auto all = snapshot.get<Row>(prefix + "/seats");
  std::uint64_t total = 0;
  for (const std::uint32_t r : room) {
    if (r != 0 && !std::has_single_bit(r)) {
      throw RunError("the snapshot's roster '" + prefix + "' has a ring of an impossible size");
    }
    total += r;
  }
  if (total != all.size()) {
    throw RunError("the snapshot's roster '" + prefix + "' is of uneven length");
  }
  *this = {};
  seats_.resize(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) seats_[i] = all[i];
  std::uint32_t first = 0;
  for (const std::uint32_t r : room) {
    const Number number = add();
    first_[number] = first;
    room_[number] = r;
    for (std::uint32_t seat = 0; seat < r; ++seat) {
      if (seats_[first + seat] != no_row) {
        ++count_[number];
        hash_ += term(number, seat, seats_[first + seat]);
      }
    }
    first += r;
  }
}

}  // namespace buurt::engine
