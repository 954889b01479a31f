#pragma once
// Wolves eat sheep and sheep eat grass: predator and prey whose numbers swing in turn.
//
// Wilensky 1997, NetLogo "Wolf Sheep Predation"; rules and rates as in JuliaDynamics'
// ABMFrameworksComparison. There animals act one after another in a drawn order; here all sheep walk
// at once, then one sheep on each grown cell, the first by draw, eats its grass; then all wolves
// walk, and in each cell wolves in drawn order take sheep in drawn order; then animals without energy
// die, others may have a young one, and grass grows.

#include <cstdint>

#include "engine/random.hpp"
#include "engine/space/cell_index.hpp"
#include "engine/space/lattice.hpp"
#include "engine/table.hpp"

namespace buurt::examples {

/// What sheep and wolves have in common.
struct SpeciesDefinition {
  int count = 0;    ///< at the start
  double gain = 0;  ///< energy from one meal; each step costs 1
  double reproduction =
      0;  ///< probability of a young one in a step, which takes half of the energy
};

struct WolfSheepDefinition {
  int width = 100;
  int height = 100;
  engine::Edge edge = engine::Edge::torus;
  SpeciesDefinition sheep{1000, 5.0, 0.2};
  SpeciesDefinition wolves{500, 13.0, 0.1};
  int regrowth = 10;  ///< steps until eaten grass has grown again, from 1 to 255
  std::uint64_t seed = 1;
};

struct AnimalColumns {
  engine::Column<engine::Identity> identity;
  engine::Column<engine::Cell> cell;
  engine::Column<double> energy;
  engine::Column<std::uint32_t> turn;  // drawn each step: who eats first, and is eaten first
  engine::Column<std::uint8_t> fate;   // what becomes of the animal at the end of the step

  static constexpr auto describe() {
    return std::tuple(engine::column("identity", &AnimalColumns::identity),
                      engine::column("cell", &AnimalColumns::cell),
                      engine::column("energy", &AnimalColumns::energy),
                      engine::column("turn", &AnimalColumns::turn),
                      engine::column("fate", &AnimalColumns::fate));
  }
};

class WolfSheep {
 public:
  using Animals = engine::Table<AnimalColumns>;

  /// \throws UserError when a number of animals or a rate is out of range
  explicit WolfSheep(const WolfSheepDefinition& definition);

  void step();

  [[nodiscard]] std::size_t sheep() const { return sheep_.size(); }
  [[nodiscard]] std::size_t wolves() const { return wolves_.size(); }
  /// Cells on which grass has grown.
  [[nodiscard]] std::size_t grass() const;
  [[nodiscard]] std::uint64_t hash() const;

 private:
  void settle(Animals& animals, const SpeciesDefinition& species, const char* decision) const;
  void walk(Animals& animals, const SpeciesDefinition& species, const char* decision) const;
  void graze();
  void hunt();
  void live_on(Animals& animals) const;
  void grow();

  WolfSheepDefinition definition_;
  engine::Lattice meadow_;
  Animals sheep_;
  Animals wolves_;
  engine::Column<std::uint8_t> until_grown_;  // steps until grass has grown; 0 when it has
  engine::CellIndex sheep_at_;
  engine::CellIndex wolves_at_;
  std::uint32_t time_ = 0;
};

}  // namespace buurt::examples
