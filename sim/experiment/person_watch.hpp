#pragma once
// What becomes of each person in one arm, so that arms can be set beside each other person by person.
// Only changes are kept: who, in which week, and how the person fared from then on.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "care/world/world.hpp"
#include "engine/identity.hpp"

namespace buurt::experiment {

/// Where somebody is at the end of a week.
enum class Presence : std::uint8_t { unborn, at_home, in_nursing_home, departed, dead };

/// How somebody fares at the end of a week, as far as arms are compared.
struct PersonState {
  Presence presence = Presence::unborn;
  std::uint8_t loneliness_tenths = 0;  ///< 0 to 10
  bool carer = false;
  std::uint16_t unmet_minutes = 0;  ///< a week

  friend bool operator==(const PersonState&, const PersonState&) = default;
};

/// One person at the end of the last week.
struct PersonEnd {
  engine::Identity who;
  float loneliness = 0.0F;
};

/// One change of one person.
struct PersonChanged {
  engine::Identity who;
  std::int32_t week = 0;
  PersonState state;
};

/// Watches the people of one arm. A copy goes on by itself, as a forked arm does.
class PersonWatch {
 public:
  /// Begins at the end of the burn-in: everybody is noted.
  void begin(const care::World& world);
  /// Looks at everybody at the end of a week (1, 2, …).
  void look(const care::World& world, int week);
  /// Looks at what is only known at the end.
  void finish(const care::World& world);

  /// Changes in the order of identity and then week; after `finish`.
  [[nodiscard]] const std::vector<PersonChanged>& changes() const { return changes_; }
  /// Those who live here at the end, in the order of identity; after `finish`.
  [[nodiscard]] const std::vector<PersonEnd>& ends() const { return ends_; }

 private:
  std::vector<engine::Identity> in_row_;
  std::vector<PersonState> state_in_row_;
  std::vector<PersonChanged> changes_;
  std::vector<PersonEnd> ends_;
};

/// How somebody fares otherwise than in the baseline.
enum class ChangeKind : std::uint8_t {
  unmet_hours,
  loneliness,
  alive,
  living_at_home,
  informal_carer,
  resident
};
inline constexpr std::array<std::string_view, 6> change_names = {
    "unmet_hours", "loneliness", "alive", "living_at_home", "informal_carer", "resident"};

/// One way in which one person fares otherwise in the last week.
struct PersonDifference {
  engine::Identity who;
  ChangeKind kind = ChangeKind::unmet_hours;
  double amount = 0.0;  ///< arm less baseline
  int better = 0;       ///< 1 better, -1 worse, 0 neither
  int first_week = -1;  ///< at whose end something differed; -1 if nothing that is watched did
  std::string_view event = "";  ///< what differed first; see docs/compare.md
};

/// Loneliness that differs by less is not told.
inline constexpr double least_loneliness_difference = 0.05;

/// What differs between two arms of one replicate, in the order of identity and kind. People who came
/// after week 0 are left out.
[[nodiscard]] std::vector<PersonDifference> person_differences(const PersonWatch& baseline,
                                                               const PersonWatch& arm);

/// People noted in week 0.
[[nodiscard]] std::size_t people_in_week_0(const PersonWatch& watch);

}  // namespace buurt::experiment
