#pragma once
// Outcomes are summed by cell, the people who belong to the same set of groups, and put together by
// group at the end: so everybody is added once, however many groups there are.

#include <array>
#include <cstdint>
#include <vector>

#include "care/world/groups.hpp"

namespace buurt::care {

/// The number of a set of groups that somebody can belong to.
using GroupCell = std::uint8_t;

inline constexpr std::size_t group_cells = 64;
/// Of a row in which nobody lives.
inline constexpr GroupCell no_cell = 0xff;

/// How many rows are summed in one block: enough that adding up blocks is little beside it.
inline constexpr std::size_t people_together = 4096;

/// The groups of a cell.
GroupBits groups_of_cell(std::size_t cell);

/// Everybody's cell today, by row.
std::vector<GroupCell> cells_of_people(const World& world);

/// Exact sums of so many outcomes: persons, minutes, or parts that are whole numbers.
template <std::size_t outcomes>
class CellSums {
 public:
  void add(std::size_t outcome, GroupCell cell, std::int64_t amount) {
    sums_[cell][outcome] += amount;
  }
  void add(const CellSums& others) {
    for (std::size_t cell = 0; cell < group_cells; ++cell) {
      for (std::size_t outcome = 0; outcome < outcomes; ++outcome) {
        sums_[cell][outcome] += others.sums_[cell][outcome];
      }
    }
  }
  /// `of[outcome][group]`
  [[nodiscard]] std::array<std::array<std::int64_t, group_count>, outcomes> by_group() const {
    std::array<std::array<std::int64_t, group_count>, outcomes> of{};
    for (std::size_t cell = 0; cell < group_cells; ++cell) {
      const GroupBits groups = groups_of_cell(cell);
      for (std::size_t group = 0; group < group_count; ++group) {
        if (((groups >> group) & 1U) == 0) continue;
        for (std::size_t outcome = 0; outcome < outcomes; ++outcome) {
          of[outcome][group] += sums_[cell][outcome];
        }
      }
    }
    return of;
  }

 private:
  std::array<std::array<std::int64_t, outcomes>, group_cells> sums_{};
};

}  // namespace buurt::care
