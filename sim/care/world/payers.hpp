#pragma once
// Who pays for programmes, how much and until when, and what happens to a programme when money ends.

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/identity.hpp"

namespace buurt::care {

/// What becomes of a programme at its end, or when nobody pays any longer.
enum class AtEnd : std::uint8_t {
  stop,      ///< it stops; a place may live on when residents own it
  taper,     ///< it becomes less week by week, then stops
  handover,  ///< residents are given more and more of the work, then go on alone as far as they will
  takeover,  ///< another payer goes on with it, in another spirit
};
inline constexpr std::array<std::string_view, 4> at_end_names = {"stop", "taper", "handover",
                                                                 "takeover"};

/// A phase of a project: prompt, idea, pilot, … each a part of the whole.
struct ProjectPhase {
  std::string name;
  std::uint32_t weeks = 0;  ///< the last phase lasts on, whatever stands here
  double scale = 1;         ///< of posts, hours and costs, 0 to 1
};

/// A payer whose money is limited. Whoever is not listed pays whatever it takes.
struct PayerPlan {
  static constexpr std::uint32_t no_end = std::numeric_limits<std::uint32_t>::max();

  std::string name;
  std::string giver;                 ///< of a grant: who gives it
  std::vector<double> yearly;        ///< EUR in each year; the last goes on; none: no limit by year
  double amount = -1;                ///< EUR in all; negative: no limit in all
  std::uint32_t from_week = 0;       ///< first week in which it pays
  std::uint32_t to_week = no_end;    ///< first week in which it no longer does
  double match = 0;                  ///< EUR that another must pay for each EUR of this one
  std::string matched_by;            ///< who that is
  std::uint32_t patience_weeks = 0;  ///< after so many weeks it looks at what can be seen; 0: never
  double expects = 0;                ///< conversations and visits for a thousand EUR until then
  bool new_only = false;             ///< pays for nothing that was there before it began to pay
  double contact_paid = 1;           ///< share of contact and prevention that it pays for, 0 to 1
  double accounting = 0;  ///< share of the hours of those it pays that goes to accounts for it
  std::uint32_t election_week = no_end;  ///< first election
  std::uint32_t election_every = 0;      ///< weeks between two; 0: only one
  double election_chance = 0;            ///< that it changes the budget
  double election_factor = 1;            ///< by which it does
  /// Filled in by `placed`: made from the name, and the week in which its first year begins.
  engine::Identity identity;
  std::uint32_t year_begins = 0;
};

}  // namespace buurt::care
