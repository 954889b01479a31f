#pragma once
// What everybody needs, gets and gives in the week, by person: worked out once for all outcomes, from
// the tables in order of rows, which is faster than going along everybody's chains for each of them.

#include <cstdint>
#include <vector>

#include "care/world/world.hpp"

namespace buurt::care {

/// What somebody needs at home; nothing of somebody who is away.
struct Receives {
  std::uint32_t needed = 0;  ///< minutes a week
  std::uint32_t met = 0;
  bool needs = false;         ///< anything, met or not
  bool unmet = false;         ///< minutes of any need
  bool hidden = false;        ///< minutes of a need that is hidden
  bool waits = false;         ///< at an organisation
  bool family_care = false;   ///< comes
  bool home_nursing = false;  ///< comes
  bool at_desk = false;       ///< asked a scheme of volunteers, away or not
};

/// What somebody gives, in minutes a week.
struct Gives {
  std::uint32_t now = 0;               ///< to those who are not away
  std::uint32_t as_volunteer = 0;      ///< to all
  std::uint32_t as_volunteer_now = 0;  ///< to those who are not away
  /// To housemates with light limitations, who are not away: a household shares such tasks anyway, and
  /// surveys ask for care beyond that.
  std::uint32_t shared_at_home = 0;
};

struct CareByPerson {
  explicit CareByPerson(const World& world);
  std::vector<Receives> receives;  ///< by row
  std::vector<Gives> gives;        ///< by row
};

}  // namespace buurt::care
