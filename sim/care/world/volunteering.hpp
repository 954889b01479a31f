#pragma once
// Who volunteers, and for which scheme: the schemes that match people who offer time with people who
// ask for it, and the volunteers of these and of all other organisations. What volunteers give stands
// in the ledger (`CareBook`), with source `volunteers`.

#include <cstdint>
#include <limits>
#include <string>
#include <tuple>

#include "care/world/care_kinds.hpp"
#include "care/world/groups.hpp"
#include "care/world/people.hpp"
#include "engine/snapshot.hpp"
#include "engine/table.hpp"

namespace buurt::care {

/// What a scheme's volunteers do.
enum class SchemeKind : std::uint8_t {
  elsewhere,  ///< associations, sport, youth, culture: their help goes to no need of the ledger
  visiting,   ///< company, comfort, relief
  errands,    ///< household errands, guidance, and a hand with personal care within a small bound
  transport,
  broad,  ///< whatever the three before do
};
inline constexpr std::size_t scheme_kinds = 5;

/// Whether a scheme of this kind takes requests for such a need. Nobody nurses.
constexpr bool takes(SchemeKind scheme, NeedKind need) {
  const bool visits =
      need == NeedKind::company || need == NeedKind::comfort || need == NeedKind::relief;
  const bool errands =
      need == NeedKind::household || need == NeedKind::guidance || need == NeedKind::personal_care;
  switch (scheme) {
    case SchemeKind::elsewhere: return false;
    case SchemeKind::visiting: return visits;
    case SchemeKind::errands: return errands;
    case SchemeKind::transport: return need == NeedKind::transport;
    case SchemeKind::broad: break;
  }
  return visits || errands || need == NeedKind::transport;
}

struct SchemeColumns {
  Column<Identity> identity;
  Column<SchemeKind> kind;
  Column<std::uint8_t> open;                  ///< 1 while it takes volunteers and requests
  Column<std::uint16_t> area_from;            ///< neighbourhoods it serves, by place in
  Column<std::uint16_t> area_to;              ///< `World::neighbourhoods`: from … to − 1
  Column<std::uint32_t> wanted;               ///< volunteers it would like to have
  Column<std::uint32_t> volunteers;           ///< those active
  Column<std::uint32_t> candidates;           ///< those who wait to be taken in
  Column<std::uint32_t> coordinator_minutes;  ///< paid, a week; may be 0
  Column<std::uint32_t> minutes_left;  ///< for taking in and matching, saved from weeks before
  Column<float> asks;                  ///< people a week whom its call for volunteers reaches
  Column<float> known;                 ///< share of people who know its desk
  Column<std::uint16_t> thanks_every;  ///< weeks between two thanks to a volunteer; 0: never
  // Of schemes that programmes open or make stronger; 0 in all others.
  Column<std::uint8_t> of_programme;    ///< 1 for one that a programme opened
  Column<Group> target;                 ///< whom it helps
  Column<std::uint16_t> visit_minutes;  ///< a week for one need, at most; 0: as usual
  Column<std::uint8_t> remote;          ///< 1 when the way does not count
  Column<std::uint8_t> inclusive;  ///< 1 when people with limitations give help too, accompanied
  Column<float> reciprocal;        ///< share of those helped who are asked to help in turn
  Column<float> trained;           ///< share of its volunteers who have been trained
  Column<float> light;             ///< how light and broad its role is, 0 to 1
  Column<float> own_goals;  ///< how far it serves what volunteers want for themselves, 0 to 1

  static constexpr auto describe() {
    using C = SchemeColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("kind", &C::kind),
                      column("open", &C::open), column("area_from", &C::area_from),
                      column("area_to", &C::area_to), column("wanted", &C::wanted),
                      column("volunteers", &C::volunteers), column("candidates", &C::candidates),
                      column("coordinator_minutes", &C::coordinator_minutes),
                      column("minutes_left", &C::minutes_left), column("asks", &C::asks),
                      column("known", &C::known), column("thanks_every", &C::thanks_every),
                      column("of_programme", &C::of_programme), column("target", &C::target),
                      column("visit_minutes", &C::visit_minutes), column("remote", &C::remote),
                      column("inclusive", &C::inclusive), column("reciprocal", &C::reciprocal),
                      column("trained", &C::trained), column("light", &C::light),
                      column("own_goals", &C::own_goals));
  }
};
using Schemes = engine::Table<SchemeColumns>;

enum class VolunteerStage : std::uint8_t { candidate, active };

struct VolunteerColumns {
  Column<Identity> identity;  ///< made from the person's and the week of joining
  Column<Person> person;
  Column<Row> scheme;
  Column<VolunteerStage> stage;
  Column<std::uint16_t> minutes;     ///< offered a week
  Column<std::int32_t> since;        ///< week in which the stage began; before the start negative
  Column<std::uint32_t> idle_since;  ///< week since when nobody is helped, or `not_idle`
  Column<std::int32_t> thanked;      ///< week of the last thanks, or `never_thanked`

  static constexpr auto describe() {
    using C = VolunteerColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("person", &C::person),
                      column("scheme", &C::scheme), column("stage", &C::stage),
                      column("minutes", &C::minutes), column("since", &C::since),
                      column("idle_since", &C::idle_since), column("thanked", &C::thanked));
  }
};
using Volunteers = engine::Table<VolunteerColumns>;

inline constexpr std::uint32_t not_idle = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::int32_t never_thanked = std::numeric_limits<std::int32_t>::min();

/// Everybody volunteers for one scheme at most.
class VolunteerBook {
 public:
  // Read freely; change only through the functions below, but for a volunteer's `idle_since` and
  // `thanked`, and a scheme's settings.
  Schemes schemes;
  Volunteers volunteers;

  /// Makes room for people in rows up to count − 1.
  void resize(std::size_t count);

  /// A person's row among the volunteers, or `no_row`.
  [[nodiscard]] Row of(Person person) const { return of_person_[person]; }
  [[nodiscard]] bool active(Row volunteer) const {
    return volunteers.stage[volunteer] == VolunteerStage::active;
  }

  /// A new scheme, open, for neighbourhoods from … to − 1.
  Row add_scheme(Identity identity, SchemeKind kind, std::uint16_t from, std::uint16_t to,
                 std::uint32_t wanted);
  /// Somebody who volunteers for nothing offers minutes a week to a scheme, from `week` on.
  Row join(Person person, Identity who, Row scheme, VolunteerStage stage, std::uint16_t minutes,
           std::int32_t week);
  /// A candidate is taken in.
  void take_in(Row volunteer, std::uint32_t week);
  void leave(Row volunteer);
  /// A person is gone.
  void forget(Person person) {
    if (of(person) != no_row) leave(of(person));
  }

  [[nodiscard]] std::uint64_t hash() const;
  void save(engine::Snapshot& snapshot, const std::string& prefix) const;
  /// \throws RunError when something is missing or does not add up.
  void restore(const engine::Snapshot& snapshot, const std::string& prefix, std::size_t people);
  /// Counts everybody again. \throws RunError that says what does not add up, and where.
  void audit() const;

 private:
  std::uint32_t& counter(Row volunteer) {
    const Row scheme = volunteers.scheme[volunteer];
    return active(volunteer) ? schemes.volunteers[scheme] : schemes.candidates[scheme];
  }

  Column<Row> of_person_;  // follows from `volunteers`
};

}  // namespace buurt::care
