#pragma once
// A plane of square cells, with an edge all round or closed upon itself.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/column.hpp"
#include "engine/error.hpp"
#include "engine/identity.hpp"

namespace buurt::engine {

/// The number of a cell: row after row, from 0.
using Cell = std::uint32_t;

/// The cell of nobody and nothing.
inline constexpr Cell no_cell = 0xffffffffU;

/// What lies beyond the last cell of a line.
enum class Edge : std::uint8_t {
  bounded,  ///< nothing: cells at the edge have fewer neighbours
  torus,    ///< the first cell of that line
};

/// Which cells count as near.
enum class Neighbourhood : std::uint8_t {
  moore,        ///< all within the radius along both lines (8 cells at radius 1)
  von_neumann,  ///< all within the radius in steps along the lines (4 cells at radius 1)
};

/// The shape of a lattice; who or what stands in its cells is kept beside it, in columns with one
/// element a cell, in an Occupancy (at most one agent a cell) or in a CellIndex (any number).
class Lattice {
 public:
  /// \throws UserError when a side is below 1 or there are 2³² cells or more.
  Lattice(int width, int height, Edge edge) : width_(width), height_(height), edge_(edge) {
    if (width < 1 || height < 1 || std::int64_t{width} * height >= std::int64_t{no_cell}) {
      throw UserError("lattice", "found " + std::to_string(width) + " × " + std::to_string(height) +
                                     " cells; sides from 1 and below 2³² cells are allowed");
    }
  }

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] Edge edge() const { return edge_; }
  [[nodiscard]] std::size_t cells() const {
    return static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_);
  }

  /// The cell in column x and line y, both within the lattice.
  [[nodiscard]] Cell at(int x, int y) const {
    assert(x >= 0 && x < width_ && y >= 0 && y < height_);
    return static_cast<Cell>(y) * static_cast<Cell>(width_) + static_cast<Cell>(x);
  }
  [[nodiscard]] int x(Cell cell) const {
    return static_cast<int>(cell % static_cast<Cell>(width_));
  }
  [[nodiscard]] int y(Cell cell) const {
    return static_cast<int>(cell / static_cast<Cell>(width_));
  }

  /// The cell this far from another, or `no_cell` beyond the edge of a bounded lattice. Steps may not
  /// be longer than the lattice.
  [[nodiscard]] Cell step(Cell cell, int dx, int dy) const {
    int to_x = x(cell) + dx;
    int to_y = y(cell) + dy;
    if (edge_ == Edge::torus) return at(wrapped(to_x, width_), wrapped(to_y, height_));
    if (to_x < 0 || to_x >= width_ || to_y < 0 || to_y >= height_) return no_cell;
    return at(to_x, to_y);
  }

  /// The cell one step away in one of the eight directions, chosen by a uniform number from 0 to 7; at
  /// a bounded edge the part of the step that leads out is not taken.
  [[nodiscard]] Cell walk(Cell cell, std::uint32_t direction) const {
    constexpr int along_x[8] = {1, 1, 0, -1, -1, -1, 0, 1};
    constexpr int along_y[8] = {0, 1, 1, 1, 0, -1, -1, -1};
    int to_x = x(cell) + along_x[direction];
    int to_y = y(cell) + along_y[direction];
    if (edge_ == Edge::torus) return at(wrapped(to_x, width_), wrapped(to_y, height_));
    to_x = to_x < 0 ? 0 : to_x >= width_ ? width_ - 1 : to_x;
    to_y = to_y < 0 ? 0 : to_y >= height_ ? height_ - 1 : to_y;
    return at(to_x, to_y);
  }

  /// Calls `visit(cell)` for every cell within the radius, without the cell itself, line by line. On a
  /// torus the radius may reach at most half of the shorter side, so that no cell comes twice.
  template <Neighbourhood Near = Neighbourhood::moore, class Visit>
  void each_neighbour(Cell cell, int radius, Visit&& visit) const {
    const int centre_x = x(cell);
    const int centre_y = y(cell);
    const bool inside = centre_x >= radius && centre_x + radius < width_ && centre_y >= radius &&
                        centre_y + radius < height_;
    assert(edge_ == Edge::bounded || (2 * radius < width_ && 2 * radius < height_));
    for (int dy = -radius; dy <= radius; ++dy) {
      const int line = centre_y + dy;
      if (!inside && edge_ == Edge::bounded && (line < 0 || line >= height_)) continue;
      const int reach = Near == Neighbourhood::moore ? radius : radius - (dy < 0 ? -dy : dy);
      const Cell start = at(0, inside ? line : wrapped(line, height_));
      if (inside) {
        for (int to_x = centre_x - reach; to_x <= centre_x + reach; ++to_x) {
          if (dy != 0 || to_x != centre_x) visit(start + static_cast<Cell>(to_x));
        }
        continue;
      }
      for (int to_x = centre_x - reach; to_x <= centre_x + reach; ++to_x) {
        if (dy == 0 && to_x == centre_x) continue;
        if (edge_ == Edge::bounded && (to_x < 0 || to_x >= width_)) continue;
        visit(start + static_cast<Cell>(wrapped(to_x, width_)));
      }
    }
  }

 private:
  static int wrapped(int at, int size) { return at < 0 ? at + size : at >= size ? at - size : at; }

  int width_;
  int height_;
  Edge edge_;
};

}  // namespace buurt::engine
