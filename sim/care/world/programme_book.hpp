#pragma once
// The programmes that run: who works in them, whom these know, which places are open and who comes.
// All of it is empty in a world without programmes.

#include <cstdint>
#include <string>
#include <tuple>

#include "care/world/people.hpp"
#include "engine/snapshot.hpp"
#include "engine/table.hpp"

namespace buurt::care {

/// Where a programme is in its life.
enum class RunPhase : std::uint8_t {
  running,
  tapering,      ///< becomes less week by week
  handing_over,  ///< the same, and residents do more and more of it
  taken_over,    ///< goes on with another payer, in another spirit
  residents,     ///< goes on with residents alone, who are not paid
};

/// A programme that has begun.
struct ProgrammeRunColumns {
  Column<Identity> identity;          ///< made from its name
  Column<std::uint32_t> since;        ///< week in which it began
  Column<float> ownership;            ///< of residents, 0 to 1
  Column<std::uint64_t> week_cents;   ///< what it cost this week
  Column<std::uint64_t> spent_cents;  ///< what it has cost so far
  Column<std::uint8_t> over;          ///< 1 once it has ended
  Column<float> activity;             ///< the part of posts and hours there is money for this week
  Column<RunPhase> phase;
  Column<std::uint32_t> phase_since;  ///< week in which the phase began
  Column<double> seen_before;  ///< people seen by what it has no longer, less those seen in places
                               ///< that it took over
  Column<double> seen_at_end;  ///< people seen when its first payer stopped

  static constexpr auto describe() {
    using C = ProgrammeRunColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("since", &C::since),
                      column("ownership", &C::ownership), column("week_cents", &C::week_cents),
                      column("spent_cents", &C::spent_cents), column("over", &C::over),
                      column("activity", &C::activity), column("phase", &C::phase),
                      column("phase_since", &C::phase_since),
                      column("seen_before", &C::seen_before),
                      column("seen_at_end", &C::seen_at_end));
  }
};
using ProgrammeRuns = engine::Table<ProgrammeRunColumns>;

/// What somebody has paid for programmes.
struct AccountColumns {
  Column<Identity> identity;          ///< made from the payer's name
  Column<std::uint64_t> week_cents;   ///< paid this week
  Column<std::uint64_t> year_cents;   ///< paid in this year of the payer's budget
  Column<std::uint64_t> spent_cents;  ///< paid so far
  Column<std::uint32_t> since;        ///< week in which it first paid
  Column<std::uint32_t> year;         ///< number of the year that `year_cents` is of
  Column<float> budget_factor;        ///< what elections have made of its budget
  Column<std::uint8_t> withdrawn;  ///< 1 once it has lost patience, 2 once it has looked and stays

  static constexpr auto describe() {
    using C = AccountColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("week_cents", &C::week_cents),
                      column("year_cents", &C::year_cents), column("spent_cents", &C::spent_cents),
                      column("since", &C::since), column("year", &C::year),
                      column("budget_factor", &C::budget_factor),
                      column("withdrawn", &C::withdrawn));
  }
};
using Accounts = engine::Table<AccountColumns>;

/// The post of a connector, filled or not.
struct FigureColumns {
  Column<Identity> identity;  ///< made from the programme's, the part and the post
  Column<Row> run;
  Column<std::uint8_t> part;     ///< number of the part in its programme
  Column<std::uint8_t> working;  ///< 1 filled, 0 vacant
  Column<std::uint32_t> since;   ///< week in which it was filled, or fell vacant
  Column<std::uint32_t> until;   ///< first week in which it is no longer so
  Column<std::uint32_t> known;   ///< residents known
  Column<std::uint32_t> conversations;
  Column<std::uint32_t> introductions;
  Column<std::uint64_t> minutes_paid;       ///< so far; those of volunteers too
  Column<std::uint64_t> minutes_spent;      ///< so far; never more than paid
  Column<std::uint32_t> gathering_minutes;  ///< organised already for the next gathering

  static constexpr auto describe() {
    using C = FigureColumns;
    using engine::column;
    return std::tuple(
        column("identity", &C::identity), column("run", &C::run), column("part", &C::part),
        column("working", &C::working), column("since", &C::since), column("until", &C::until),
        column("known", &C::known), column("conversations", &C::conversations),
        column("introductions", &C::introductions), column("minutes_paid", &C::minutes_paid),
        column("minutes_spent", &C::minutes_spent),
        column("gathering_minutes", &C::gathering_minutes));
  }
};
using Figures = engine::Table<FigureColumns>;

/// A resident whom a connector knows. Rows of people who have died or left are cleared by the weekly
/// phase.
struct KnownResidentColumns {
  Column<Identity> identity;  ///< made from the two
  Column<Row> figure;
  Column<Identity> who;
  Column<Person> person;
  Column<float> familiarity;   ///< 0 to 1
  Column<std::uint32_t> last;  ///< week of the last conversation
  Column<std::uint16_t> contacts;

  static constexpr auto describe() {
    using C = KnownResidentColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("figure", &C::figure),
                      column("who", &C::who), column("person", &C::person),
                      column("familiarity", &C::familiarity), column("last", &C::last),
                      column("contacts", &C::contacts));
  }
};
using KnownResidents = engine::Table<KnownResidentColumns>;

/// A meeting place that is open.
struct MeetingPlaceColumns {
  Column<Identity> identity;  ///< made from its name
  Column<Row> run;            ///< the programme that runs it, or ran it until residents took it on
  Column<std::uint8_t> part;
  Column<std::uint8_t> lives_on;  ///< 1 when its programme has ended and residents keep it open
  Column<Row> neighbourhood;      ///< in the middle of which it stands
  Column<std::uint32_t> visits;   ///< so far
  Column<std::uint32_t> turned_away;
  Column<std::uint64_t> spent_cents;

  static constexpr auto describe() {
    using C = MeetingPlaceColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("run", &C::run),
                      column("part", &C::part), column("lives_on", &C::lives_on),
                      column("neighbourhood", &C::neighbourhood), column("visits", &C::visits),
                      column("turned_away", &C::turned_away),
                      column("spent_cents", &C::spent_cents));
  }
};
using MeetingPlaces = engine::Table<MeetingPlaceColumns>;

/// Somebody who knows a place and means to come.
struct VisitorColumns {
  Column<Identity> identity;  ///< made from the two
  Column<Row> place;          ///< row in `MeetingPlaces`
  Column<Identity> who;
  Column<Person> person;
  Column<std::uint32_t> next;  ///< week of the next visit
  Column<std::uint32_t> last;  ///< week of the last one, or in which the place became known
  Column<std::uint16_t> visits;
  Column<std::uint8_t> accompanied;  ///< 1 when somebody comes along on the first visit

  static constexpr auto describe() {
    using C = VisitorColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("place", &C::place),
                      column("who", &C::who), column("person", &C::person),
                      column("next", &C::next), column("last", &C::last),
                      column("visits", &C::visits), column("accompanied", &C::accompanied));
  }
};
using Visitors = engine::Table<VisitorColumns>;

/// A part of any other kind that goes on: one row for each, or for each stretch of neighbourhoods of a
/// scheme of volunteers.
struct WorkColumns {
  Column<Identity> identity;  ///< made from the programme's, the part and the stretch
  Column<Row> run;
  Column<std::uint8_t> part;
  Column<std::uint8_t> lives_on;  ///< 1 when its programme has ended and residents go on with it
  Column<std::uint8_t> ended;     ///< 1 when it has ended, and is there for what it left
  Column<std::uint32_t> from;     ///< week in which it is under way, preparation over
  Column<Row> scheme;             ///< the scheme of volunteers that it opened, or `no_row`
  Column<float> level;            ///< of a network: how well its members know each other, 0 to 1
  Column<float> due;              ///< of what is done now and then: part of the next time
  Column<std::uint32_t> times;    ///< occasions, doors, messages or needs brought on, so far
  Column<std::uint32_t> people;   ///< guests, or doors that opened, so far

  static constexpr auto describe() {
    using C = WorkColumns;
    using engine::column;
    return std::tuple(
        column("identity", &C::identity), column("run", &C::run), column("part", &C::part),
        column("lives_on", &C::lives_on), column("ended", &C::ended), column("from", &C::from),
        column("scheme", &C::scheme), column("level", &C::level), column("due", &C::due),
        column("times", &C::times), column("people", &C::people));
  }
};
using Works = engine::Table<WorkColumns>;

/// Somebody who came to an activity and may come again.
struct RegularColumns {
  Column<Identity> identity;  ///< made from the two
  Column<Row> work;
  Column<Identity> who;
  Column<Person> person;
  Column<std::uint16_t> times;

  static constexpr auto describe() {
    using C = RegularColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("work", &C::work),
                      column("who", &C::who), column("person", &C::person),
                      column("times", &C::times));
  }
};
using Regulars = engine::Table<RegularColumns>;

/// All of it.
struct ProgrammeBook {
  ProgrammeRuns runs;
  Accounts accounts;
  Figures figures;
  KnownResidents known;
  MeetingPlaces meeting_places;
  Visitors visitors;
  Works works;
  Regulars regulars;

  /// Whether nothing of a programme is there.
  [[nodiscard]] bool empty() const { return runs.size() == 0; }
  /// The programme of that identity, or `no_row`.
  [[nodiscard]] Row run_of(Identity programme) const;
  /// The account of that payer, or `no_row`.
  [[nodiscard]] Row account_of(Identity payer) const;

  /// Whether a part of another kind is at work: its preparation is over and it has not ended.
  [[nodiscard]] bool under_way(Row work, std::uint32_t week) const {
    return works.ended[work] == 0 && week >= works.from[work];
  }
  /// Takes a post off the book; what it showed counts for its programme.
  void remove_post(Row figure) {
    runs.seen_before[figures.run[figure]] += figures.conversations[figure];
    figures.remove(figure);
  }
  /// Takes a part of another kind off the book, and who came to it.
  void remove_work(Row work) {
    runs.seen_before[works.run[work]] += works.people[work];
    for (Row row = 0; row < regulars.rows(); ++row) {
      if (regulars.alive(row) && regulars.work[row] == work) regulars.remove(row);
    }
    works.remove(work);
  }

  /// Forgets whom a connector knows; `keep(row)` says which rows stay.
  template <class Keep>
  void forget_known(const Keep& keep) {
    for (Row row = 0; row < known.rows(); ++row) {
      if (!known.alive(row) || keep(row)) continue;
      --figures.known[known.figure[row]];
      known.remove(row);
    }
  }
  /// Removes visitors; `keep(row)` says who stays.
  template <class Keep>
  void forget_visitors(const Keep& keep) {
    for (Row row = 0; row < visitors.rows(); ++row) {
      if (visitors.alive(row) && !keep(row)) visitors.remove(row);
    }
  }

  [[nodiscard]] std::uint64_t hash() const;
  void save(engine::Snapshot& snapshot, const std::string& prefix) const;
  void restore(const engine::Snapshot& snapshot, const std::string& prefix);
  /// \throws RunError that says what contradicts what.
  void audit() const;
};

}  // namespace buurt::care
