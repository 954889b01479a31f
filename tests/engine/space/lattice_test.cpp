#include "engine/space/lattice.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>
#include <vector>

using namespace buurt::engine;

namespace {

/// The neighbours of a cell by looking at every cell of the lattice.
std::set<Cell> neighbours_by_search(const Lattice& lattice, Cell cell, int radius,
                                    Neighbourhood near) {
  std::set<Cell> found;
  const auto apart = [&](int a, int b, int side) {
    const int straight = std::abs(a - b);
    return lattice.edge() == Edge::torus ? std::min(straight, side - straight) : straight;
  };
  for (Cell other = 0; other < lattice.cells(); ++other) {
    const int dx = apart(lattice.x(cell), lattice.x(other), lattice.width());
    const int dy = apart(lattice.y(cell), lattice.y(other), lattice.height());
    const bool within =
        near == Neighbourhood::moore ? std::max(dx, dy) <= radius : dx + dy <= radius;
    if (other != cell && within) found.insert(other);
  }
  return found;
}

template <Neighbourhood Near>
void check_neighbours(const Lattice& lattice, int radius) {
  for (Cell cell = 0; cell < lattice.cells(); ++cell) {
    std::vector<Cell> visited;
    lattice.each_neighbour<Near>(cell, radius, [&](Cell near) { visited.push_back(near); });
    const std::set<Cell> each_once(visited.begin(), visited.end());
    REQUIRE(each_once.size() == visited.size());
    REQUIRE(each_once == neighbours_by_search(lattice, cell, radius, Near));
  }
}

}  // namespace

TEST_CASE("a cell's neighbours are all cells within the radius, each once") {
  for (const Edge edge : {Edge::bounded, Edge::torus}) {
    for (const int radius : {1, 2, 3}) {
      check_neighbours<Neighbourhood::moore>(Lattice(9, 7, edge), radius);
      check_neighbours<Neighbourhood::von_neumann>(Lattice(9, 7, edge), radius);
    }
  }
}

TEST_CASE("a radius larger than a bounded lattice reaches every other cell") {
  check_neighbours<Neighbourhood::moore>(Lattice(3, 2, Edge::bounded), 5);
}

TEST_CASE("a cell has a column and a line, and they have that cell") {
  const Lattice lattice(5, 3, Edge::bounded);
  REQUIRE(lattice.cells() == 15);
  for (Cell cell = 0; cell < lattice.cells(); ++cell) {
    REQUIRE(lattice.at(lattice.x(cell), lattice.y(cell)) == cell);
  }
}

TEST_CASE("a step over the edge leads out of a bounded lattice and round a torus") {
  const Lattice bounded(5, 3, Edge::bounded);
  const Lattice torus(5, 3, Edge::torus);
  REQUIRE(bounded.step(bounded.at(4, 1), 1, 0) == no_cell);
  REQUIRE(bounded.step(bounded.at(0, 0), 0, -1) == no_cell);
  REQUIRE(bounded.step(bounded.at(1, 1), 2, -1) == bounded.at(3, 0));
  REQUIRE(torus.step(torus.at(4, 1), 1, 0) == torus.at(0, 1));
  REQUIRE(torus.step(torus.at(0, 0), -1, -1) == torus.at(4, 2));
}

TEST_CASE("a random walk's eight directions are the eight neighbours") {
  const Lattice torus(5, 4, Edge::torus);
  std::set<Cell> reached;
  for (std::uint32_t direction = 0; direction < 8; ++direction) {
    reached.insert(torus.walk(torus.at(0, 0), direction));
  }
  REQUIRE(reached == neighbours_by_search(torus, torus.at(0, 0), 1, Neighbourhood::moore));
}

TEST_CASE("a walker at a bounded edge stays on the lattice") {
  const Lattice bounded(2, 2, Edge::bounded);
  for (Cell cell = 0; cell < bounded.cells(); ++cell) {
    for (std::uint32_t direction = 0; direction < 8; ++direction) {
      REQUIRE(bounded.walk(cell, direction) < bounded.cells());
    }
  }
}

TEST_CASE("a lattice without cells, or with more than can be numbered, is refused") {
  REQUIRE_THROWS_AS(Lattice(0, 5, Edge::torus), UserError);
  REQUIRE_THROWS_AS(Lattice(5, -1, Edge::torus), UserError);
  REQUIRE_THROWS_AS(Lattice(1 << 16, 1 << 16, Edge::torus), UserError);
}
