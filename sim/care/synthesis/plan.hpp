#pragma once
// A municipality in the making: residents and households before they have rows in the world.

#include <cstdint>
#include <span>
#include <vector>

#include "care/world/people.hpp"
#include "engine/random.hpp"

namespace buurt::care {

/// What somebody is in a household.
enum class Position : std::uint8_t {
  single,  ///< lives alone
  couple_without_child,
  couple_with_child,
  lone_parent,
  child,       ///< lives with a parent
  other,       ///< with another relative or friend, or with a relative's family
  collective,  ///< in a nursing home
};

inline constexpr std::size_t positions = 7;

/// A first resident. Residents stand in order of sex, age and number.
struct Resident {
  Identity identity;
  std::int32_t age_weeks = 0;  ///< age at the start
  Sex sex = Sex::man;
  Position position = Position::single;

  [[nodiscard]] int age() const { return age_weeks / 52; }
};

/// A household of the plan: its members stand side by side in `Plan::members`, adults first (the
/// couple or the lone parent), then children, then others.
struct PlannedHousehold {
  Identity identity;
  std::uint32_t first = 0;
  std::uint8_t adults = 0;
  std::uint8_t children = 0;
  std::uint8_t others = 0;
  Position kind = Position::single;  ///< of its adults; `other` and `collective` have only others
  bool couple = false;
  Origin origin = Origin::belgian;
  bool mixed = false;  ///< of foreign origin, but for the second of the couple
  bool poverty = false;
  bool car = false;

  [[nodiscard]] std::uint32_t size() const { return std::uint32_t{adults} + children + others; }
};

struct Plan {
  std::vector<Resident> residents;
  std::vector<PlannedHousehold> households;
  std::vector<std::uint32_t> members;  ///< residents, household by household

  [[nodiscard]] std::span<const std::uint32_t> members_of(const PlannedHousehold& household) const {
    return {members.data() + household.first, household.size()};
  }
};

/// A number with mean 0 and standard deviation 1 from the four words of a draw: the sum of four
/// uniform numbers, which is near enough to normal here and the same on every machine.
[[nodiscard]] inline double bell(const engine::Draw& draw) {
  constexpr double root_of_three = 1.7320508075688772;
  return root_of_three *
         (draw.uniform(0) + draw.uniform(1) + draw.uniform(2) + draw.uniform(3) - 2.0);
}

}  // namespace buurt::care
