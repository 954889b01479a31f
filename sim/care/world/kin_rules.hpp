#pragma once
// Who of the residents could be kin of somebody who comes to live here.

#include "care/world/tie_kinds.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// A resident and what he or she is to somebody; `no_row` when nobody was found.
struct KinHere {
  Person person = no_row;
  TieKind kind = TieKind::parent_child;
};

/// An adult resident at random whose age makes him or her a parent, a child, a brother or a sister of
/// somebody who has just come, of another household and not tied yet. Few are looked at, so that at
/// times nobody is found. Source: docs/odd.md#life-course.
[[nodiscard]] KinHere find_kin_here(const World& world, Person person);

}  // namespace buurt::care
