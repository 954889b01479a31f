#pragma once
// What a scenario makes of the hours that organisations can pay their staff for: by kind, by place and
// by week, and told some weeks ahead or not. Input and what follows from it; no state.

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "care/world/people.hpp"

namespace buurt::care {

class World;

/// A change of the staff hours of some kinds of organisation.
struct BudgetPlan {
  static constexpr std::uint32_t no_end = std::numeric_limits<std::uint32_t>::max();

  unsigned kinds = 0;                       ///< bits of `OrganisationKind`
  double change = 0;                        ///< share by which hours change, from −1
  std::uint32_t from_week = 0;              ///< first week with the change
  std::uint32_t to_week = no_end;           ///< first week without it again
  std::uint32_t told_week = 0;              ///< week in which it is told; at most `from_week`
  std::vector<std::string> neighbourhoods;  ///< areas or neighbourhoods; none means all
  /// The same neighbourhoods as rows of places, in order of row; filled in by `placed`.
  std::vector<Row> where;
};

/// What holds in a week. Lists are empty when no plan touches anything.
struct Budgets {
  std::vector<BudgetPlan> plans;        ///< placed in this world
  std::vector<double> now;              ///< by row of the organisation: factor of its staff hours
  std::vector<double> coming;           ///< the same when all that was told has come
  std::vector<std::uint32_t> cut_week;  ///< in which the next cut that was told comes, or 0

  /// Factor of an organisation's staff hours in this week.
  [[nodiscard]] double of(Row organisation) const {
    return organisation < now.size() ? now[organisation] : 1.0;
  }
  /// Whether an organisation knows that it will have fewer hours.
  [[nodiscard]] bool told(Row organisation) const {
    return organisation < cut_week.size() && cut_week[organisation] != 0;
  }
};

/// Plans as a world needs them: weeks counted from the start of the burn-in, neighbourhoods found.
/// \throws UserError that says which neighbourhood is not there.
[[nodiscard]] std::vector<BudgetPlan> placed(const World& world, std::vector<BudgetPlan> plans,
                                             std::uint32_t burn_in_weeks);

/// Works out what holds in a week. \return whether the hours of any organisation change.
bool work_out_budgets(World& world, std::uint32_t week);

/// Minutes a week that an organisation's staff have left for more help: all that is free, or, once a
/// cut was told, what would still be free after it as far as notice is heeded.
[[nodiscard]] std::uint32_t minutes_to_hand_out(const World& world, Row organisation);

/// Minutes a week, by row of the need, that clients know a cut that was told will take from them; empty
/// when none was told.
[[nodiscard]] std::vector<std::uint16_t> minutes_told_to_end(const World& world);

}  // namespace buurt::care
