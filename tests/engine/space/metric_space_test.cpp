#include "engine/space/metric_space.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <set>
#include <vector>

#include "engine/random.hpp"

using namespace buurt::engine;

namespace {

constexpr float anywhere = std::numeric_limits<float>::infinity();
const auto anybody = [](Row) { return true; };

struct Town {
  std::vector<float> x;
  std::vector<float> y;

  /// Half of the places in a village of 300 m, half strewn over 20 km.
  explicit Town(std::size_t places, std::uint64_t seed) {
    const Stream stream(seed, name_hash("test places"));
    for (std::size_t i = 0; i < places; ++i) {
      const Draw draw = stream.at(Identity{i + 1}, 0);
      const double extent = i % 2 == 0 ? 300.0 : 20'000.0;
      x.push_back(static_cast<float>(draw.uniform(0) * extent - 100.0));
      y.push_back(static_cast<float>(draw.uniform(1) * extent + 5'000.0));
    }
  }

  [[nodiscard]] float squared(std::size_t row, float to_x, float to_y) const {
    const float dx = x[row] - to_x;
    const float dy = y[row] - to_y;
    return dx * dx + dy * dy;
  }
};

}  // namespace

TEST_CASE("everything within a radius is found, once, and nothing else") {
  const Town town(1500, 1);
  for (const float cell : {20.0F, 250.0F, 50'000.0F}) {
    const MetricSpace space(town.x, town.y, cell);
    REQUIRE(space.size() == 1500);
    for (std::size_t from = 0; from < 60; ++from) {
      for (const float radius : {0.0F, 37.0F, 900.0F, 30'000.0F}) {
        std::set<Row> found;
        std::size_t visits = 0;
        space.each_within(town.x[from], town.y[from], radius, [&](Row row, float squared) {
          found.insert(row);
          ++visits;
          REQUIRE(squared == town.squared(row, town.x[from], town.y[from]));
        });
        std::set<Row> expected;
        for (Row row = 0; row < 1500; ++row) {
          if (town.squared(row, town.x[from], town.y[from]) <= radius * radius) {
            expected.insert(row);
          }
        }
        REQUIRE(found == expected);
        REQUIRE(visits == found.size());
        REQUIRE(space.count_within(town.x[from], town.y[from], radius) == visits);
      }
    }
  }
}

TEST_CASE("the nearest that is acceptable is found, on the map and far outside it") {
  const Town town(700, 2);
  const MetricSpace space(town.x, town.y, 100.0F);
  const Stream stream(9, name_hash("test questions"));
  for (std::uint64_t question = 0; question < 300; ++question) {
    const Draw draw = stream.at(Identity{question}, 0);
    const auto x = static_cast<float>(draw.uniform(0) * 60'000.0 - 20'000.0);
    const auto y = static_cast<float>(draw.uniform(1) * 60'000.0 - 20'000.0);
    const auto every_third = [](Row row) { return row % 3 == 0; };
    Row expected = no_row;
    for (Row row = 0; row < 700; row += 3) {
      if (expected == no_row || town.squared(row, x, y) < town.squared(expected, x, y)) {
        expected = row;
      }
    }
    REQUIRE(space.nearest(x, y, anywhere, every_third) == expected);
  }
}

TEST_CASE("of equally near places the lowest row is the nearest") {
  const std::vector<float> x{5, -3, 3, 3};
  const std::vector<float> y{5, 0, 0, 0};
  REQUIRE(MetricSpace(x, y, 1.0F).nearest(0, 0, anywhere, anybody) == 1);
}

TEST_CASE("nobody is nearest beyond the farthest distance, or when nobody is acceptable") {
  const std::vector<float> x{100.0F};
  const std::vector<float> y{0.0F};
  const MetricSpace space(x, y, 10.0F);
  REQUIRE(space.nearest(0, 0, 99.0F, anybody) == no_row);
  REQUIRE(space.nearest(0, 0, 100.0F, anybody) == 0);
  REQUIRE(space.nearest(0, 0, anywhere, [](Row) { return false; }) == no_row);
}

TEST_CASE("a row without a position is never found") {
  const float nowhere = std::numeric_limits<float>::quiet_NaN();
  const std::vector<float> x{nowhere, 1, 2};
  const std::vector<float> y{0, nowhere, 2};
  const MetricSpace space(x, y, 1.0F);
  REQUIRE(space.size() == 1);
  REQUIRE(space.count_within(0, 0, 1e6F) == 1);
  REQUIRE(space.nearest(0, 0, anywhere, anybody) == 2);
}

TEST_CASE("an empty map has nobody anywhere") {
  const std::vector<float> none;
  for (const MetricSpace& space : {MetricSpace(none, none, 1.0F), MetricSpace()}) {
    REQUIRE(space.size() == 0);
    REQUIRE(space.count_within(0, 0, 1e6F) == 0);
    REQUIRE(space.nearest(0, 0, anywhere, anybody) == no_row);
  }
}

TEST_CASE("two places a continent apart do not take a grid of metres") {
  const std::vector<float> x{0, 4e6F};
  const std::vector<float> y{0, 4e6F};
  const MetricSpace space(x, y, 1.0F);
  REQUIRE(space.count_within(4e6F, 4e6F, 1.0F) == 1);
  REQUIRE(space.nearest(3e6F, 3e6F, anywhere, anybody) == 1);
}

TEST_CASE("a map that makes no sense is refused") {
  const std::vector<float> two{0, 1};
  const std::vector<float> one{0};
  const std::vector<float> far{0, std::numeric_limits<float>::infinity()};
  REQUIRE_THROWS_AS(MetricSpace(two, one, 1.0F), UserError);
  REQUIRE_THROWS_AS(MetricSpace(two, far, 1.0F), UserError);
  REQUIRE_THROWS_AS(MetricSpace(two, two, 0.0F), UserError);
  REQUIRE_THROWS_AS(MetricSpace(two, two, anywhere), UserError);
}
