#pragma once
// Schelling's model of segregation: two groups on a lattice; who has too few of the own group nearby
// moves to an empty cell. Mild wishes of each make sharp borders for all.
//
// Schelling 1971, "Dynamic models of segregation", doi 10.1080/0022250X.1971.9989794.
// Everybody looks at the lattice as it was at the start of the step. Movers then claim an empty cell
// drawn at random; of several who drew the same cell the lowest draw gets it, and the others stay
// where they are until the next step.

#include <cstdint>

#include "engine/random.hpp"
#include "engine/space/lattice.hpp"
#include "engine/space/occupancy.hpp"
#include "engine/table.hpp"

namespace buurt::examples {

struct SchellingDefinition {
  int width = 100;
  int height = 100;
  int agents = 8000;  ///< half of them in each group
  int radius = 2;     ///< how far an agent looks, in cells along both lines
  int wanted = 8;     ///< neighbours of the own group that make an agent happy
  std::uint64_t seed = 1;
};

struct ResidentColumns {
  engine::Column<engine::Identity> identity;
  engine::Column<engine::Cell> cell;
  engine::Column<std::uint8_t> group;
  engine::Column<std::uint8_t> happy;

  static constexpr auto describe() {
    return std::tuple(engine::column("identity", &ResidentColumns::identity),
                      engine::column("cell", &ResidentColumns::cell),
                      engine::column("group", &ResidentColumns::group),
                      engine::column("happy", &ResidentColumns::happy));
  }
};

class Schelling {
 public:
  /// \throws UserError when the agents do not fit on the lattice or the radius is below 1
  explicit Schelling(const SchellingDefinition& definition);

  void step();

  /// The share of agents that were happy when they last looked.
  [[nodiscard]] double share_happy() const;
  /// The mean share of the own group among an agent's neighbours; 0.5 when all are mixed at
  /// random, not a number when nobody has a neighbour.
  [[nodiscard]] double segregation() const;
  [[nodiscard]] std::uint64_t hash() const;

 private:
  [[nodiscard]] int neighbours_of_group(engine::Cell cell, std::uint8_t group) const;

  SchellingDefinition definition_;
  engine::Lattice lattice_;
  engine::Occupancy occupancy_;
  engine::Column<std::uint8_t> group_at_;  // 0 where nobody stands
  engine::Table<ResidentColumns> residents_;
  engine::Claims claims_;
  std::uint32_t time_ = 0;
};

}  // namespace buurt::examples
