#pragma once
// Several pieces of work at once that have nothing to do with each other's results.

#include <cstddef>

#include "engine/parallel.hpp"

namespace buurt::engine {

/// Calls every `work()`, on as many threads as the arena has, and returns when all are done. None may
/// write what another reads or writes. Each may itself call `for_blocks`.
template <class... Work>
void side_by_side(const Work&... work) {
  constexpr std::size_t each_alone = 1;
  for_blocks(
      sizeof...(Work),
      [&](std::size_t number, std::size_t, std::size_t) {
        std::size_t at = 0;
        ((at++ == number ? work() : void()), ...);
      },
      each_alone);
}

}  // namespace buurt::engine
