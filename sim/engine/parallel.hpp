#pragma once
// Parallel work over fixed blocks of rows. The blocks do not depend on the number of threads, and
// the results of blocks combine in block order, so neither does any result.

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <thread>
#include <type_traits>
#include <vector>

#include "engine/loop_fence.hpp"

namespace buurt::engine {

/// How many rows one block holds.
inline constexpr std::size_t rows_per_block = 1024;

/// How many blocks cover this many rows.
constexpr std::size_t block_count(std::size_t rows, std::size_t block = rows_per_block) {
  return (rows + block - 1) / block;
}

/// Calls `work(block, begin, end)` for every block of rows, on as many threads as the arena has.
template <class Work>
void for_blocks(std::size_t rows, const Work& work, std::size_t block = rows_per_block) {
  const std::size_t blocks = block_count(rows, block);
  const auto one = [&](std::size_t b) { work(b, b * block, std::min(rows, (b + 1) * block)); };
  if (blocks <= 1 || tbb::this_task_arena::max_concurrency() == 1) {
    for (std::size_t b = 0; b < blocks; ++b) one(b);
    return;
  }
  LoopFence fence;
  fence.open();
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, blocks), [&](const auto& range) {
    fence.enter();
    for (std::size_t b = range.begin(); b != range.end(); ++b) one(b);
    fence.leave();
  });
  fence.close();
}

/// Reduces blocks of rows: `map(begin, end)` gives a block's result, and results combine from left
/// to right in block order.
template <class Result, class Map, class Combine>
Result reduce_blocks(std::size_t rows, Result first, const Map& map, const Combine& combine,
                     std::size_t block = rows_per_block) {
  static_assert(!std::is_same_v<Result, bool>, "blocks would share the bytes of vector<bool>");
  std::vector<Result> partial(block_count(rows, block), first);
  for_blocks(
      rows,
      [&](std::size_t b, std::size_t begin, std::size_t end) { partial[b] = map(begin, end); },
      block);
  Result total = first;
  for (const Result& result : partial) total = combine(total, result);
  return total;
}

/// Runs `work()` with at most this many threads; 0 means as many as there are. More than there are
/// processors are really made, so that tests can show that their number changes nothing.
template <class Work>
auto with_threads(int threads, const Work& work) {
  std::optional<tbb::global_control> allow;
  if (threads > static_cast<int>(std::thread::hardware_concurrency())) {
    allow.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  }
  tbb::task_arena arena(threads > 0 ? threads : tbb::task_arena::automatic);
  return arena.execute(work);
}

}  // namespace buurt::engine
