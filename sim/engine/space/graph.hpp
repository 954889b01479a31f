#pragma once
// A fixed network as a space: every node has its neighbours side by side. For networks that grow,
// fade and carry weights there is engine/network.hpp.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/column.hpp"
#include "engine/error.hpp"
#include "engine/identity.hpp"
#include "engine/random.hpp"

namespace buurt::engine {

class Graph {
 public:
  using Edge = std::pair<Row, Row>;

  Graph() = default;

  /// An undirected graph. Neighbours stand in the order of the edges.
  /// \throws UserError when an edge leads from a node to itself or to a node that does not exist, or
  ///         there are 2³¹ edges or more
  Graph(std::size_t nodes, std::span<const Edge> edges) {
    if (edges.size() >= (std::size_t{1} << 31U)) {
      throw UserError("graph", "found " + std::to_string(edges.size()) +
                                   " edges; below 2147483648 are allowed");
    }
    std::vector<std::uint32_t> next(nodes + 1);  // where the next neighbour of a node goes
    for (const auto& [a, b] : edges) {
      if (a >= nodes || b >= nodes || a == b) {
        throw UserError("graph", "found an edge from " + std::to_string(a) + " to " +
                                     std::to_string(b) + "; two different nodes from 0 to " +
                                     std::to_string(nodes) + " − 1 are allowed");
      }
      ++next[a];
      ++next[b];
    }
    first_.resize(nodes + 1);
    for (std::size_t node = 0; node < nodes; ++node) {
      first_[node + 1] = first_[node] + next[node];
      next[node] = first_[node];
    }
    neighbours_.resize(2 * edges.size());
    for (const auto& [a, b] : edges) {
      neighbours_[next[a]++] = b;
      neighbours_[next[b]++] = a;
    }
  }

  [[nodiscard]] std::size_t nodes() const { return first_.size() == 0 ? 0 : first_.size() - 1; }
  [[nodiscard]] std::size_t edges() const { return neighbours_.size() / 2; }
  [[nodiscard]] std::size_t degree(Row node) const { return first_[node + 1] - first_[node]; }
  [[nodiscard]] std::span<const Row> neighbours(Row node) const {
    return {neighbours_.data() + first_[node], degree(node)};
  }

  /// For each node from `begin` to before `end`: how many neighbours `is(neighbour)` says yes to, in
  /// `counts[node - begin]`. Several times faster than a loop over `neighbours` for each node.
  template <class Is>
  void count_neighbours(Row begin, Row end, Is&& is, std::span<std::uint32_t> counts) const {
    // One running count over the lists of all nodes, which lie side by side: a loop for each node
    // would end after another number of neighbours each time, and no processor guesses which.
    constexpr std::uint32_t chunk = 1024;
    std::array<std::uint32_t, chunk + 1> running;
    const std::uint32_t last = first_[end];
    std::uint32_t count = 0;
    std::uint32_t before = 0;
    Row node = begin;
    for (std::uint32_t from = first_[begin]; node < end; from += chunk) {
      const std::uint32_t to = std::min(last, from + chunk);
      for (std::uint32_t at = from; at < to; ++at) {
        running[at - from] = count;
        count += is(neighbours_[at]) ? 1U : 0U;
      }
      running[to - from] = count;
      for (; node < end && first_[node + 1] <= to; ++node) {
        const std::uint32_t here = running[first_[node + 1] - from];
        counts[node - begin] = here - before;
        before = here;
      }
    }
  }

 private:
  Column<std::uint32_t> first_;  // where a node's neighbours begin; one more at the end
  Column<Row> neighbours_;
};

/// A random graph in which degrees are close to Poisson: nodes × mean_degree / 2 edges between nodes
/// drawn at random. The few pairs that are drawn twice count twice; self-loops are drawn again.
/// \throws UserError when there are fewer than two nodes or the mean degree is not from 0 to 1000
inline Graph random_graph(std::size_t nodes, double mean_degree, const Stream& stream) {
  if (nodes < 2 || nodes > no_row || !(mean_degree >= 0.0 && mean_degree <= 1000.0) ||
      static_cast<double>(nodes) * mean_degree >= 4e9) {
    throw UserError("random graph", "found " + std::to_string(nodes) + " nodes of mean degree " +
                                        std::to_string(mean_degree) +
                                        "; at least 2 nodes, a mean degree from 0 to 1000 and in "
                                        "all below 4 thousand million ends are allowed");
  }
  std::vector<Graph::Edge> edges(
      static_cast<std::size_t>(static_cast<double>(nodes) * mean_degree / 2.0 + 0.5));
  const auto count = static_cast<std::uint32_t>(nodes);
  for (std::size_t edge = 0; edge < edges.size(); ++edge) {
    std::uint32_t attempt = 0;
    do {
      const Draw draw = stream.at(Identity{edge}, 0, attempt++);
      edges[edge] = {draw.below(count, 0), draw.below(count, 1)};
    } while (edges[edge].first == edges[edge].second);
  }
  return Graph(nodes, edges);
}

}  // namespace buurt::engine
