#pragma once
// A virus that spreads along the ties of a network.
//
// Stonedahl and Wilensky 2008, NetLogo "Virus on a Network". Everybody sees neighbours as they were
// at the start of the step. One draw decides for a susceptible agent whether any of the infected
// neighbours passes the virus on, and for an infected one whether it recovers; who recovers becomes
// resistant (SIR) with a given probability and else susceptible again (SIS).

#include <cstdint>
#include <vector>

#include "engine/random.hpp"
#include "engine/space/graph.hpp"
#include "engine/table.hpp"
#include "examples/bit_set.hpp"

namespace buurt::examples {

struct VirusDefinition {
  int agents = 1000;
  double mean_degree = 10;
  double infected = 0.01;      ///< share of agents infected at the start
  double transmission = 0.02;  ///< probability that one infected neighbour passes it on in a step
  double recovery = 0.1;       ///< probability that an infected agent recovers in a step
  double resistance = 1.0;     ///< probability that who recovers cannot be infected again
  std::uint64_t seed = 1;
};

enum class Health : std::uint8_t { susceptible, infected, resistant };

struct HostColumns {
  engine::Column<engine::Identity> identity;
  engine::Column<Health> health;

  static constexpr auto describe() {
    return std::tuple(engine::column("identity", &HostColumns::identity),
                      engine::column("health", &HostColumns::health));
  }
};

class Virus {
 public:
  /// \throws UserError when a probability is not from 0 to 1 or there are fewer than two agents
  explicit Virus(const VirusDefinition& definition);

  void step();

  [[nodiscard]] std::size_t count(Health health) const;
  [[nodiscard]] const engine::Graph& network() const { return network_; }
  [[nodiscard]] std::uint64_t hash() const { return engine::mix(hosts_.hash(), time_); }

 private:
  /// The probability that an agent's health changes in a step.
  [[nodiscard]] double chance(Health health, std::size_t infected_neighbours) const {
    return chances_[static_cast<std::size_t>(health) * (most_neighbours_ + 1) +
                    infected_neighbours];
  }

  VirusDefinition definition_;
  engine::Graph network_;
  engine::Table<HostColumns> hosts_;
  engine::Column<Health> next_;
  BitSet infected_;  // at the start of the step
  // One table and no case by case, which a processor cannot guess: by health, then by the number of
  // infected neighbours.
  std::vector<double> chances_;
  std::size_t most_neighbours_ = 0;
  std::uint32_t time_ = 0;
};

}  // namespace buurt::examples
