#pragma once
// A random order of rows that depends on draws and not on a shuffle's history.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/identity.hpp"
#include "engine/random.hpp"

namespace buurt::examples {

/// The numbers 0 … count − 1 in the order of one draw for each of them.
inline std::vector<engine::Row> drawn_order(std::size_t count, const engine::Stream& stream) {
  // A draw of 32 bits above the number that it belongs to: equal draws go by number.
  std::vector<std::uint64_t> keys(count);
  for (std::size_t i = 0; i < count; ++i) {
    keys[i] = std::uint64_t{stream.at(engine::Identity{i + 1}, 0).words[0]} << 32U | i;
  }
  std::sort(keys.begin(), keys.end());
  std::vector<engine::Row> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = static_cast<engine::Row>(keys[i]);
  return order;
}

}  // namespace buurt::examples
