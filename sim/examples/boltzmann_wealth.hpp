#pragma once
// Agents who meet in pairs and hand over one coin: from equal wealth grows the Boltzmann–Gibbs
// distribution, in which each further coin is less likely by the same factor.
//
// Drăgulescu and Yakovenko 2000, "Statistical mechanics of money", doi 10.1007/s100510070114. In each
// step everybody meets one other: those whose rows add up to a drawn number modulo the number of
// agents, so that each pair is equally likely, nobody is in two pairs, and pairs can act at once.
// Which of the two gives is drawn; who has nothing gives nothing. Each way from one distribution of
// coins to another is then as likely as the way back, so in the long run all are equally likely and
// one agent's wealth is geometric, with the exponential as its limit for many coins.

#include <cstdint>

#include "engine/random.hpp"
#include "engine/table.hpp"

namespace buurt::examples {

struct BoltzmannWealthDefinition {
  int agents = 1000;
  int coins = 10;  ///< each agent's wealth at the start
  std::uint64_t seed = 1;
};

struct TraderColumns {
  engine::Column<engine::Identity> identity;
  engine::Column<std::uint32_t> wealth;

  static constexpr auto describe() {
    return std::tuple(engine::column("identity", &TraderColumns::identity),
                      engine::column("wealth", &TraderColumns::wealth));
  }
};

class BoltzmannWealth {
 public:
  /// \throws UserError when there are no agents or wealth is negative
  explicit BoltzmannWealth(const BoltzmannWealthDefinition& definition);

  void step();

  [[nodiscard]] std::span<const std::uint32_t> wealth() const { return traders_.wealth.span(); }
  /// 0 when all have the same, near 1 when one has all; 1/2 for the exponential distribution.
  [[nodiscard]] double gini() const;
  [[nodiscard]] std::uint64_t hash() const { return engine::mix(traders_.hash(), time_); }

 private:
  BoltzmannWealthDefinition definition_;
  engine::Table<TraderColumns> traders_;
  std::uint32_t time_ = 0;
};

}  // namespace buurt::examples
