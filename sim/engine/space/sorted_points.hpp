#pragma once
// Points sorted by grid cell, with their coordinates copied into that order: what the metric space
// and the torus have in common.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/identity.hpp"
#include "engine/space/cell_index.hpp"

namespace buurt::engine {

/// \tparam Real float or double, the type of coordinates
template <class Real>
class SortedPoints {
 public:
  /// \param cell_of `cell_of(row)` is the cell of a point, or `no_cell` to leave it out
  template <class CellOf>
  void build(std::span<const Real> x, std::span<const Real> y, std::size_t cells,
             CellOf&& cell_of) {
    index_.build(x.size(), cells, cell_of);
    const std::span<const Row> order = index_.order();
    x_.resize(order.size());
    y_.resize(order.size());
    for (std::size_t at = 0; at < order.size(); ++at) {
      x_[at] = x[order[at]];
      y_[at] = y[order[at]];
    }
  }

  [[nodiscard]] std::size_t size() const { return x_.size(); }
  [[nodiscard]] std::span<const Row> order() const { return index_.order(); }

  /// Calls `visit(row, dx, dy, squared)` for each point in cells `first` … `last` (side by side in
  /// the numbering) whose squared distance from (x, y) is at most `limit`; dx and dy lead from
  /// (x, y) to the point.
  template <class Visit>
  void each_within(Cell first, Cell last, Real x, Real y, Real limit, Visit&& visit) const {
    // The distances of a batch first, without a branch for each: near half of the points in the
    // cells lie outside the circle, and no processor guesses which.
    constexpr std::uint32_t batch = 64;
    std::array<std::uint32_t, batch> near;
    const std::uint32_t end = index_.end(last);
    for (std::uint32_t from = index_.begin(first); from < end; from += batch) {
      const std::uint32_t to = std::min(end, from + batch);
      std::uint32_t count = 0;
      for (std::uint32_t at = from; at < to; ++at) {
        const Real dx = x_[at] - x;
        const Real dy = y_[at] - y;
        near[count] = at;
        count += dx * dx + dy * dy <= limit ? 1U : 0U;
      }
      for (std::uint32_t i = 0; i < count; ++i) {
        const Real dx = x_[near[i]] - x;
        const Real dy = y_[near[i]] - y;
        visit(index_.order()[near[i]], dx, dy, dx * dx + dy * dy);
      }
    }
  }

 private:
  CellIndex index_;
  std::vector<Real> x_;
  std::vector<Real> y_;
};

}  // namespace buurt::engine
