#pragma once
// A continuous plane whose right edge is its left and whose top is its bottom.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>

#include "engine/error.hpp"
#include "engine/identity.hpp"
#include "engine/space/sorted_points.hpp"

namespace buurt::engine {

/// A torus of double-precision positions with a grid index for neighbours within one fixed radius.
class Torus {
 public:
  /// \throws UserError unless 0 < radius < half of each side, so that no neighbour is seen twice
  Torus(double width, double height, double radius)
      : width_(width), height_(height), radius_(radius) {
    if (!(radius > 0.0) || !(2.0 * radius < width) || !(2.0 * radius < height) ||
        std::isinf(width) || std::isinf(height)) {
      throw UserError("torus", "found a radius of " + std::to_string(radius) + " on " +
                                   std::to_string(width) + " × " + std::to_string(height) +
                                   "; a radius above 0 and below half of each side is allowed");
    }
    columns_ = strips(width);
    lines_ = strips(height);
  }

  [[nodiscard]] double width() const { return width_; }
  [[nodiscard]] double height() const { return height_; }
  [[nodiscard]] double radius() const { return radius_; }

  /// A coordinate brought back onto the torus after a step of at most one side.
  [[nodiscard]] static double wrap(double at, double side) {
    if (at < 0.0) at += side;
    if (at >= side) at -= side;
    return at;
  }
  /// The shortest way from one point to another along one side.
  [[nodiscard]] static double shortest(double from, double to, double side) {
    const double way = to - from;
    if (way > side / 2) return way - side;
    return way < -side / 2 ? way + side : way;
  }

  /// Takes note of where everybody is: 0 ≤ x < width, 0 ≤ y < height.
  void index(std::span<const double> x, std::span<const double> y) {
    points_.build(x, y, static_cast<std::size_t>(columns_) * static_cast<std::size_t>(lines_),
                  [&](Row row) { return cell_at(column(x[row]), line(y[row])); });
  }

  /// All rows, place by place, as of the last `index`. Whoever visits many agents does so in this
  /// order: those near each other then find their neighbours in the processor's cache.
  [[nodiscard]] std::span<const Row> order() const { return points_.order(); }

  /// Calls `visit(row, dx, dy, squared_distance)` for every row at most the radius from (x, y) as of
  /// the last `index`, that at (x, y) itself included; dx and dy lead the shortest way there. The
  /// order follows from the positions alone.
  template <class Visit>
  void each_near(double x, double y, Visit&& visit) const {
    each_part(y, lines_, height_, [&](int from_line, int to_line, double shift_y) {
      for (int at = from_line; at <= to_line; ++at) {
        each_part(x, columns_, width_, [&](int from_column, int to_column, double shift_x) {
          points_.each_within(cell_at(from_column, at), cell_at(to_column, at), x + shift_x,
                              y + shift_y, radius_ * radius_, visit);
        });
      }
    });
  }

 private:
  [[nodiscard]] int strips(double side) const {
    constexpr double most = 8192;
    return static_cast<int>(std::clamp(std::floor(side / radius_), 1.0, most));
  }
  [[nodiscard]] Cell cell_at(int column, int line) const {
    return static_cast<Cell>(line) * static_cast<Cell>(columns_) + static_cast<Cell>(column);
  }
  [[nodiscard]] int column(double x) const { return strip(x, columns_, width_); }
  [[nodiscard]] int line(double y) const { return strip(y, lines_, height_); }
  static int strip(double at, int strips, double side) {
    return std::clamp(static_cast<int>(at / side * strips), 0, strips - 1);
  }

  /// The strips that a search from `at` looks through: one stretch, or two when it crosses the edge,
  /// each with what to add to `at` to be on the same side of the edge as the points there.
  template <class Part>
  void each_part(double at, int strips, double side, Part&& part) const {
    const double low = at - radius_;
    const double high = at + radius_;
    if (low < 0.0) part(strip(low + side, strips, side), strips - 1, side);
    part(strip(std::max(low, 0.0), strips, side), strip(std::min(high, side), strips, side), 0.0);
    if (high >= side) part(0, strip(high - side, strips, side), -side);
  }

  SortedPoints<double> points_;
  double width_;
  double height_;
  double radius_;
  int columns_ = 1;
  int lines_ = 1;
};

}  // namespace buurt::engine
