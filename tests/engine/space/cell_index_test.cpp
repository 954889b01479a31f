#include "engine/space/cell_index.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace buurt::engine;

TEST_CASE("a cell lists its agents in order of rows, and those who are nowhere are in none") {
  const std::vector<Cell> cell_of{3, 0, no_cell, 3, 1, 0, 3};
  CellIndex index;
  index.build(cell_of.size(), 4, [&](Row row) { return cell_of[row]; });
  const auto in = [&](Cell cell) {
    return std::vector<Row>(index.in(cell).begin(), index.in(cell).end());
  };
  REQUIRE(in(0) == std::vector<Row>{1, 5});
  REQUIRE(in(1) == std::vector<Row>{4});
  REQUIRE(in(2).empty());
  REQUIRE(in(3) == std::vector<Row>{0, 3, 6});
  REQUIRE(std::vector<Row>(index.order().begin(), index.order().end()) ==
          std::vector<Row>{1, 5, 4, 0, 3, 6});
}

TEST_CASE("an index built again knows nothing of what was before") {
  CellIndex index;
  index.build(100, 10, [](Row row) { return row % 10; });
  index.build(3, 2, [](Row) { return Cell{1}; });
  REQUIRE(index.in(0).empty());
  REQUIRE(index.in(1).size() == 3);
  index.build(0, 2, [](Row) { return Cell{0}; });
  REQUIRE(index.order().empty());
}
