#pragma once
// Places in metres on a map, and who or what is near.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>

#include "engine/error.hpp"
#include "engine/identity.hpp"
#include "engine/space/sorted_points.hpp"

namespace buurt::engine {

/// An index over positions in metres, to be built again when positions change. It holds copies of
/// the positions; rows are those of the columns it was built from. A position that is not a number
/// stands for a row that is nowhere and is never found.
class MetricSpace {
 public:
  MetricSpace() = default;

  /// \param cell the side of a grid cell in metres, best near the usual radius of search; it is made
  ///             wider where there would be many more cells than points
  /// \throws UserError when the columns differ in length, a position is infinite or the cell is not
  ///         above 0
  MetricSpace(std::span<const float> x, std::span<const float> y, float cell) : cell_(cell) {
    if (!(cell > 0.0F) || std::isinf(cell)) {
      throw UserError("metric space", "found a grid cell of " + std::to_string(cell) +
                                          " m; a finite length above 0 is allowed");
    }
    if (x.size() != y.size()) {
      throw UserError("metric space", "found " + std::to_string(x.size()) + " x and " +
                                          std::to_string(y.size()) + " y; one of each per row");
    }
    measure(x, y);
    points_.build(x, y, cells(), [&](Row row) {
      if (std::isnan(x[row]) || std::isnan(y[row])) return no_cell;
      return cell_at(column(x[row]), line(y[row]));
    });
  }

  /// Rows that are somewhere.
  [[nodiscard]] std::size_t size() const { return points_.size(); }

  /// Calls `visit(row, squared_distance)` for every row at most `radius` metres from (x, y), that at
  /// (x, y) itself included, in an order that follows from the positions alone.
  template <class Visit>
  void each_within(float x, float y, float radius, Visit&& visit) const {
    if (size() == 0 || !(radius >= 0.0F)) return;
    const int from_column = column(x - radius);
    const int to_column = column(x + radius);
    const int to_line = line(y + radius);
    for (int at = line(y - radius); at <= to_line; ++at) {
      points_.each_within(cell_at(from_column, at), cell_at(to_column, at), x, y, radius * radius,
                          [&](Row row, float, float, float squared) { visit(row, squared); });
    }
  }

  /// How many rows lie at most `radius` metres from (x, y).
  [[nodiscard]] std::size_t count_within(float x, float y, float radius) const {
    std::size_t count = 0;
    each_within(x, y, radius, [&](Row, float) { ++count; });
    return count;
  }

  /// The nearest row to (x, y) within `farthest` metres for which `accept(row)` says yes, the lowest
  /// row among equally near ones; `no_row` when there is none.
  template <class Accept>
  [[nodiscard]] Row nearest(float x, float y, float farthest, Accept&& accept) const {
    if (size() == 0) return no_row;
    for (float radius = std::min(cell_, farthest);; radius = std::min(2.0F * radius, farthest)) {
      Row best = no_row;
      float best_squared = std::numeric_limits<float>::infinity();
      each_within(x, y, radius, [&](Row row, float squared) {
        if (squared > best_squared || (squared == best_squared && row > best)) return;
        if (!accept(row)) return;
        best = row;
        best_squared = squared;
      });
      if (best != no_row) return best;
      if (radius * radius >= reach_squared(x, y) || radius >= farthest) return no_row;
    }
  }

 private:
  void measure(std::span<const float> x, std::span<const float> y) {
    left_ = bottom_ = std::numeric_limits<float>::infinity();
    right_ = top_ = -left_;
    std::size_t count = 0;
    for (std::size_t row = 0; row < x.size(); ++row) {
      if (std::isnan(x[row]) || std::isnan(y[row])) continue;
      if (std::isinf(x[row]) || std::isinf(y[row])) {
        throw UserError("metric space", "row " + std::to_string(row) + " is infinitely far away");
      }
      ++count;
      left_ = std::min(left_, x[row]);
      right_ = std::max(right_, x[row]);
      bottom_ = std::min(bottom_, y[row]);
      top_ = std::max(top_, y[row]);
    }
    if (count == 0) left_ = right_ = bottom_ = top_ = 0.0F;
    const auto most_cells = 4.0 * static_cast<double>(count) + 16.0;
    const auto needed = [&] {
      return (std::floor(double{right_ - left_} / double{cell_}) + 1.0) *
             (std::floor(double{top_ - bottom_} / double{cell_}) + 1.0);
    };
    while (needed() > most_cells) cell_ *= 2.0F;
    columns_ = lines_ = std::numeric_limits<int>::max();
    columns_ = column(right_) + 1;
    lines_ = line(top_) + 1;
  }

  [[nodiscard]] std::size_t cells() const {
    return static_cast<std::size_t>(columns_) * static_cast<std::size_t>(lines_);
  }
  [[nodiscard]] Cell cell_at(int column, int line) const {
    return static_cast<Cell>(line) * static_cast<Cell>(columns_) + static_cast<Cell>(column);
  }
  // Beyond the map: its first or last column. Never falls as x rises, which is what keeps a point
  // within the columns that a search looks through.
  [[nodiscard]] int column(float x) const { return strip((x - left_) / cell_, columns_); }
  [[nodiscard]] int line(float y) const { return strip((y - bottom_) / cell_, lines_); }
  static int strip(float at, int strips) {
    if (!(at > 0.0F)) return 0;
    return at < static_cast<float>(strips) ? std::min(static_cast<int>(at), strips - 1)
                                           : strips - 1;
  }
  /// Squared distance from (x, y) to the farthest corner of the map.
  [[nodiscard]] float reach_squared(float x, float y) const {
    const float dx = std::max(std::abs(x - left_), std::abs(x - right_));
    const float dy = std::max(std::abs(y - bottom_), std::abs(y - top_));
    return dx * dx + dy * dy;
  }

  SortedPoints<float> points_;
  float cell_ = 1.0F;
  float left_ = 0.0F;
  float right_ = 0.0F;
  float bottom_ = 0.0F;
  float top_ = 0.0F;
  int columns_ = 1;
  int lines_ = 1;
};

}  // namespace buurt::engine
