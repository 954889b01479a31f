#pragma once
// A small table of agents for the tests of the engine.

#include <oneapi/tbb/global_control.h>

#include <cstdint>
#include <tuple>
#include <vector>

#include "engine/identity.hpp"
#include "engine/parallel.hpp"
#include "engine/table.hpp"

namespace buurt::tests {

struct SheepColumns {
  engine::Column<engine::Identity> identity;
  engine::Column<float> weight;
  engine::Column<std::uint8_t> colour;

  static constexpr auto describe() {
    using engine::column;
    return std::tuple(column("identity", &SheepColumns::identity),
                      column("weight", &SheepColumns::weight),
                      column("colour", &SheepColumns::colour));
  }
};
using Herd = engine::Table<SheepColumns>;

/// Sheep number i has identity mix(i + 1), weight 40 + i mod 37 and colour i mod 3.
inline Herd herd_of(std::size_t count) {
  Herd herd;
  for (std::size_t i = 0; i < count; ++i) {
    const engine::Row row = herd.add(engine::Identity{engine::mix(i + 1)});
    herd.weight[row] = 40.0F + static_cast<float>(i % 37);
    herd.colour[row] = static_cast<std::uint8_t>(i % 3);
  }
  return herd;
}

/// What `work()` gives on 1, 2, 3, 7 and 16 threads, which are really there even where there are
/// fewer cores.
template <class Work>
auto on_many_threads(const Work& work) {
  const oneapi::tbb::global_control allow(oneapi::tbb::global_control::max_allowed_parallelism, 16);
  std::vector<decltype(work())> results;
  for (const int threads : {1, 2, 3, 7, 16}) {
    results.push_back(engine::with_threads(threads, work));
  }
  return results;
}

/// Whether all elements are equal.
template <class T>
bool all_alike(const std::vector<T>& values) {
  for (const T& value : values) {
    if (!(value == values.front())) return false;
  }
  return true;
}

}  // namespace buurt::tests
