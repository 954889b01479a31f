#pragma once
// How many households of each kind and size there are, and what residents are in them, by fitted
// weights: age and sex from the one side, kinds and sizes of household from the other.

#include <array>
#include <cstdint>
#include <vector>

#include "care/synthesis/ages.hpp"

namespace buurt::care {

/// Households by kind and size. Counts of larger households by their number of children: index 1
/// is one child, and so on; index 0 is not used.
struct HouseholdCounts {
  static constexpr std::size_t most_children = 6;

  std::uint32_t single = 0;
  std::uint32_t couples = 0;                                          ///< without resident children
  std::array<std::uint32_t, most_children + 1> families{};            ///< couples with children
  std::array<std::uint32_t, most_children + 1> families_and_other{};  ///< and another relative
  std::array<std::uint32_t, most_children + 1> lone_parents{};
  std::uint32_t without_family = 0;  ///< two persons

  [[nodiscard]] std::uint32_t all_families() const;
  [[nodiscard]] std::uint32_t all_lone_parents() const;
  [[nodiscard]] std::uint32_t children() const;
  [[nodiscard]] std::uint32_t others() const;
  [[nodiscard]] std::uint32_t persons() const;
};

/// Households for this many people in private households, by the shares of the municipality.
[[nodiscard]] HouseholdCounts count_households(const Municipality& municipality,
                                               std::uint32_t persons);

/// Nursing-home residents by sex and age.
[[nodiscard]] AgeCounts count_nursing_home(const Municipality& municipality, const AgeCounts& ages);

/// Gives each resident a position. Couples have as many men as women; every other total is that of
/// the households.
void give_positions(const World& world, const AgeCounts& ages, const AgeCounts& nursing_home,
                    const HouseholdCounts& households, std::vector<Resident>& residents);

}  // namespace buurt::care
