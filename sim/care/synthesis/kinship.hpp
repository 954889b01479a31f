#pragma once
// Who is whose kin: within households, across households of the municipality, and how many live
// elsewhere.

#include <cstdint>
#include <span>
#include <vector>

#include "care/synthesis/plan.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Two kin in the municipality. Of a parent and child the parent comes first, of a grandparent,
/// uncle or parent-in-law and the younger one the elder generation.
struct KinPair {
  Person a = no_row;
  Person b = no_row;
  TieKind kind = TieKind::other_kin;
};

/// How many kin of somebody live outside the municipality.
struct KinOutside {
  std::uint8_t parents_children = 0;
  std::uint8_t siblings = 0;
  std::uint8_t other_kin = 0;  ///< those one is in touch with
};

struct Kinship {
  std::vector<KinPair> pairs;       ///< each pair of people once, in order of rows
  std::vector<KinOutside> outside;  ///< by row of the person
};

/// Finds the kin of the first residents. Parents have children elsewhere by a drawn number of
/// births; those who live in the municipality are matched with residents of the age and origin the
/// birth asks for. Who is left without parents there may have siblings, of ages a few years apart.
/// \param position what each person (by row) is in the household
[[nodiscard]] Kinship find_kin(const World& world, std::span<const Position> position);

}  // namespace buurt::care
