#pragma once
// Outcomes are summed by cell, the people who belong to the same set of groups, and put together by
// group at the end: so everybody is added once, however many groups there are.

#include <array>
#include <cstdint>
#include <vector>

#include "care/care_by_person.hpp"
#include "care/world/groups.hpp"

namespace buurt::care {

/// The number of a set of groups that somebody belongs to.
using GroupCell = std::uint16_t;

/// Of a row in which nobody lives.
inline constexpr GroupCell no_cell = 0xffff;

/// How many rows are summed in one block: enough that adding up blocks is little beside it.
inline constexpr std::size_t people_together = 16384;

/// Which sets of groups there are today, and who belongs to which.
struct GroupCells {
  std::vector<GroupCell> of_person;  ///< by row
  std::vector<GroupBits> groups;     ///< by cell
};

/// Everybody's cell today: the groups that `groups_of` tells.
GroupCells cells_of_people(const World& world, const CareByPerson& care);

/// Exact sums of so many outcomes by cell: persons, minutes, or parts that are whole numbers.
template <std::size_t outcomes>
class CellSums {
 public:
  explicit CellSums(const GroupCells& cells) : sums_(cells.groups.size()) {}

  void add(std::size_t outcome, GroupCell cell, std::int64_t amount) {
    sums_[cell][outcome] += amount;
  }
  void add(const CellSums& others) {
    for (std::size_t cell = 0; cell < sums_.size(); ++cell) {
      for (std::size_t outcome = 0; outcome < outcomes; ++outcome) {
        sums_[cell][outcome] += others.sums_[cell][outcome];
      }
    }
  }
  /// `of[outcome][group]`
  [[nodiscard]] std::array<std::array<std::int64_t, group_count>, outcomes> by_group(
      const GroupCells& cells) const {
    std::array<std::array<std::int64_t, outcomes>, group_count> of_group{};
    for (std::size_t cell = 0; cell < sums_.size(); ++cell) {
      for (std::size_t group = 0; group < group_count; ++group) {
        if (((cells.groups[cell] >> group) & 1U) == 0) continue;
        for (std::size_t outcome = 0; outcome < outcomes; ++outcome) {
          of_group[group][outcome] += sums_[cell][outcome];
        }
      }
    }
    std::array<std::array<std::int64_t, group_count>, outcomes> of{};
    for (std::size_t outcome = 0; outcome < outcomes; ++outcome) {
      for (std::size_t group = 0; group < group_count; ++group) {
        of[outcome][group] = of_group[group][outcome];
      }
    }
    return of;
  }

 private:
  std::vector<std::array<std::int64_t, outcomes>> sums_;
};

}  // namespace buurt::care
