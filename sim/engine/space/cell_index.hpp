#pragma once
// Which agents are in which cell, any number in each: the rows sorted by cell.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/identity.hpp"
#include "engine/space/lattice.hpp"

namespace buurt::engine {

/// A list of rows by cell, made anew after agents have moved. Rows of one cell are in ascending
/// order, so the index follows from where the agents are and not from how they came there.
class CellIndex {
 public:
  /// \param rows     rows of the table
  /// \param cells    cells there are
  /// \param cell_of  `cell_of(row)` is a row's cell, or `no_cell` for one that is nowhere
  template <class CellOf>
  void build(std::size_t rows, std::size_t cells, CellOf&& cell_of) {
    cell_.resize(rows);
    end_.assign(cells + 1, 0);
    for (std::size_t row = 0; row < rows; ++row) {
      cell_[row] = cell_of(static_cast<Row>(row));
      if (cell_[row] != no_cell) ++end_[cell_[row] + 1];
    }
    for (std::size_t cell = 1; cell <= cells; ++cell) end_[cell] += end_[cell - 1];
    // end_[cell] is now where the cell begins; filling moves it to where the cell ends.
    order_.resize(end_[cells]);
    for (std::size_t row = 0; row < rows; ++row) {
      if (cell_[row] != no_cell) order_[end_[cell_[row]]++] = static_cast<Row>(row);
    }
  }

  /// The rows in a cell, ascending.
  [[nodiscard]] std::span<const Row> in(Cell cell) const {
    return std::span(order_).subspan(begin(cell), end(cell) - begin(cell));
  }
  /// All rows that are somewhere, by cell and then by row.
  [[nodiscard]] std::span<const Row> order() const { return order_; }
  /// Where a cell begins and ends within `order()`; cells with successive numbers lie side by side.
  [[nodiscard]] std::uint32_t begin(Cell cell) const { return cell == 0 ? 0 : end_[cell - 1]; }
  [[nodiscard]] std::uint32_t end(Cell cell) const { return end_[cell]; }

 private:
  std::vector<Row> order_;
  std::vector<std::uint32_t> end_;
  std::vector<Cell> cell_;
};

}  // namespace buurt::engine
