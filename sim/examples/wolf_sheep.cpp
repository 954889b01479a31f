#include "examples/wolf_sheep.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "engine/error.hpp"
#include "engine/parallel.hpp"

namespace buurt::examples {

using namespace engine;

namespace {

enum Fate : std::uint8_t { lives, reproduces, eaten };

void check(const SpeciesDefinition& species, const char* name) {
  if (species.count < 0) throw UserError(name, "the number at the start must be 0 or more");
  if (!(species.gain >= 0.0)) throw UserError(name, "the gain of a meal must be 0 or more");
  if (!(species.reproduction >= 0.0 && species.reproduction <= 1.0)) {
    throw UserError(name, "the probability of reproduction must be from 0 to 1");
  }
}

/// Where the living animals are.
void index(CellIndex& at, const WolfSheep::Animals& animals, const Lattice& meadow) {
  at.build(animals.rows(), meadow.cells(),
           [&](Row row) { return animals.alive(row) ? animals.cell[row] : no_cell; });
}

/// Whether animal a has its turn before animal b.
bool before(const WolfSheep::Animals& animals, Row a, Row b) {
  return std::tuple(animals.turn[a], animals.identity[a]) <
         std::tuple(animals.turn[b], animals.identity[b]);
}

}  // namespace

WolfSheep::WolfSheep(const WolfSheepDefinition& definition)
    : definition_(definition), meadow_(definition.width, definition.height, definition.edge) {
  check(definition.sheep, "sheep");
  check(definition.wolves, "wolves");
  if (definition.regrowth < 1 || definition.regrowth > 255) {
    throw UserError("grass", "the steps until it has grown again must be from 1 to 255");
  }
  settle(sheep_, definition.sheep, "where a sheep starts");
  settle(wolves_, definition.wolves, "where a wolf starts");
  // Half of the cells start with grown grass, the others at any time before.
  const Stream growth(definition.seed, name_hash("how far grass has grown at the start"));
  until_grown_.resize(meadow_.cells());
  for (Cell cell = 0; cell < meadow_.cells(); ++cell) {
    const Draw draw = growth.at(Identity{cell + 1U}, 0);
    const std::uint32_t wait = 1 + draw.below(static_cast<std::uint32_t>(definition.regrowth), 1);
    until_grown_[cell] = draw.happens(0.5) ? 0 : static_cast<std::uint8_t>(wait);
  }
}

void WolfSheep::settle(Animals& animals, const SpeciesDefinition& species,
                       const char* decision) const {
  const Stream start(definition_.seed, name_hash(decision));
  animals.resize(static_cast<std::size_t>(species.count));
  for (Row row = 0; row < animals.rows(); ++row) {
    animals.identity[row] = Identity{mix(name_hash(decision), row)};
    const Draw draw = start.at(animals.identity[row], 0);
    animals.cell[row] = draw.below(static_cast<std::uint32_t>(meadow_.cells()), 0);
    const auto energies = static_cast<std::uint32_t>(std::max(1.0, 2.0 * species.gain));
    animals.energy[row] = draw.below(energies, 1);
  }
}

void WolfSheep::step() {
  walk(sheep_, definition_.sheep, "what a sheep does in a step");
  graze();
  walk(wolves_, definition_.wolves, "what a wolf does in a step");
  hunt();
  live_on(sheep_);
  live_on(wolves_);
  grow();
  ++time_;
}

void WolfSheep::walk(Animals& animals, const SpeciesDefinition& species,
                     const char* decision) const {
  const Stream stream(definition_.seed, name_hash(decision));
  for_blocks(animals.rows(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (auto row = static_cast<Row>(begin); row < end; ++row) {
      if (!animals.alive(row)) continue;
      const Draw draw = stream.at(animals.identity[row], time_);
      animals.cell[row] = meadow_.walk(animals.cell[row], draw.below(8, 0));
      animals.energy[row] -= 1.0;
      animals.fate[row] = draw.happens(species.reproduction, 1) ? reproduces : lives;
      animals.turn[row] = draw.words[2];
    }
  });
}

void WolfSheep::graze() {
  index(sheep_at_, sheep_, meadow_);
  for_blocks(meadow_.cells(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (auto cell = static_cast<Cell>(begin); cell < end; ++cell) {
      const std::span<const Row> here = sheep_at_.in(cell);
      if (here.empty() || until_grown_[cell] > 0) continue;
      const Row first = *std::min_element(here.begin(), here.end(),
                                          [&](Row a, Row b) { return before(sheep_, a, b); });
      sheep_.energy[first] += definition_.sheep.gain;
      until_grown_[cell] = static_cast<std::uint8_t>(definition_.regrowth);
    }
  });
}

void WolfSheep::hunt() {
  index(wolves_at_, wolves_, meadow_);
  for_blocks(meadow_.cells(), [&](std::size_t, std::size_t begin, std::size_t end) {
    std::vector<Row> hunters;
    std::vector<Row> prey;
    const auto in_turn = [](std::vector<Row>& rows, std::span<const Row> from, const Animals& of) {
      rows.assign(from.begin(), from.end());
      std::sort(rows.begin(), rows.end(), [&](Row a, Row b) { return before(of, a, b); });
    };
    for (auto cell = static_cast<Cell>(begin); cell < end; ++cell) {
      if (wolves_at_.in(cell).empty() || sheep_at_.in(cell).empty()) continue;
      in_turn(hunters, wolves_at_.in(cell), wolves_);
      in_turn(prey, sheep_at_.in(cell), sheep_);
      for (std::size_t i = 0; i < std::min(hunters.size(), prey.size()); ++i) {
        sheep_.fate[prey[i]] = eaten;
        wolves_.energy[hunters[i]] += definition_.wolves.gain;
      }
    }
  });
}

void WolfSheep::live_on(Animals& animals) const {
  const auto rows = static_cast<Row>(animals.rows());  // the young do not have young at once
  for (Row row = 0; row < rows; ++row) {
    if (!animals.alive(row)) continue;
    if (animals.fate[row] == eaten || animals.energy[row] < 0.0) {
      animals.remove(row);
    } else if (animals.fate[row] == reproduces) {
      animals.fate[row] = lives;
      animals.energy[row] /= 2.0;
      const Cell cell = animals.cell[row];
      const double energy = animals.energy[row];
      const Row young = animals.add(animals.identity[row].caused(name_hash("young"), time_));
      animals.cell[young] = cell;
      animals.energy[young] = energy;
    }
  }
}

void WolfSheep::grow() {
  for_blocks(meadow_.cells(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t cell = begin; cell < end; ++cell) {
      until_grown_[cell] = static_cast<std::uint8_t>(until_grown_[cell] - (until_grown_[cell] > 0));
    }
  });
}

std::size_t WolfSheep::grass() const {
  const std::span<const std::uint8_t> cells = until_grown_.span();
  return static_cast<std::size_t>(std::count(cells.begin(), cells.end(), std::uint8_t{0}));
}

std::uint64_t WolfSheep::hash() const {
  return hash_bytes(std::as_bytes(until_grown_.span()),
                    mix(mix(sheep_.hash(), wolves_.hash()), time_));
}

}  // namespace buurt::examples
