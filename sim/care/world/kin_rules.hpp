#pragma once
// Who becomes kin of whom: children of their parents' kin, partners of each other's families, and
// newcomers of residents near whom they come to live.

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

/// Ties somebody who has just come to the family of a resident who is kin: to whom the resident's
/// parents, children, brothers, sisters and partner are kin too. \return how many ties were made.
int meet_family_here(World& world, Person person, const KinHere& kin);

/// A child's kin are the parent's: grandparents, uncles and aunts, elder children elsewhere.
void meet_kin_of_parent(World& world, Person child, Person parent);

/// The parents and children of one partner become kin of the other by marriage.
void join_families(World& world, Person one, Person other);

}  // namespace buurt::care
