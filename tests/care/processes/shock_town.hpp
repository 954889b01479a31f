#pragma once
// Small towns that shocks befall.

#include <string>
#include <vector>

#include "care/processes/programme_town.hpp"
#include "files/shocks.hpp"

namespace buurt::test {

/// Shocks as a scenario would give them.
inline std::vector<care::ShockPlan> shocks(const nlohmann::json& list) {
  files::FaultList faults("test");
  std::vector<care::ShockPlan> read;
  for (files::Shock& one : files::ShockReader(BUURT_SOURCE_SCENARIOS).read(list, nullptr, faults)) {
    read.push_back(std::move(one.plan));
  }
  faults.throw_if_any();
  return read;
}

/// A shock that pulls at one lever from the week the town is in.
inline nlohmann::json pull(const std::string& lever, double value,
                           const nlohmann::json& more = nlohmann::json::object()) {
  nlohmann::json effect = {{"lever", lever}, {"value", value}};
  effect.update(more);
  return {{{"name", lever}, {"effects", {effect}}}};
}

/// Lets a shock befall a town, weeks counted from the week it is in.
inline void befall(care::World& world, const nlohmann::json& list) {
  world.levers.use(care::placed_pulls(world, shocks(list), world.week), world.week);
}

}  // namespace buurt::test
