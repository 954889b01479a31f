#include "examples/boltzmann_wealth.hpp"

#include <algorithm>
#include <vector>

#include "engine/error.hpp"
#include "engine/parallel.hpp"

namespace buurt::examples {

using namespace engine;

BoltzmannWealth::BoltzmannWealth(const BoltzmannWealthDefinition& definition)
    : definition_(definition) {
  if (definition.agents < 1) throw UserError("boltzmann wealth", "there must be an agent or more");
  if (definition.coins < 0) throw UserError("boltzmann wealth", "wealth must be 0 or more");
  traders_.resize(static_cast<std::size_t>(definition.agents));
  for (Row row = 0; row < traders_.rows(); ++row) {
    traders_.identity[row] = Identity{mix(row + 1U)};
    traders_.wealth[row] = static_cast<std::uint32_t>(definition.coins);
  }
}

void BoltzmannWealth::step() {
  const Stream who_meets(definition_.seed, name_hash("who meets whom"));
  const Stream who_gives(definition_.seed, name_hash("which of two gives"));
  const auto agents = static_cast<std::uint32_t>(traders_.rows());
  const std::uint32_t sum = who_meets.at(Identity{}, time_).below(agents);
  for_blocks(agents, [&](std::size_t, std::size_t begin, std::size_t end) {
    for (auto one = static_cast<Row>(begin); one < end; ++one) {
      const Row other = sum >= one ? sum - one : sum + (agents - one);
      if (other <= one) continue;  // the one with the lower row acts for both
      const Identity pair = pair_identity(traders_.identity[one], traders_.identity[other]);
      const bool one_gives = who_gives.at(pair, time_).happens(0.5);
      std::uint32_t& giver = traders_.wealth[one_gives ? one : other];
      std::uint32_t& receiver = traders_.wealth[one_gives ? other : one];
      const std::uint32_t gift = giver > 0 ? 1 : 0;
      giver -= gift;
      receiver += gift;
    }
  });
  ++time_;
}

double BoltzmannWealth::gini() const {
  std::vector<std::uint32_t> sorted(wealth().begin(), wealth().end());
  std::sort(sorted.begin(), sorted.end());
  double total = 0;
  double weighted = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    total += sorted[i];
    weighted += static_cast<double>(i + 1) * sorted[i];
  }
  const auto count = static_cast<double>(sorted.size());
  return total == 0.0 ? 0.0 : 2.0 * weighted / (count * total) - (count + 1.0) / count;
}

}  // namespace buurt::examples
