#include "engine/space/torus.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <vector>

#include "engine/random.hpp"

using namespace buurt::engine;

TEST_CASE("everybody within the radius is seen, once, the shortest way, across edges too") {
  constexpr double width = 40;
  constexpr double height = 25;
  const Stream stream(5, name_hash("test birds"));
  std::vector<double> x;
  std::vector<double> y;
  for (std::uint64_t i = 0; i < 400; ++i) {
    const Draw draw = stream.at(Identity{i}, 0);
    x.push_back(draw.uniform(0) * width);
    y.push_back(draw.uniform(1) * height);
  }
  for (const double radius : {0.3, 2.0, 5.0, 12.0}) {
    Torus torus(width, height, radius);
    torus.index(x, y);
    for (std::size_t from = 0; from < x.size(); ++from) {
      std::vector<Row> seen;
      torus.each_near(x[from], y[from], [&](Row row, double dx, double dy, double squared) {
        seen.push_back(row);
        REQUIRE(dx == Approx(Torus::shortest(x[from], x[row], width)).margin(1e-12));
        REQUIRE(dy == Approx(Torus::shortest(y[from], y[row], height)).margin(1e-12));
        REQUIRE(squared == Approx(dx * dx + dy * dy));
      });
      std::set<Row> expected;
      for (Row row = 0; row < x.size(); ++row) {
        const double dx = Torus::shortest(x[from], x[row], width);
        const double dy = Torus::shortest(y[from], y[row], height);
        if (dx * dx + dy * dy <= radius * radius) expected.insert(row);
      }
      REQUIRE(std::set<Row>(seen.begin(), seen.end()) == expected);
      REQUIRE(seen.size() == expected.size());
    }
  }
}

TEST_CASE("who flies over an edge comes in at the other") {
  REQUIRE(Torus::wrap(10.5, 10) == 0.5);
  REQUIRE(Torus::wrap(-0.5, 10) == 9.5);
  REQUIRE(Torus::wrap(3, 10) == 3);
  // A step back so small that adding the side gives the side itself.
  REQUIRE(Torus::wrap(-1e-20, 10) == 0);
}

TEST_CASE("a torus on which somebody could be seen twice is refused") {
  REQUIRE_THROWS_AS(Torus(10, 20, 5), UserError);
  REQUIRE_THROWS_AS(Torus(20, 10, 5), UserError);
  REQUIRE_THROWS_AS(Torus(10, 10, 0), UserError);
  REQUIRE_NOTHROW(Torus(10, 10, 4.9));
}
