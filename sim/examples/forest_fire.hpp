#pragma once
// A fire that enters a forest from its left edge and leaps from tree to tree. Below a density of
// about 0.593 (site percolation on the square lattice) it goes out; above, it crosses the forest.
//
// NetLogo "Fire"; Stauffer and Aharony 1994, Introduction to Percolation Theory, table 2. Rules as in
// JuliaDynamics' ABMFrameworksComparison. All trees see the fire as it was at the start of the step;
// only burning trees are visited, because nothing happens to the others.

#include <cstdint>
#include <vector>

#include "engine/column.hpp"
#include "engine/space/lattice.hpp"

namespace buurt::examples {

struct ForestFireDefinition {
  int width = 100;
  int height = 100;
  double density = 0.7;  ///< probability that a cell holds a tree
  std::uint64_t seed = 1;
};

enum class Tree : std::uint8_t { none, green, burning, burnt };

class ForestFire {
 public:
  /// \throws UserError when the density is not from 0 to 1
  explicit ForestFire(const ForestFireDefinition& definition);

  void step();

  [[nodiscard]] bool burns() const { return !fire_.empty(); }
  /// The share of trees that burn or have burnt, those of the left edge left out.
  [[nodiscard]] double share_burnt() const;
  /// Whether the fire has reached the right edge.
  [[nodiscard]] bool crossed() const;
  [[nodiscard]] std::size_t burning() const { return fire_.size(); }
  [[nodiscard]] std::uint64_t hash() const;

 private:
  engine::Lattice forest_;
  engine::Column<Tree> trees_;
  std::vector<engine::Cell> fire_;                  // cells that burn
  std::vector<std::vector<engine::Cell>> reached_;  // by block of the fire: green cells beside it
  std::uint32_t time_ = 0;
};

}  // namespace buurt::examples
