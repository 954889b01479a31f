#pragma once
// Parents and their children across the households of a municipality, while kin are being found.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "care/synthesis/plan.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// One or two parents and all their children in the municipality.
struct Parents {
  Person a = no_row;
  Person b = no_row;              ///< the other parent in the same household, or `no_row`
  Person first_child = no_row;    ///< head of the chain through `Descent::next_child`
  std::int32_t mother_weeks = 0;  ///< age of the mother, or of a mother of the father's age group
  std::uint8_t at_home = 0;       ///< children
  std::uint8_t away = 0;          ///< children outside the municipality
};

/// Who descends from whom. Columns by row of the person.
struct Descent {
  static constexpr std::uint32_t none = no_row;

  std::vector<Parents> parents;
  std::vector<std::uint32_t> as_parent;  ///< index in `parents`, or `none`
  std::vector<std::uint32_t> as_child;   ///< index in `parents`, or `none`
  std::vector<Person> next_child;
  std::vector<std::uint32_t> siblings;  ///< group of siblings without parents here, or `none`
  std::uint32_t sibling_groups = 0;

  template <class Visit>
  void each_child(const Parents& of, Visit&& visit) const {
    for (Person child = of.first_child; child != no_row; child = next_child[child]) visit(child);
  }
  void add_child(std::uint32_t parents_index, Person child);
};

/// Parents with their children at home, children elsewhere in the municipality, and siblings whose
/// parents are dead or elsewhere.
[[nodiscard]] Descent find_descent(const World& world, std::span<const Position> position);

}  // namespace buurt::care
