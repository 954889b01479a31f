// A thousand walkers on a line, written on the installed engine alone: counter-based draws, columns
// and blocks of rows. It fails when two threads do not give the bytes that one thread gives.

#include <cstdint>
#include <cstdio>
#include <span>

#include "engine/column.hpp"
#include "engine/identity.hpp"
#include "engine/parallel.hpp"
#include "engine/random.hpp"

namespace {

using namespace buurt::engine;

constexpr std::uint32_t steps = 50;
constexpr std::size_t walkers = 5000;

Column<std::int32_t> walk(int threads) {
  Column<std::int32_t> place;
  place.resize(walkers);
  const Stream direction(2024, name_hash("direction"));
  with_threads(threads, [&] {
    for (std::uint32_t step = 0; step < steps; ++step)
      for_blocks(walkers, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row)
          place[row] += direction.at(Identity{row}, step).happens(0.5) ? 1 : -1;
      });
  });
  return place;
}

}  // namespace

int main() {
  const Column<std::int32_t> alone = walk(1);
  const Column<std::int32_t> together = walk(2);
  std::int64_t sum_of_squares = 0;
  for (std::size_t row = 0; row < walkers; ++row) {
    if (alone[row] != together[row]) {
      std::puts("two threads walked elsewhere than one");
      return 1;
    }
    sum_of_squares += std::int64_t{alone[row]} * alone[row];
  }
  // The mean square of a walk of n steps is n; its standard error here is about 2 % of n.
  const double mean_square = static_cast<double>(sum_of_squares) / static_cast<double>(walkers);
  std::printf("mean square %.1f after %u steps\n", mean_square, steps);
  return mean_square > 45.0 && mean_square < 55.0 ? 0 : 1;
}
