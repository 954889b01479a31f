#include "engine/network.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "engine/error.hpp"

namespace buurt::engine {

namespace {

/// For how many ties room is made at once. Growing bit by bit would copy everything several times;
/// memory that is not written yet costs nothing.
std::size_t usual_slots(std::size_t rows) {
  constexpr std::size_t for_each_row = 64;
  return std::bit_ceil(rows) * for_each_row;
}

}  // namespace

void Network::resize(std::size_t count) {
  if (count <= rows()) return;
  first_.resize(count);
  degree_.resize(count);
  room_.resize(count);
}

int Network::find(Row row, Row other) const {
  const std::span<const Tie> all = ties(row);
  for (std::size_t slot = 0; slot < all.size(); ++slot) {
    if (all[slot].other == other) return static_cast<int>(slot);
  }
  return -1;
}

int Network::find_due(Row row, Row other, std::uint16_t time) const {
  int found = -1;
  each_due(row, time, [&](std::uint32_t slot) {
    if (ties_[first_[row] + slot].other == other) found = static_cast<int>(slot);
  });
  return found;
}

std::uint32_t Network::take_stretch(std::uint32_t slots) {
  // The smallest that is free and large enough; what is left over stays free.
  for (std::size_t size = slots / lot; size < free_stretches_.size(); ++size) {
    if (free_stretches_[size].empty()) continue;
    const std::uint32_t first = free_stretches_[size].back();
    free_stretches_[size].pop_back();
    give_stretch(first + slots, static_cast<std::uint32_t>(size) * lot - slots);
    return first;
  }
  ties_.reserve(usual_slots(rows()));
  next_.reserve(usual_slots(rows()));
  const std::size_t first = ties_.size();
  if (first + slots > std::numeric_limits<std::uint32_t>::max()) {
    throw RunError("the network holds more than four thousand million slots for ties");
  }
  ties_.resize(first + slots);
  next_.resize(first + slots);
  return static_cast<std::uint32_t>(first);
}

void Network::give_stretch(std::uint32_t first, std::uint32_t slots) {
  if (slots == 0) return;
  const std::size_t size = slots / lot;
  if (size >= free_stretches_.size()) free_stretches_.resize(size + 1);
  free_stretches_[size].push_back(first);
}

void Network::push(Row row, const Tie& tie, std::uint16_t next) {
  if (degree_[row] == room_[row]) {
    // An eighth as much again, and much at first, so that a stretch moves seldom and little lies idle.
    constexpr std::uint32_t at_first = 2 * lot;
    const std::uint32_t more = std::max<std::uint32_t>(lot, room_[row] / 8U);
    const std::uint32_t wanted = std::max(at_first, room_[row] + more);
    constexpr std::uint32_t most = 65528;
    const std::uint32_t room = std::min(most, (wanted + lot - 1) / lot * lot);
    if (room_[row] == most) {
      throw RunError("an agent has more ties than the network can hold (65,528)");
    }
    const std::uint32_t moved = take_stretch(room);
    for (std::uint32_t slot = 0; slot < degree_[row]; ++slot) {
      ties_[moved + slot] = ties_[first_[row] + slot];
      next_[moved + slot] = next_[first_[row] + slot];
    }
    give_stretch(first_[row], room_[row]);
    first_[row] = moved;
    room_[row] = static_cast<std::uint16_t>(room);
  }
  const std::uint32_t at = first_[row] + degree_[row];
  ties_[at] = tie;
  next_[at] = next;
  ++degree_[row];
  hash_ += term(row, tie, next);
}

void Network::erase(Row row, std::uint32_t slot) {
  const std::uint32_t at = first_[row] + slot;
  hash_ -= term(row, ties_[at], next_[at]);
  const std::uint32_t last = first_[row] + --degree_[row];
  ties_[at] = ties_[last];
  next_[at] = next_[last];
}

void Network::connect(Row a, Row b, const Tie& like, std::uint16_t next) {
  assert(a != b && a < rows() && b < rows());
  assert(find(a, b) < 0);
  Tie tie = like;
  tie.other = b;
  push(a, tie, next);
  tie.other = a;
  push(b, tie, next);
}

void Network::connect_outside(Row row, std::uint32_t number, const Tie& like, std::uint16_t next) {
  Tie tie = like;
  tie.other = Tie::outside_bit | number;
  assert(find(row, tie.other) < 0);
  push(row, tie, next);
}

bool Network::disconnect(Row a, Row b) {
  const int at_a = find(a, b);
  if (at_a < 0) return false;
  const auto slot = static_cast<std::uint32_t>(at_a);
  const std::uint32_t there = other_end(a, slot);
  erase(a, slot);
  erase(b, there);
  return true;
}

std::uint32_t Network::other_end(Row row, std::uint32_t slot) const {
  const std::uint32_t at = first_[row] + slot;
  const int there = find_due(ties_[at].other, row, next_[at]);
  assert(there >= 0);
  return static_cast<std::uint32_t>(there);
}

bool Network::disconnect_outside(Row row, std::uint32_t number) {
  const int slot = find(row, Tie::outside_bit | number);
  if (slot < 0) return false;
  erase(row, static_cast<std::uint32_t>(slot));
  return true;
}

void Network::disconnect_all(Row row) {
  while (degree_[row] > 0) {
    const std::uint32_t last = degree_[row] - 1U;
    const Tie& tie = ties_[first_[row] + last];
    if (!tie.outside()) erase(tie.other, other_end(row, last));
    erase(row, last);
  }
}

void Network::rewrite_both(Row row, std::uint32_t slot, const Tie& tie, std::uint16_t next) {
  std::uint64_t change = 0;
  if (!tie.outside()) {
    Tie mirrored = tie;
    mirrored.other = row;
    rewrite(tie.other, other_end(row, slot), mirrored, next, change);
  }
  rewrite(row, slot, tie, next, change);
  hash_ += change;
}

std::uint64_t Network::hash_from_scratch() const {
  std::uint64_t hash = 0;
  for (std::size_t row = 0; row < rows(); ++row) {
    const auto r = static_cast<Row>(row);
    for (std::uint32_t slot = 0; slot < degree_[r]; ++slot) {
      hash += term(r, ties_[first_[r] + slot], next_[first_[r] + slot]);
    }
  }
  return hash;
}

bool Network::symmetric() const {
  for (std::size_t row = 0; row < rows(); ++row) {
    const auto r = static_cast<Row>(row);
    for (std::uint32_t slot = 0; slot < degree_[r]; ++slot) {
      Tie tie = ties_[first_[r] + slot];
      if (tie.outside()) continue;
      if (tie.other >= rows() || tie.other == r) return false;
      const int there = find_due(tie.other, r, next_[first_[r] + slot]);
      if (there < 0) return false;
      const std::uint32_t at = first_[tie.other] + static_cast<std::uint32_t>(there);
      tie.other = r;
      if (!(ties_[at] == tie)) return false;
    }
  }
  return true;
}

void Network::save(Snapshot& snapshot, const std::string& prefix) const {
  std::vector<std::uint32_t> other;
  std::vector<float> weight;
  std::vector<std::uint32_t> last;
  std::vector<std::uint16_t> next;
  std::vector<std::uint8_t> kind;
  std::vector<std::uint8_t> gap;
  std::vector<std::uint32_t> agreed;
  std::vector<std::uint8_t> length;
  std::vector<std::uint8_t> plan;
  for (std::size_t row = 0; row < rows(); ++row) {
    const auto r = static_cast<Row>(row);
    for (std::uint32_t slot = 0; slot < degree_[r]; ++slot) {
      const Tie& tie = ties_[first_[r] + slot];
      other.push_back(tie.other);
      weight.push_back(tie.weight);
      last.push_back(tie.last);
      next.push_back(next_[first_[r] + slot]);
      kind.push_back(tie.kind);
      gap.push_back(tie.usual_gap);
      agreed.push_back(tie.agreed);
      length.push_back(tie.length);
      plan.push_back(tie.plan);
    }
  }
  snapshot.put(prefix + "/degree", degree_.span());
  snapshot.put(prefix + "/other", std::span<const std::uint32_t>(other));
  snapshot.put(prefix + "/weight", std::span<const float>(weight));
  snapshot.put(prefix + "/last", std::span<const std::uint32_t>(last));
  snapshot.put(prefix + "/next", std::span<const std::uint16_t>(next));
  snapshot.put(prefix + "/kind", std::span<const std::uint8_t>(kind));
  snapshot.put(prefix + "/usual_gap", std::span<const std::uint8_t>(gap));
  snapshot.put(prefix + "/agreed", std::span<const std::uint32_t>(agreed));
  snapshot.put(prefix + "/length", std::span<const std::uint8_t>(length));
  snapshot.put(prefix + "/plan", std::span<const std::uint8_t>(plan));
}

void Network::restore(const Snapshot& snapshot, const std::string& prefix) {
  const auto degree = snapshot.get<std::uint16_t>(prefix + "/degree");
  const auto other = snapshot.get<std::uint32_t>(prefix + "/other");
  const auto weight = snapshot.get<float>(prefix + "/weight");
  const auto last = snapshot.get<std::uint32_t>(prefix + "/last");
  const auto next = snapshot.get<std::uint16_t>(prefix + "/next");
  const auto kind = snapshot.get<std::uint8_t>(prefix + "/kind");
  const auto gap = snapshot.get<std::uint8_t>(prefix + "/usual_gap");
  const auto agreed = snapshot.get<std::uint32_t>(prefix + "/agreed");
  const auto length = snapshot.get<std::uint8_t>(prefix + "/length");
  const auto plan = snapshot.get<std::uint8_t>(prefix + "/plan");
  std::size_t total = 0;
  for (const std::uint16_t d : degree) total += d;
  for (const std::size_t size : {other.size(), weight.size(), last.size(), next.size(), kind.size(),
                                 gap.size(), agreed.size(), length.size(), plan.size()}) {
    if (size != total)
      throw RunError("the snapshot's network '" + prefix + "' is of uneven length");
  }
  for (const std::uint32_t o : other) {
    if ((o & Tie::outside_bit) == 0 && o >= degree.size()) {
      throw RunError("the snapshot's network '" + prefix +
                     "' has a tie to a row that is not there");
    }
  }
  *this = {};
  resize(degree.size());
  std::size_t i = 0;
  for (std::size_t row = 0; row < degree.size(); ++row) {
    const auto r = static_cast<Row>(row);
    make_room(r, degree[row]);
    for (std::uint16_t d = 0; d < degree[row]; ++d, ++i) {
      push(r, Tie{other[i], weight[i], last[i], agreed[i], kind[i], gap[i], length[i], plan[i]},
           next[i]);
    }
  }
}

void Network::make_room(Row row, std::uint32_t ties) {
  if (room_[row] != 0) return;
  const std::uint32_t room = room_for(ties);
  first_[row] = take_stretch(room);
  room_[row] = static_cast<std::uint16_t>(room);
}

void Network::compact() {
  std::size_t slots = 0;
  std::size_t held = 0;
  for (std::size_t row = 0; row < rows(); ++row) {
    slots += room_for(degree_[row]);
    held += degree_[row];
  }
  // Where agents have few ties, what lies idle within their lots stays so.
  if (5 * held > 4 * ties_.size() || slots + slots / 16 >= ties_.size()) return;
  // Where each lot in use goes, in lots.
  constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> goes_to(ties_.size() / lot, nowhere);
  std::uint32_t first = 0;
  for (std::size_t row = 0; row < rows(); ++row) {
    for (std::uint32_t slot = 0; slot < degree_[row]; slot += lot) {
      goes_to[(first_[row] + slot) / lot] = (first + slot) / lot;
    }
    first_[row] = first;
    room_[row] = static_cast<std::uint16_t>(room_for(degree_[row]));
    first += room_[row];
  }
  std::array<Tie, lot> ties{};
  std::array<std::uint16_t, lot> next{};
  const auto exchange = [&](std::size_t at) {
    std::swap_ranges(ties.begin(), ties.end(), ties_.data() + at * lot);
    std::swap_ranges(next.begin(), next.end(), next_.data() + at * lot);
  };
  // Each lot that is moved pushes out the one that lies there, until a place is free.
  for (std::size_t start = 0; start < goes_to.size(); ++start) {
    if (goes_to[start] == nowhere) continue;
    exchange(start);
    for (std::size_t at = start; goes_to[at] != nowhere;) {
      at = std::exchange(goes_to[at], nowhere);
      exchange(at);
    }
  }
  ties_.resize(slots);
  next_.resize(slots);
  free_stretches_.clear();
}

std::size_t Network::bytes() const {
  return ties_.size() * sizeof(Tie) + next_.size() * sizeof(std::uint16_t) +
         rows() * (sizeof(std::uint32_t) + 2 * sizeof(std::uint16_t));
}

}  // namespace buurt::engine
