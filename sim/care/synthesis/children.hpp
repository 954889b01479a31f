#pragma once
// Which children live with which parents at the start.

#include <cstdint>
#include <vector>

#include "care/synthesis/household_positions.hpp"
#include "care/synthesis/plan.hpp"

namespace buurt::care {

/// Parents and the children they shall have at home.
struct Family {
  std::uint32_t parent = 0;
  std::uint32_t partner = 0;      ///< the same as `parent` for a lone parent
  std::int32_t mother_weeks = 0;  ///< age of the mother, or of a mother of the father's age group
  std::vector<std::uint32_t> children;  ///< filled by `place_children`
  std::uint8_t wanted = 0;              ///< children at home
  bool with_other = false;              ///< and another relative

  [[nodiscard]] bool lone() const { return parent == partner; }
};

/// Gives each family its number of children: the counts are those of `counts`, and families whose
/// mother is of an age at which most children live at home get more of them.
void count_children(const World& world, const Plan& plan, const HouseholdCounts& counts,
                    std::vector<Family>& families);

/// Puts the residents in position `child` into families. Each place in a family has a wished age,
/// from the age of the mother and drawn ages at birth; places and children meet in order of age, and
/// those whose mother would be too young or too old then trade places. Children of one mother are
/// twins or at least forty weeks apart.
void place_children(const World& world, Plan& plan, std::vector<Family>& families);

}  // namespace buurt::care
