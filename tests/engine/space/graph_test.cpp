#include "engine/space/graph.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

using namespace buurt::engine;

TEST_CASE("an edge is seen from both its ends") {
  const std::vector<Graph::Edge> edges{{0, 1}, {3, 1}, {0, 3}};
  const Graph graph(5, edges);
  REQUIRE(graph.nodes() == 5);
  REQUIRE(graph.edges() == 3);
  const auto of = [&](Row node) {
    return std::vector<Row>(graph.neighbours(node).begin(), graph.neighbours(node).end());
  };
  REQUIRE(of(0) == std::vector<Row>{1, 3});
  REQUIRE(of(1) == std::vector<Row>{0, 3});
  REQUIRE(of(2).empty());
  REQUIRE(of(3) == std::vector<Row>{1, 0});
  REQUIRE(of(4).empty());
}

TEST_CASE("counting neighbours of a stretch of nodes equals counting them one by one") {
  // Degrees from none to more than the counting takes in one go.
  std::vector<Graph::Edge> edges;
  for (Row node = 1; node < 3000; ++node) edges.emplace_back(1500, node == 1500 ? 0 : node);
  for (Row node = 0; node < 2000; node += 3) edges.emplace_back(node, (node * 7 + 1) % 3000);
  const Graph graph(3100, edges);
  const auto is_even = [](Row row) { return row % 2 == 0; };
  for (const auto& [begin, end] :
       {std::pair<Row, Row>{0, 3100}, {0, 1}, {1499, 1502}, {3050, 3100}, {7, 7}}) {
    std::vector<std::uint32_t> counts(end - begin, 99);
    graph.count_neighbours(begin, end, is_even, counts);
    for (Row node = begin; node < end; ++node) {
      const auto near = graph.neighbours(node);
      REQUIRE(counts[node - begin] == std::count_if(near.begin(), near.end(), is_even));
    }
  }
}

TEST_CASE("degrees of a random graph are Poisson: variance equals mean") {
  constexpr std::size_t nodes = 20'000;
  const Graph graph = random_graph(nodes, 10.0, Stream(1, name_hash("test ties")));
  REQUIRE(graph.edges() == nodes * 10 / 2);
  double squares = 0;
  for (Row node = 0; node < nodes; ++node) {
    const double off = static_cast<double>(graph.degree(node)) - 10.0;
    squares += off * off;
    for (const Row near : graph.neighbours(node)) REQUIRE(near != node);
  }
  // Standard error of a Poisson variance: sqrt((m + 2 m²) / n) = 0.10; four of them.
  REQUIRE(squares / nodes == Approx(10.0).margin(0.4));
}

TEST_CASE("a graph that makes no sense is refused") {
  REQUIRE_THROWS_AS(Graph(2, std::vector<Graph::Edge>{{0, 2}}), UserError);
  REQUIRE_THROWS_AS(Graph(2, std::vector<Graph::Edge>{{1, 1}}), UserError);
  const Stream stream(1, 1);
  REQUIRE_THROWS_AS(random_graph(1, 2.0, stream), UserError);
  REQUIRE_THROWS_AS(random_graph(10, -1.0, stream), UserError);
  REQUIRE(Graph().nodes() == 0);
}
