#pragma once
// What residents have begun by themselves and keep going: a table, soup, a garden, chores, a feast.

#include <cstdint>
#include <string>
#include <tuple>

#include "care/world/people.hpp"
#include "engine/snapshot.hpp"
#include "engine/table.hpp"

namespace buurt::care {

enum class InitiativeKind : std::uint8_t {
  meet,  ///< a table, soup, a garden
  help,  ///< chores and a hand for who needs it
  feast,
};

struct InitiativeColumns {
  Column<Identity> identity;  ///< made from that of the one whose idea it was, and the week
  Column<InitiativeKind> kind;
  Column<Row> neighbourhood;        ///< place
  Column<std::uint32_t> since;      ///< week in which it began
  Column<std::uint32_t> next;       ///< week in which it takes place the next time
  Column<float> energy;             ///< of those who carry it, 0 to 1
  Column<float> ownership;          ///< of residents, 0 to 1
  Column<std::uint8_t> moved;       ///< 1 when a programme had moved the one whose idea it was
  Column<std::uint16_t> committee;  ///< people who carry it
  Column<std::uint16_t> times;      ///< so far
  Column<std::uint32_t> visits;     ///< so far

  static constexpr auto describe() {
    using C = InitiativeColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("kind", &C::kind),
                      column("neighbourhood", &C::neighbourhood), column("since", &C::since),
                      column("next", &C::next), column("energy", &C::energy),
                      column("ownership", &C::ownership), column("moved", &C::moved),
                      column("committee", &C::committee), column("times", &C::times),
                      column("visits", &C::visits));
  }
};
using Initiatives = engine::Table<InitiativeColumns>;

enum class InitiativeRole : std::uint8_t {
  guest,    ///< came, and may come again
  carries,  ///< of the small committee that does the work
};

/// Somebody who has part in an initiative. Rows of people who have died or left are cleared by the
/// weekly phase.
struct ParticipantColumns {
  Column<Identity> identity;  ///< made from the two
  Column<Row> initiative;
  Column<Identity> who;
  Column<Person> person;
  Column<InitiativeRole> role;
  Column<std::uint16_t> times;  ///< that he or she came
  Column<std::uint32_t> last;   ///< week of the last of them

  static constexpr auto describe() {
    using C = ParticipantColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("initiative", &C::initiative),
                      column("who", &C::who), column("person", &C::person),
                      column("role", &C::role), column("times", &C::times),
                      column("last", &C::last));
  }
};
using Participants = engine::Table<ParticipantColumns>;

/// All of it.
struct InitiativeBook {
  Initiatives initiatives;
  Participants participants;

  /// Whether somebody carries an initiative.
  [[nodiscard]] bool carries(Identity who) const;
  /// Somebody has part in it from now on. \return the row
  Row enter(Row initiative, Person person, Identity who, InitiativeRole role, std::uint32_t week);
  /// A guest joins in the work.
  void join(Row participant);
  /// Somebody has no part in it any more.
  void leave(Row participant);
  /// It is over; nobody has part in it any more.
  void end(Row initiative);

  [[nodiscard]] std::uint64_t hash() const;
  void save(engine::Snapshot& snapshot, const std::string& prefix) const;
  void restore(const engine::Snapshot& snapshot, const std::string& prefix);
  /// \throws RunError that says what contradicts what.
  void audit() const;
};

}  // namespace buurt::care
