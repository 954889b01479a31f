// The examples of docs/engine/space.md, word for word.

#include <catch2/catch.hpp>
#include <set>
#include <tuple>
#include <vector>

#include "engine/space/cell_index.hpp"
#include "engine/space/graph.hpp"
#include "engine/space/lattice.hpp"
#include "engine/space/metric_space.hpp"
#include "engine/space/occupancy.hpp"
#include "engine/space/torus.hpp"
#include "engine/table.hpp"

using namespace buurt;

namespace {

struct AgentColumns {
  engine::Column<engine::Identity> identity;
  engine::Column<engine::Cell> cell;
  engine::Column<double> x;
  engine::Column<double> y;

  static constexpr auto describe() {
    return std::tuple(engine::column("identity", &AgentColumns::identity),
                      engine::column("cell", &AgentColumns::cell),
                      engine::column("x", &AgentColumns::x), engine::column("y", &AgentColumns::y));
  }
};

}  // namespace

TEST_CASE("the page on space: a lattice, scarce cells and many in a cell") {
  const engine::Lattice lattice(100, 100, engine::Edge::torus);
  engine::Column<std::uint8_t> grass;  // one element a cell
  grass.resize(lattice.cells());
  int eaten = 0;
  lattice.each_neighbour(lattice.at(0, 0), 1,
                         [&](engine::Cell near) { eaten += grass[near] == 0; });
  REQUIRE(eaten == 8);

  engine::Table<AgentColumns> sheep;
  sheep.resize(3);
  for (engine::Row row = 0; row < 3; ++row) sheep.identity[row] = engine::Identity{row + 1U};
  sheep.cell[0] = 5;
  sheep.cell[2] = 9;
  sheep.remove(1);
  engine::Occupancy occupancy(lattice.cells());
  occupancy.put(0, 5);
  occupancy.put(2, 9);

  const auto& identity = sheep.identity;
  const engine::Cell wanted_cell = 7;
  const std::vector<std::uint32_t> turn{80, 0, 20};
  engine::Claims claims;
  claims.open(lattice.cells());
  for (const engine::Row row : {0U, 2U}) {
    claims.claim(wanted_cell, row, [&](engine::Row a, engine::Row b) {
      return std::tuple(turn[a], identity[a]) < std::tuple(turn[b], identity[b]);
    });
  }
  for (const engine::Row row : {0U, 2U}) {
    if (claims.winner(wanted_cell) == row) occupancy.move(sheep.cell[row], wanted_cell);
  }
  REQUIRE(occupancy.occupant(wanted_cell) == 2);
  REQUIRE(occupancy.occupant(5) == 0);

  engine::CellIndex sheep_at;
  sheep_at.build(sheep.rows(), lattice.cells(), [&](engine::Row row) {
    return sheep.alive(row) ? sheep.cell[row] : engine::no_cell;
  });
  REQUIRE(sheep_at.order().size() == 2);
  for (const engine::Row row : sheep_at.in(9)) REQUIRE(row == 2);
}

TEST_CASE("the page on space: metres, a torus and a graph") {
  const std::vector<float> x{0, 120, 900}, y{0, 50, 900};
  const engine::MetricSpace places(x, y, 200.0F);  // grid cells of 200 m
  std::set<engine::Row> found;
  places.each_within(0, 0, 400, [&](engine::Row place, float) { found.insert(place); });
  REQUIRE(found == std::set<engine::Row>{0, 1});
  const engine::Row nearest =
      places.nearest(100, 0, 1000, [](engine::Row place) { return place != 1; });
  REQUIRE(nearest == 0);

  engine::Table<AgentColumns> birds;
  birds.resize(2);
  birds.x[1] = 149;
  engine::Torus sky(150, 150, 15);            // radius of sight: below half of each side
  sky.index(birds.x.span(), birds.y.span());  // after every move
  sky.each_near(0, 0, [](engine::Row other, double dx, double, double) {
    REQUIRE(dx == (other == 0 ? 0.0 : -1.0));
  });
  REQUIRE(sky.order().size() == 2);
  REQUIRE(engine::Torus::wrap(149.5 + 1.0, sky.width()) == 0.5);

  const engine::Graph graph = engine::random_graph(1000, 10.0, engine::Stream(1, 2));
  std::vector<std::uint32_t> counts(1000);
  graph.count_neighbours(
      0, 1000, [](engine::Row) { return true; }, counts);
  REQUIRE(counts[17] == graph.neighbours(17).size());
}
