#include "examples/flocking.hpp"

#include <cmath>

#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "engine/random.hpp"

namespace buurt::examples {

using namespace engine;

namespace {

/// Birds in one block of parallel work: few, since each looks at many others.
constexpr std::size_t birds_per_block = 64;

}  // namespace

Flocking::Flocking(const FlockingDefinition& definition)
    : definition_(definition), sky_(definition.width, definition.height, definition.vision) {
  if (definition.birds < 0) throw UserError("flocking", "the number of birds must be 0 or more");
  if (!(definition.speed >= 0.0 && definition.speed < sky_.width() &&
        definition.speed < sky_.height())) {
    throw UserError("flocking", "the speed must be from 0 to less than the sky is wide");
  }
  const auto count = static_cast<std::size_t>(definition.birds);
  birds_.resize(count);
  next_x_.resize(count);
  next_y_.resize(count);
  const Stream start(definition.seed, name_hash("where a bird starts"));
  for (Row row = 0; row < count; ++row) {
    birds_.identity[row] = Identity{mix(row + 1U)};
    const Draw draw = start.at(birds_.identity[row], 0);
    birds_.x[row] = draw.uniform(0) * sky_.width();
    birds_.y[row] = draw.uniform(1) * sky_.height();
    const double x = 2.0 * draw.uniform(2) - 1.0;
    const double y = 2.0 * draw.uniform(3) - 1.0;
    const double length = std::sqrt(x * x + y * y);
    birds_.velocity_x[row] = length > 0.0 ? x / length : 1.0;
    birds_.velocity_y[row] = length > 0.0 ? y / length : 0.0;
  }
}

void Flocking::step() {
  sky_.index(birds_.x.span(), birds_.y.span());
  const double too_close = definition_.separation * definition_.separation;
  for_blocks(
      birds_.rows(),
      [&](std::size_t, std::size_t begin, std::size_t end) {
        for (const Row bird : sky_.order().subspan(begin, end - begin)) {
          double seen = 0, cohere_x = 0, cohere_y = 0, apart_x = 0, apart_y = 0;
          double match_x = 0, match_y = 0;
          sky_.each_near(birds_.x[bird], birds_.y[bird],
                         [&](Row other, double dx, double dy, double squared) {
                           if (other == bird) return;
                           seen += 1;
                           cohere_x += dx;
                           cohere_y += dy;
                           apart_x -= squared < too_close ? dx : 0.0;
                           apart_y -= squared < too_close ? dy : 0.0;
                           match_x += birds_.velocity_x[other];
                           match_y += birds_.velocity_y[other];
                         });
          const double share = 1.0 / std::max(seen, 1.0);
          const auto steered = [&](double own, double cohere, double apart, double match) {
            return own +
                   share * (definition_.cohere_factor * cohere +
                            definition_.separate_factor * apart + definition_.match_factor * match);
          };
          const double x = steered(birds_.velocity_x[bird], cohere_x, apart_x, match_x);
          const double y = steered(birds_.velocity_y[bird], cohere_y, apart_y, match_y);
          const double length = std::sqrt(x * x + y * y);
          next_x_[bird] = length > 0.0 ? x / length : birds_.velocity_x[bird];
          next_y_[bird] = length > 0.0 ? y / length : birds_.velocity_y[bird];
        }
      },
      birds_per_block);

  birds_.velocity_x.swap(next_x_);
  birds_.velocity_y.swap(next_y_);
  for_blocks(birds_.rows(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (auto bird = static_cast<Row>(begin); bird < end; ++bird) {
      birds_.x[bird] =
          Torus::wrap(birds_.x[bird] + definition_.speed * birds_.velocity_x[bird], sky_.width());
      birds_.y[bird] =
          Torus::wrap(birds_.y[bird] + definition_.speed * birds_.velocity_y[bird], sky_.height());
    }
  });
  ++time_;
}

double Flocking::order() const {
  double x = 0;
  double y = 0;
  for (std::size_t bird = 0; bird < birds_.rows(); ++bird) {
    x += birds_.velocity_x[bird];
    y += birds_.velocity_y[bird];
  }
  return std::sqrt(x * x + y * y) / static_cast<double>(birds_.rows());
}

double Flocking::neighbours() const {
  Torus sky = sky_;
  sky.index(birds_.x.span(), birds_.y.span());
  std::size_t seen = 0;
  for (std::size_t bird = 0; bird < birds_.rows(); ++bird) {
    sky.each_near(birds_.x[bird], birds_.y[bird], [&](Row, double, double, double) { ++seen; });
  }
  return static_cast<double>(seen) / static_cast<double>(birds_.rows()) - 1.0;
}

}  // namespace buurt::examples
