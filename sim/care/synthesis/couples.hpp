#pragma once
// Who is a couple with whom at the start.

#include <cstdint>
#include <utility>
#include <vector>

#include "care/synthesis/plan.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Two residents.
using Couple = std::pair<std::uint32_t, std::uint32_t>;

/// Residents of a position, in order of age, sex and number.
[[nodiscard]] std::vector<std::uint32_t> residents_in(const Plan& plan, Position position);

/// Pairs men and women of a position by age: each is placed at his or her age and something, and
/// those in the same place pair up, so that ages differ by some four years to either side of what
/// the ages of men and women in couples make the mean. A few neighbouring couples trade partners
/// and are couples of two men and of two women. Those left over become single.
[[nodiscard]] std::vector<Couple> pair_couples(const World& world, Plan& plan, Position position);

}  // namespace buurt::care
