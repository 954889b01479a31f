#include "examples/schelling.hpp"

#include <string>
#include <tuple>

#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "examples/drawn_order.hpp"

namespace buurt::examples {

using namespace engine;

Schelling::Schelling(const SchellingDefinition& definition)
    : definition_(definition),
      lattice_(definition.width, definition.height, Edge::bounded),
      occupancy_(lattice_.cells()) {
  if (definition.agents < 0 || static_cast<std::size_t>(definition.agents) > lattice_.cells()) {
    throw UserError("schelling", "found " + std::to_string(definition.agents) + " agents; 0 to " +
                                     std::to_string(lattice_.cells()) + " fit on the lattice");
  }
  if (definition.radius < 1) throw UserError("schelling", "the radius must be at least 1");
  const auto agents = static_cast<std::size_t>(definition.agents);
  const std::vector<Row> order =
      drawn_order(lattice_.cells(), Stream(definition.seed, name_hash("where an agent starts")));
  group_at_.resize(lattice_.cells());
  residents_.resize(agents);
  for (Row row = 0; row < agents; ++row) {
    residents_.identity[row] = Identity{mix(row + 1U)};
    residents_.group[row] = row < agents / 2 ? 1 : 2;
    residents_.cell[row] = order[row];
    occupancy_.put(row, order[row]);
    group_at_[order[row]] = residents_.group[row];
  }
}

void Schelling::step() {
  const Stream where_to(definition_.seed, name_hash("where an unhappy agent wants to move"));
  const std::vector<Cell> empty = occupancy_.empty_cells();
  const auto wish = [&](Row row) { return where_to.at(residents_.identity[row], time_); };
  const auto first = [&](Row a, Row b) {
    return std::tuple(wish(a).words[1], residents_.identity[a]) <
           std::tuple(wish(b).words[1], residents_.identity[b]);
  };
  const auto wanted_cell = [&](Row row) {
    return empty[wish(row).below(static_cast<std::uint32_t>(empty.size()))];
  };

  claims_.open(lattice_.cells());
  for_blocks(residents_.rows(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (auto row = static_cast<Row>(begin); row < end; ++row) {
      residents_.happy[row] =
          neighbours_of_group(residents_.cell[row], residents_.group[row]) >= definition_.wanted;
      if (residents_.happy[row] == 0 && !empty.empty()) {
        claims_.claim(wanted_cell(row), row, first);
      }
    }
  });

  for_blocks(empty.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Cell to = empty[i];
      const Row row = claims_.winner(to);
      if (row == no_row) continue;
      Cell& cell = residents_.cell[row];
      occupancy_.move(cell, to);
      group_at_[cell] = 0;
      group_at_[to] = residents_.group[row];
      cell = to;
    }
  });
  ++time_;
}

int Schelling::neighbours_of_group(Cell cell, std::uint8_t group) const {
  int count = 0;
  lattice_.each_neighbour(cell, definition_.radius,
                          [&](Cell near) { count += group_at_[near] == group ? 1 : 0; });
  return count;
}

double Schelling::share_happy() const {
  std::size_t happy = 0;
  for (const std::uint8_t one : residents_.happy.span()) happy += one;
  return static_cast<double>(happy) / static_cast<double>(residents_.rows());
}

double Schelling::segregation() const {
  double sum = 0;
  std::size_t with_neighbours = 0;
  for (Row row = 0; row < residents_.rows(); ++row) {
    const int same = neighbours_of_group(residents_.cell[row], residents_.group[row]);
    const auto other = static_cast<std::uint8_t>(3 - residents_.group[row]);
    const int all = same + neighbours_of_group(residents_.cell[row], other);
    if (all == 0) continue;
    sum += static_cast<double>(same) / all;
    ++with_neighbours;
  }
  return sum / static_cast<double>(with_neighbours);
}

std::uint64_t Schelling::hash() const {
  return hash_bytes(std::as_bytes(group_at_.span()), mix(residents_.hash(), time_));
}

}  // namespace buurt::examples
