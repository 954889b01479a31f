#pragma once
// Relief of carers: who needs it, how long it is felt, and what it does to the wish for a nursing home.

#include <vector>

#include "care/world/units.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Hours a week for which somebody else takes over from a carer.
double respite_hours(const World& world, Person carer);

/// Minutes a week of relief that a carer needs: a share of the hours given, for the strained and for
/// those who give many hours; 0 for anybody else.
std::uint16_t relief_needed(const World& world, Person carer);

/// How fast relief fades and the wish for a nursing home moves, worked out once a week for all.
struct RespitePace {
  explicit RespitePace(const ReliefParameters& parameters);
  double fades;         ///< share of felt relief that is gone after a week
  double wish_follows;  ///< share of the way from the wish to strain in four weeks
};

/// Four weeks pass over the relief that a carer feels: it fades, and respite renews it.
void feel_relief(World& world, const RespitePace& pace, Person carer, double respite);

/// Somebody takes over from a carer once, for some hours.
void rest(World& world, Person carer, double hours);

/// Four weeks pass over the wish that a nursing home takes over: it follows strain slowly, and respite
/// lowers it. Who cares for nobody has none.
void wish_for_a_home(World& world, const RespitePace& pace, Person carer, double respite);

/// Sets the needs of relief found in a week.
struct ReliefNeed {
  Person carer;
  std::uint16_t minutes;
};
void set_relief_needs(World& world, const std::vector<std::vector<ReliefNeed>>& found);

/// Carers are looked at every fourth week, each in weeks that hang on who it is.
inline bool carer_is_looked_at(const World& world, Identity who) {
  return (world.week + who.value) % weeks_between_looks == 0;
}

}  // namespace buurt::care
