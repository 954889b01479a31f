#pragma once
// The groups by which every outcome is given.

#include <array>
#include <cstdint>
#include <string_view>

namespace buurt::care {

class World;

enum class Group : std::uint8_t {
  all,
  age_0_17,
  age_18_64,
  age_65_79,
  age_80_plus,
  women,
  men,
  living_alone,
  poverty,
  migration_background,
  in_need,
  informal_carers,
  worst_off_5_percent,
};

inline constexpr std::size_t group_count = 13;

/// A set of groups, one bit each.
using GroupBits = std::uint16_t;

constexpr GroupBits bit(Group group) {
  return static_cast<GroupBits>(1U << static_cast<unsigned>(group));
}

/// From this age on surveys ask whether somebody is an informal carer.
inline constexpr int carer_from_age = 15;

/// Whether a person is old enough and gives anybody care or help that is not a volunteer's.
bool is_informal_carer(const World& world, std::uint32_t person);

/// All groups a person belongs to today.
GroupBits groups_of(const World& world, std::uint32_t person);

/// Whether a person belongs to a group today. Everybody belongs to `Group::all`.
bool belongs_to(const World& world, std::uint32_t person, Group group);

/// Kinds of happenings that are counted for outcomes.
enum class Flow : std::uint8_t {
  births,
  deaths,
  moved_in,
  moved_out,
  moved_within,
  couples_formed,
  couples_parted,
  ties_formed,
  ties_lost,
  help_requests,
  help_given,
  carer_breakdowns,
  needs_detected,       ///< hidden needs that became known
  referrals,            ///< to an organisation
  referrals_completed,  ///< that reached its waiting list
  hospital_admissions,
  hospital_days,
  nursing_home_requests,  ///< people who went on the list of the nursing homes
  nursing_home_entries,
  deaths_at_home,
  deaths_in_hospital,
  deaths_in_nursing_home,
  bereavements,       ///< people who lost somebody close
  conversations,      ///< with a connector
  introductions,      ///< of two residents by a connector, each counted
  place_visits,       ///< to the meeting places of programmes
  activity_visits,    ///< to activities of programmes
  home_visits,        ///< doors that opened to visitors of programmes
  weeks_hidden,       ///< weeks that needs had been hidden when they became known
  seen_by_ties,       ///< hidden needs that became known through a tie
  seen_in_street,     ///< through a neighbour, in the street
  seen_in_shops,      ///< through a shopkeeper
  seen_by_helpers,    ///< through a professional or volunteer who came for another need
  help_offers,        ///< offers of help by somebody who saw a need
  desk_requests,      ///< requests that reached the desk of a scheme of volunteers
  desk_matches,       ///< requests that a volunteer took on
  volunteers_joined,  ///< people who began to volunteer
  volunteers_left,    ///< volunteers who stopped
  initiatives_begun,  ///< by those whose idea they were
  initiatives_ended,  ///< counted for the whole municipality only
  initiative_visits,  ///< to what residents organise by themselves
};

inline constexpr std::size_t flow_count = 41;

/// How often each has happened to members of each group since it was last recorded. Not state: nothing
/// in the model reads it.
struct Flows {
  std::array<std::array<std::int64_t, group_count>, flow_count> counts{};

  void add(Flow flow, GroupBits groups, std::int64_t amount = 1) {
    for (std::size_t group = 0; group < group_count; ++group) {
      counts[static_cast<std::size_t>(flow)][group] += ((groups >> group) & 1U) != 0 ? amount : 0;
    }
  }
};

}  // namespace buurt::care
