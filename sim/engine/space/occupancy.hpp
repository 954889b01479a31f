#pragma once
// Who stands in which cell, at most one agent a cell, and who gets a cell that several want.

#include <atomic>
#include <cassert>
#include <cstddef>
#include <vector>

#include "engine/column.hpp"
#include "engine/identity.hpp"
#include "engine/parallel.hpp"
#include "engine/space/lattice.hpp"

namespace buurt::engine {

/// The agents of a lattice with at most one in each cell.
class Occupancy {
 public:
  explicit Occupancy(std::size_t cells) {
    occupant_.resize(cells);
    for (Row& row : occupant_.span()) row = no_row;
  }

  /// The row of who stands there, or `no_row`.
  [[nodiscard]] Row occupant(Cell cell) const { return occupant_[cell]; }
  [[nodiscard]] bool empty(Cell cell) const { return occupant_[cell] == no_row; }

  void put(Row row, Cell cell) {
    assert(empty(cell));
    occupant_[cell] = row;
  }
  void leave(Cell cell) { occupant_[cell] = no_row; }
  /// Safe from several threads for different agents moving to different cells.
  void move(Cell from, Cell to) {
    put(occupant_[from], to);
    leave(from);
  }

  /// All empty cells in order.
  [[nodiscard]] std::vector<Cell> empty_cells() const {
    std::vector<Cell> empty(occupant_.size());
    std::size_t count = 0;
    for (std::size_t cell = 0; cell < occupant_.size(); ++cell) {
      empty[count] = static_cast<Cell>(cell);
      count += occupant_[cell] == no_row ? 1U : 0U;
    }
    empty.resize(count);
    return empty;
  }

 private:
  Column<Row> occupant_;
};

/// Gives each of many scarce things (a cell, a tuft of grass) to at most one claimant: the first by
/// the order that the caller names, whichever thread came first. An order by draw and then identity
/// is the same for any number of threads and any order of rows.
class Claims {
 public:
  /// Forgets all claims and makes room for this many things.
  void open(std::size_t things) {
    claimant_.resize(things);
    for_blocks(things, [&](std::size_t, std::size_t begin, std::size_t end) {
      for (std::size_t thing = begin; thing < end; ++thing) claimant_[thing] = no_row;
    });
  }

  /// Claims a thing for a row. `before(a, b)` says whether row a comes before row b, in a strict
  /// total order. Safe from several threads.
  template <class Before>
  void claim(std::size_t thing, Row row, Before&& before) {
    std::atomic_ref<Row> first(claimant_[thing]);
    Row present = first.load(std::memory_order_relaxed);
    while (present == no_row || before(row, present)) {
      if (first.compare_exchange_weak(present, row, std::memory_order_relaxed)) return;
    }
  }

  /// Who got it, or `no_row`. To be asked after all have claimed.
  [[nodiscard]] Row winner(std::size_t thing) const { return claimant_[thing]; }

 private:
  Column<Row> claimant_;
};

}  // namespace buurt::engine
