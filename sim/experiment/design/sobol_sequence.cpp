#include "experiment/design/sobol_sequence.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>

#include "experiment/design/draws.hpp"

namespace buurt::experiment {
namespace {

constexpr unsigned digits = 32;

/// Owen's scrambling of one coordinate, given as a 32-bit fraction.
std::uint32_t scrambled(std::uint32_t fraction, const engine::Stream& flips, std::uint32_t axis) {
  std::uint32_t result = 0;
  for (unsigned digit = 0; digit < digits; ++digit) {
    // The node of the binary tree above this digit: a leading one, then the digits before it.
    const std::uint64_t before = digit == 0 ? 0U : fraction >> (digits - digit);
    const engine::Identity node{(std::uint64_t{1} << digit) | before};
    const std::uint32_t own = (fraction >> (digits - 1U - digit)) & 1U;
    const std::uint32_t flip = flips.at(node, axis).words[0] & 1U;
    result |= (own ^ flip) << (digits - 1U - digit);
  }
  return result;
}

}  // namespace

Points sobol_sequence(std::size_t count, std::size_t dimensions, std::uint64_t seed) {
  Points points(count, dimensions);
  boost::random::sobol_engine<std::uint32_t, digits> sequence(dimensions);
  const engine::Stream flips = stream(seed, DesignDraw::scramble);
  for (std::size_t point = 0; point < count; ++point) {
    for (std::size_t axis = 0; axis < dimensions; ++axis) {
      // Boost leaves out the origin, with which the sequence begins.
      const std::uint32_t fraction = point == 0 ? 0U : sequence();
      points[point][axis] =
          static_cast<double>(scrambled(fraction, flips, static_cast<std::uint32_t>(axis))) *
          0x1p-32;
    }
  }
  return points;
}

Points saltelli_design(std::size_t base, std::size_t dimensions, std::uint64_t seed) {
  const Points both = sobol_sequence(base, 2 * dimensions, seed);
  const std::size_t block = dimensions + 2;
  Points points(base * block, dimensions);
  for (std::size_t i = 0; i < base; ++i) {
    const std::span<const double> a = both[i].first(dimensions);
    const std::span<const double> b = both[i].last(dimensions);
    std::copy(a.begin(), a.end(), points[i * block].begin());
    std::copy(b.begin(), b.end(), points[i * block + 1].begin());
    for (std::size_t axis = 0; axis < dimensions; ++axis) {
      const std::span<double> mixed = points[i * block + 2 + axis];
      std::copy(a.begin(), a.end(), mixed.begin());
      mixed[axis] = b[axis];
    }
  }
  return points;
}

double centred_discrepancy(const Points& points) {
  const auto count = static_cast<double>(points.count());
  const auto dimensions = static_cast<double>(points.dimensions());
  double single = 0.0;
  double paired = 0.0;
  for (std::size_t i = 0; i < points.count(); ++i) {
    double product = 1.0;
    for (const double x : points[i]) {
      const double off = std::abs(x - 0.5);
      product *= 1.0 + 0.5 * off - 0.5 * off * off;
    }
    single += product;
    for (std::size_t j = 0; j < points.count(); ++j) {
      double pair = 1.0;
      for (std::size_t axis = 0; axis < points.dimensions(); ++axis) {
        const double x = points[i][axis];
        const double y = points[j][axis];
        pair *= 1.0 + 0.5 * std::abs(x - 0.5) + 0.5 * std::abs(y - 0.5) - 0.5 * std::abs(x - y);
      }
      paired += pair;
    }
  }
  return std::sqrt(std::pow(13.0 / 12.0, dimensions) - 2.0 / count * single +
                   paired / (count * count));
}

}  // namespace buurt::experiment
