#pragma once
// Where dwellings stand, in streets and neighbourhoods of the areas, and which household lives where.

#include <cstdint>
#include <vector>

#include "care/synthesis/plan.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

struct PlannedNeighbourhood {
  float x = 0;
  float y = 0;
  std::uint8_t area = 0;
};

struct PlannedStreet {
  float x = 0;
  float y = 0;
  std::uint32_t neighbourhood = 0;
};

struct PlannedDwelling {
  Identity identity;
  float x = 0;
  float y = 0;
  DwellingKind kind = DwellingKind::terraced;
  std::uint32_t street = 0;
  std::uint32_t household = no_row;  ///< of the plan
};

/// Areas hold neighbourhoods, neighbourhoods streets, streets dwellings, each in order.
struct Settlement {
  std::vector<PlannedNeighbourhood> neighbourhoods;
  std::vector<PlannedStreet> streets;
  std::vector<PlannedDwelling> dwellings;
};

/// Houses all households: each area gets its inhabitants, people alone rather in the centre and
/// large families rather outside; each kind of dwelling stands where it is usual, by fitted weights;
/// within an area households of a kind rather take dwellings of their size.
[[nodiscard]] Settlement settle(const World& world, const Plan& plan);

}  // namespace buurt::care
