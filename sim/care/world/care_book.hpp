#pragma once
// Who needs what, and who gives it: the ledger of hours. Every arrangement of help stands here once,
// in whole minutes a week, in the chain of the need it meets and in the chain of whoever gives it, so
// that what is needed, met and given always balances; `audit` proves it.

#include <cstdint>
#include <string>
#include <tuple>

#include "care/world/care_kinds.hpp"
#include "care/world/people.hpp"
#include "engine/snapshot.hpp"
#include "engine/table.hpp"

namespace buurt::care {

/// What one person needs of one kind.
struct NeedColumns {
  Column<Identity> identity;  ///< made from the person's and the kind
  Column<Person> person;
  Column<Row> next_of_person;
  Column<Row> first_help;
  Column<NeedKind> kind;
  Column<NeedState> state;
  Column<std::uint16_t> minutes;      ///< needed a week
  Column<std::uint16_t> met;          ///< given a week, by all together; at most `minutes`
  Column<std::uint32_t> since;        ///< week in which the state was entered
  Column<std::uint16_t> unmet_weeks;  ///< weeks in a row with minutes unmet
  Column<Row> organisation;           ///< where it waits or was referred to, or `no_row`
  Column<std::uint8_t> paused;        ///< 1 while the person is away: in hospital, say
  Column<std::uint8_t> accompanied;   ///< 1 when somebody goes along with its referral
  Column<Row> desk;                   ///< scheme of volunteers that was asked, or `no_row`
  Column<std::uint32_t> desk_since;   ///< week in which the request arrives, or arrived, there

  static constexpr auto describe() {
    using C = NeedColumns;
    using engine::column;
    return std::tuple(
        column("identity", &C::identity), column("person", &C::person),
        column("next_of_person", &C::next_of_person), column("first_help", &C::first_help),
        column("kind", &C::kind), column("state", &C::state), column("minutes", &C::minutes),
        column("met", &C::met), column("since", &C::since), column("unmet_weeks", &C::unmet_weeks),
        column("organisation", &C::organisation), column("paused", &C::paused),
        column("accompanied", &C::accompanied), column("desk", &C::desk),
        column("desk_since", &C::desk_since));
  }
};
using Needs = engine::Table<NeedColumns>;

/// One giver's regular help with one need.
struct HelpColumns {
  Column<Identity> identity;
  Column<Row> need;
  Column<Row> next_of_need;
  Column<Person> giver;       ///< or `no_row` when an organisation gives it
  Column<Row> next_of_giver;  ///< the next arrangement of the same person
  Column<Row> organisation;   ///< or `no_row` when a person gives it
  Column<Source> source;
  Column<std::uint16_t> minutes;  ///< a week
  Column<std::uint32_t> since;    ///< week in which it began

  static constexpr auto describe() {
    using C = HelpColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("need", &C::need),
                      column("next_of_need", &C::next_of_need), column("giver", &C::giver),
                      column("next_of_giver", &C::next_of_giver),
                      column("organisation", &C::organisation), column("source", &C::source),
                      column("minutes", &C::minutes), column("since", &C::since));
  }
};
using Help = engine::Table<HelpColumns>;

struct OrganisationColumns {
  Column<Identity> identity;
  Column<OrganisationKind> kind;
  Column<std::uint32_t> minutes;  ///< that its staff can give in a week
  Column<std::uint32_t> given;    ///< that are promised to clients; at most `minutes`
  Column<std::uint32_t> resting;  ///< of these, for clients who are away: kept free, not given
  Column<double> norm_at_start;   ///< hours a year of the programme norm for the ages of the file
  Column<double> norm;            ///< the same for those who live here now, counted once a year

  static constexpr auto describe() {
    using C = OrganisationColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("kind", &C::kind),
                      column("minutes", &C::minutes), column("given", &C::given),
                      column("resting", &C::resting), column("norm_at_start", &C::norm_at_start),
                      column("norm", &C::norm));
  }
};
using Organisations = engine::Table<OrganisationColumns>;

class CareBook {
 public:
  // Read freely; change only through the functions below.
  Needs needs;
  Help help;
  Organisations organisations;

  /// Makes room for people in rows up to count − 1.
  void resize(std::size_t count);

  /// Minutes a week that a person gives to others, all arrangements together.
  [[nodiscard]] std::uint32_t minutes_given(Person person) const { return minutes_given_[person]; }
  /// Whether a person has any need, or gives any help.
  [[nodiscard]] bool in_need(Person person) const { return first_need_[person] != no_row; }
  [[nodiscard]] bool gives(Person person) const { return first_given_[person] != no_row; }
  /// Minutes a week that nobody gives; none while the person is away.
  [[nodiscard]] std::uint16_t unmet(Row need) const {
    return static_cast<std::uint16_t>(
        needs.paused[need] != 0 ? 0 : needs.minutes[need] - needs.met[need]);
  }
  /// Minutes a week of an arrangement that are given now: none while the receiver is away.
  [[nodiscard]] std::uint16_t given_now(Row arrangement) const {
    return needs.paused[help.need[arrangement]] != 0 ? std::uint16_t{0} : help.minutes[arrangement];
  }
  /// Minutes a week that a person gives now, to those who are not away.
  [[nodiscard]] std::uint32_t minutes_given_now(Person person) const;
  /// Whether a person is away. What is needed is then neither met nor unmet, and help pauses: givers
  /// and organisations keep their time free for it.
  [[nodiscard]] bool away(Person person) const { return away_[person] != 0; }
  void pause(Person person) { set_away(person, true); }
  void resume(Person person) { set_away(person, false); }
  /// Minutes a week that an organisation's staff have left.
  [[nodiscard]] std::uint32_t free_minutes(Row organisation) const {
    const std::uint32_t all = organisations.minutes[organisation];
    const std::uint32_t given = organisations.given[organisation];
    return all > given ? all - given : 0;
  }

  /// A person's need of a kind, or `no_row`.
  [[nodiscard]] Row need_of(Person person, NeedKind kind) const;

  /// Calls `visit(row)` for each need of a person, each arrangement for a need, or each arrangement
  /// in which a person gives. The one visited may be ended.
  template <class Visit>
  void each_need(Person person, Visit&& visit) const {
    walk(first_need_[person], needs.next_of_person, visit);
  }
  template <class Visit>
  void each_help(Row need, Visit&& visit) const {
    walk(needs.first_help[need], help.next_of_need, visit);
  }
  template <class Visit>
  void each_given(Person person, Visit&& visit) const {
    walk(first_given_[person], help.next_of_giver, visit);
  }

  /// Sets what a person needs of a kind. A new need is hidden; one of 0 minutes ends, with all help
  /// for it. When less is needed than is given, arrangements shrink: professionals' first, then those
  /// of volunteers, friends, kin, household. \return the need, or `no_row` when it ended.
  Row set_need(Person person, Identity who, NeedKind kind, std::uint16_t minutes,
               std::uint32_t week);
  void set_state(Row need, NeedState state, std::uint32_t week, Row organisation = no_row);

  /// A person begins, or goes on, to help with a need; at most what is unmet is added. \return the
  /// minutes that were added.
  std::uint16_t give(Row need, Person giver, Identity giver_identity, Source source,
                     std::uint16_t minutes, std::uint32_t week);
  /// An organisation begins, or goes on, to help with a need; at most what is unmet and what its staff
  /// have left is added. \return the minutes that were added.
  std::uint16_t provide(Row need, Row organisation, std::uint16_t minutes, std::uint32_t week);
  /// Takes minutes off an arrangement; it ends when none are left.
  void reduce(Row arrangement, std::uint16_t minutes);
  void end_help(Row arrangement) { reduce(arrangement, help.minutes[arrangement]); }
  /// A person stops giving any help.
  void stop_giving(Person person);
  /// Needs and help of a person end.
  void forget(Person person);

  Row add_organisation(Identity identity, OrganisationKind kind, std::uint32_t minutes);
  /// Changes what an organisation's staff can give. What is given stays until somebody takes it away;
  /// see `overcommitted`.
  void set_capacity(Row organisation, std::uint32_t minutes) {
    organisations.minutes[organisation] = minutes;
  }
  /// Minutes a week given beyond what the staff can give, after a cut.
  [[nodiscard]] std::uint32_t overcommitted(Row organisation) const {
    const std::uint32_t all = organisations.minutes[organisation];
    const std::uint32_t given = organisations.given[organisation];
    return given > all ? given - all : 0;
  }

  [[nodiscard]] std::uint64_t hash() const;
  void save(engine::Snapshot& snapshot, const std::string& prefix) const;
  /// \throws RunError when something is missing or does not balance.
  void restore(const engine::Snapshot& snapshot, const std::string& prefix);
  /// Adds everything up again. \throws RunError that says what does not balance, and where.
  void audit() const;

 private:
  template <class Visit>
  static void walk(Row first, const Column<Row>& next, Visit& visit) {
    for (Row row = first; row != no_row;) {
      const Row after = next[row];
      visit(row);
      row = after;
    }
  }
  Row arrange(Row need, Person giver, Row organisation, Identity identity, Source source,
              std::uint32_t week);
  void add_minutes(Row arrangement, std::uint16_t minutes);
  void end_need(Row need);
  void set_away(Person person, bool away);
  static void unlink(Row& first, Column<Row>& next, Row row);

  Column<Row> first_need_;
  Column<Row> first_given_;
  Column<std::uint32_t> minutes_given_;
  Column<std::uint8_t> away_;
};

}  // namespace buurt::care
