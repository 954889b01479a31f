#include "examples/virus.hpp"

#include <algorithm>
#include <array>

#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "examples/block_of_draws.hpp"

namespace buurt::examples {

using namespace engine;

namespace {

void check_probability(double value, const char* name) {
  if (!(value >= 0.0 && value <= 1.0)) throw UserError(name, "a probability is from 0 to 1");
}

}  // namespace

Virus::Virus(const VirusDefinition& definition) : definition_(definition) {
  check_probability(definition.infected, "infected");
  check_probability(definition.transmission, "transmission");
  check_probability(definition.recovery, "recovery");
  check_probability(definition.resistance, "resistance");
  const auto agents = static_cast<std::size_t>(std::max(definition.agents, 0));
  network_ = random_graph(agents, definition.mean_degree,
                          Stream(definition.seed, name_hash("who has a tie with whom")));
  const Stream start(definition.seed, name_hash("who is infected at the start"));
  hosts_.resize(agents);
  next_.resize(agents);
  for (Row row = 0; row < agents; ++row) {
    hosts_.identity[row] = Identity{mix(row + 1U)};
    const bool ill = start.at(hosts_.identity[row], 0).happens(definition.infected);
    hosts_.health[row] = ill ? Health::infected : Health::susceptible;
    most_neighbours_ = std::max(most_neighbours_, network_.degree(row));
  }
  double escapes = 1.0;
  for (std::size_t infected = 0; infected <= most_neighbours_; ++infected) {
    chances_.push_back(1.0 - escapes);
    escapes *= 1.0 - definition.transmission;
  }
  chances_.resize(2 * chances_.size(), definition.recovery);
  chances_.resize(3 * (most_neighbours_ + 1), 0.0);
}

void Virus::step() {
  const Stream stream(definition_.seed, name_hash("whether an agent is infected or recovers"));
  infected_.fill(hosts_.rows(), [&](Row row) { return hosts_.health[row] == Health::infected; });
  for_blocks(hosts_.rows(), [&](std::size_t, std::size_t begin, std::size_t end) {
    std::array<std::uint32_t, rows_per_block> infected;
    network_.count_neighbours(
        static_cast<Row>(begin), static_cast<Row>(end), [&](Row near) { return infected_[near]; },
        infected);
    const BlockOfDraws draws(stream, hosts_.identity.span().subspan(begin, end - begin), time_);
    for (std::size_t row = begin; row < end; ++row) {
      const Draw draw = draws[row - begin];
      next_[row] = hosts_.health[row];
      if (!draw.happens(chance(hosts_.health[row], infected[row - begin]))) continue;
      const bool recovers = hosts_.health[row] == Health::infected;
      next_[row] = !recovers                                 ? Health::infected
                   : draw.happens(definition_.resistance, 1) ? Health::resistant
                                                             : Health::susceptible;
    }
  });
  hosts_.health.swap(next_);
  ++time_;
}

std::size_t Virus::count(Health health) const {
  const std::span<const Health> all = hosts_.health.span();
  return static_cast<std::size_t>(std::count(all.begin(), all.end(), health));
}

}  // namespace buurt::examples
