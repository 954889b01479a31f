#include "experiment/matching/space_sampler.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/parallel.hpp"
#include "experiment/design/draws.hpp"
#include "experiment/design/latin_hypercube.hpp"
#include "experiment/design/sobol_sequence.hpp"

namespace buurt::experiment {
namespace {

using engine::Draw;
using engine::Identity;

constexpr std::size_t points_a_task = 8;

std::vector<double> values_of(const SpaceMeasure& measure, const Points& points) {
  std::vector<double> values(points.count());
  engine::for_blocks(
      points.count(),
      [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) values[i] = measure.value(points[i]);
      },
      points_a_task);
  return values;
}

/// A direction to walk in: mostly between two other points, which fits the shape of what is left,
/// and sometimes any, so that no direction is shut out.
std::vector<double> direction(const Points& others, const engine::Stream& moves, std::size_t walker,
                              std::uint32_t step) {
  const std::size_t dimensions = others.dimensions();
  std::vector<double> along(dimensions);
  const Draw draw = moves.at(Identity{walker}, step, 0);
  constexpr double share_between_two = 0.7;
  if (draw.uniform(0) < share_between_two) {
    const auto count = static_cast<std::uint32_t>(others.count());
    const std::span<const double> a = others[draw.below(count, 1)];
    const std::span<const double> b = others[draw.below(count, 2)];
    for (std::size_t axis = 0; axis < dimensions; ++axis) along[axis] = a[axis] - b[axis];
  }
  double length = 0.0;
  for (const double part : along) length += part * part;
  if (length > 0.0) return along;
  for (std::size_t axis = 0; axis < dimensions; ++axis) {
    // The sum of four uniform draws is round enough.
    const Draw part = moves.at(Identity{walker}, step, static_cast<std::uint32_t>(1 + axis));
    along[axis] = part.uniform(0) + part.uniform(1) + part.uniform(2) + part.uniform(3) - 2.0;
  }
  return along;
}

/// One step of a point: evenly drawn from the part of a random line that lies in the cube and below
/// the level. Draws that miss bring the ends of the line nearer (Neal 2003).
void walk(std::span<double> point, const SpaceMeasure& measure, double level, const Points& others,
          const engine::Stream& moves, std::size_t walker, std::uint32_t step) {
  const std::vector<double> along = direction(others, moves, walker, step);
  double from = -std::numeric_limits<double>::infinity();
  double to = std::numeric_limits<double>::infinity();
  for (std::size_t axis = 0; axis < along.size(); ++axis) {
    if (along[axis] == 0.0) continue;
    const double to_zero = -point[axis] / along[axis];
    const double to_one = (1.0 - point[axis]) / along[axis];
    from = std::max(from, std::min(to_zero, to_one));
    to = std::min(to, std::max(to_zero, to_one));
  }
  if (!(from < to) || !std::isfinite(from) || !std::isfinite(to)) return;
  constexpr std::uint32_t most_tries = 60;
  constexpr std::uint32_t first_index = 4096;  // behind those of directions
  std::vector<double> tried(along.size());
  for (std::uint32_t number = 0; number < most_tries; ++number) {
    const double at =
        from + (to - from) * moves.at(Identity{walker}, step, first_index + number).uniform();
    for (std::size_t axis = 0; axis < along.size(); ++axis) {
      tried[axis] = std::clamp(point[axis] + at * along[axis], 0.0, 1.0);
    }
    if (measure.at_most(tried, level)) {
      std::copy(tried.begin(), tried.end(), point.begin());
      return;
    }
    (at < 0.0 ? from : to) = at;
  }
}

/// `count` points that start from the given ones and each take some steps below the level.
Points walked(const Points& starts, std::size_t count, const SpaceMeasure& measure, double level,
              const engine::Stream& moves, std::uint32_t round) {
  const std::size_t dimensions = starts.dimensions();
  const auto steps = static_cast<std::uint32_t>(6 + dimensions / 2);
  Points points(count, dimensions);
  engine::for_blocks(
      count,
      [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const std::span<const double> start = starts[i % starts.count()];
          std::copy(start.begin(), start.end(), points[i].begin());
          for (std::uint32_t step = 0; step < steps; ++step) {
            walk(points[i], measure, level, starts, moves, i, round * steps + step);
          }
        }
      },
      points_a_task);
  return points;
}

/// What came of going down to a level.
struct Descent {
  SpaceSample sample;
  bool reached = false;
};

/// Goes down from points that are spread evenly over some part of space.
Descent descended(const SpaceMeasure& measure, Points points, double level, std::uint64_t seed) {
  constexpr std::size_t tenth = 10;
  constexpr std::uint32_t most_rounds = 20;
  const std::size_t dimensions = points.dimensions();
  const std::size_t count = points.count();
  const engine::Stream moves = stream(seed, DesignDraw::move);
  Descent descent;
  SpaceSample& sample = descent.sample;
  sample.lowest = std::numeric_limits<double>::infinity();
  sample.share = 1.0;
  double level_before = std::numeric_limits<double>::infinity();
  for (std::uint32_t round = 0; round < most_rounds; ++round) {
    const std::vector<double> values = values_of(measure, points);
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    if (values[order.front()] < sample.lowest) {
      sample.lowest = values[order.front()];
      sample.nearest.assign(points[order.front()].begin(), points[order.front()].end());
    }
    const double here = std::max(level, values[order[count / tenth]]);
    // A floor above the level: there is nothing lower to go to.
    constexpr double least_fall = 1e-4;
    if (here > level && here > level_before * (1.0 - least_fall)) break;
    std::size_t kept = 0;
    while (kept < count && values[order[kept]] <= here) ++kept;
    sample.share *= static_cast<double>(kept) / static_cast<double>(count);
    Points starts(kept, dimensions);
    for (std::size_t i = 0; i < kept; ++i) {
      std::copy(points[order[i]].begin(), points[order[i]].end(), starts[i].begin());
    }
    if (kept < count) points = walked(starts, count, measure, here, moves, round);
    if (here <= level) {
      descent.reached = true;
      break;
    }
    level_before = here;
  }
  sample.points = std::move(points);
  return descent;
}

}  // namespace

SpaceSample sample_space(const SpaceMeasure& measure, std::size_t dimensions, std::size_t count,
                         double level, std::uint64_t seed) {
  Descent descent = descended(measure, sobol_sequence(count, dimensions, seed), level, seed);
  if (!descent.reached) {
    descent.sample.share = 0.0;
    descent.sample.points = {};
  }
  return std::move(descent.sample);
}

Points drawn_down(const SpaceMeasure& measure, const Points& from, double level,
                  std::uint64_t seed) {
  return descended(measure, from, level, seed).sample.points;
}

Points chosen_apart(const Points& points, std::size_t count, std::uint64_t seed) {
  if (points.count() <= count) return points;
  constexpr std::uint32_t choices = 100;
  const engine::Stream choose = stream(seed, DesignDraw::choose);
  Points best;
  double widest = -1.0;
  for (std::uint32_t choice = 0; choice < choices; ++choice) {
    std::vector<std::size_t> order(points.count());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Points chosen(count, points.dimensions());
    for (std::size_t i = 0; i < count; ++i) {
      const Draw draw = choose.at(Identity{i}, choice);
      const std::size_t other = i + draw.below(static_cast<std::uint32_t>(order.size() - i));
      std::swap(order[i], order[other]);
      std::copy(points[order[i]].begin(), points[order[i]].end(), chosen[i].begin());
    }
    const double smallest = smallest_distance(chosen);
    if (smallest > widest) {
      widest = smallest;
      best = std::move(chosen);
    }
  }
  return best;
}

}  // namespace buurt::experiment
