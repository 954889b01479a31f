#pragma once
// Flocking birds (Reynolds' boids): each steers towards the middle of those it sees, away from those
// too close, and along with the way they fly.
//
// Reynolds 1987, doi 10.1145/37402.37406; rules and defaults as in JuliaDynamics'
// ABMFrameworksComparison. There birds move one after another in a drawn order; here all birds see
// the flock as it was at the start of the step and then move together.

#include <cstdint>

#include "engine/space/torus.hpp"
#include "engine/table.hpp"

namespace buurt::examples {

struct FlockingDefinition {
  double width = 150;
  double height = 150;
  int birds = 400;
  double vision = 15;              ///< how far a bird sees
  double speed = 1;                ///< way flown in a step
  double separation = 1;           ///< birds keep at least this far apart
  double cohere_factor = 0.03;     ///< pull towards the middle of neighbours
  double separate_factor = 0.015;  ///< push away from those too close
  double match_factor = 0.05;      ///< pull towards neighbours' velocity
  std::uint64_t seed = 1;
};

struct BirdColumns {
  engine::Column<engine::Identity> identity;
  engine::Column<double> x;
  engine::Column<double> y;
  engine::Column<double> velocity_x;  // velocities have length 1
  engine::Column<double> velocity_y;

  static constexpr auto describe() {
    return std::tuple(engine::column("identity", &BirdColumns::identity),
                      engine::column("x", &BirdColumns::x), engine::column("y", &BirdColumns::y),
                      engine::column("velocity_x", &BirdColumns::velocity_x),
                      engine::column("velocity_y", &BirdColumns::velocity_y));
  }
};

class Flocking {
 public:
  /// \throws UserError when a bird could see half round the torus or fly round it in a step
  explicit Flocking(const FlockingDefinition& definition);

  void step();

  /// Length of the mean velocity: near 0 when birds fly anyhow, 1 when all fly the same way.
  [[nodiscard]] double order() const;
  /// The mean number of birds that a bird sees.
  [[nodiscard]] double neighbours() const;
  [[nodiscard]] std::uint64_t hash() const { return engine::mix(birds_.hash(), time_); }

 private:
  FlockingDefinition definition_;
  engine::Torus sky_;
  engine::Table<BirdColumns> birds_;
  engine::Column<double> next_x_;  // velocities of the next step
  engine::Column<double> next_y_;
  std::uint32_t time_ = 0;
};

}  // namespace buurt::examples
