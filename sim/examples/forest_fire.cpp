#include "examples/forest_fire.hpp"

#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "engine/random.hpp"
#include "engine/state_hash.hpp"

namespace buurt::examples {

using namespace engine;

ForestFire::ForestFire(const ForestFireDefinition& definition)
    : forest_(definition.width, definition.height, Edge::bounded) {
  if (!(definition.density >= 0.0 && definition.density <= 1.0)) {
    throw UserError("forest fire", "the density must be from 0 to 1");
  }
  const Stream growth(definition.seed, name_hash("whether a tree stands in a cell"));
  trees_.resize(forest_.cells());
  for_blocks(forest_.cells(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t cell = begin; cell < end; ++cell) {
      const bool grows = growth.at(Identity{cell + 1}, 0).happens(definition.density);
      trees_[cell] = grows ? Tree::green : Tree::none;
    }
  });
  for (int y = 0; y < forest_.height(); ++y) {
    trees_[forest_.at(0, y)] = Tree::burning;
    fire_.push_back(forest_.at(0, y));
  }
}

void ForestFire::step() {
  reached_.resize(block_count(fire_.size()));
  for_blocks(fire_.size(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    reached_[block].clear();
    for (std::size_t i = begin; i < end; ++i) {
      forest_.each_neighbour<Neighbourhood::von_neumann>(fire_[i], 1, [&](Cell near) {
        if (trees_[near] == Tree::green) reached_[block].push_back(near);
      });
    }
  });
  for (const Cell cell : fire_) trees_[cell] = Tree::burnt;
  fire_.clear();
  for (const std::vector<Cell>& cells : reached_) {
    for (const Cell cell : cells) {
      if (trees_[cell] != Tree::green) continue;  // another neighbour lit it already
      trees_[cell] = Tree::burning;
      fire_.push_back(cell);
    }
  }
  ++time_;
}

double ForestFire::share_burnt() const {
  std::size_t trees = 0;
  std::size_t burnt = 0;
  for (Cell cell = 0; cell < forest_.cells(); ++cell) {
    if (forest_.x(cell) == 0 || trees_[cell] == Tree::none) continue;
    ++trees;
    burnt += trees_[cell] == Tree::green ? 0U : 1U;
  }
  return trees == 0 ? 0.0 : static_cast<double>(burnt) / static_cast<double>(trees);
}

bool ForestFire::crossed() const {
  for (int y = 0; y < forest_.height(); ++y) {
    const Tree tree = trees_[forest_.at(forest_.width() - 1, y)];
    if (tree == Tree::burning || tree == Tree::burnt) return true;
  }
  return false;
}

std::uint64_t ForestFire::hash() const {
  return hash_bytes(std::as_bytes(trees_.span()), mix(time_));
}

}  // namespace buurt::examples
