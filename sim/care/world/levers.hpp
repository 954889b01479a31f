#pragma once
// What a shock can move: a few levers, each of which multiplies something that processes reckon with
// anyway. A shock is input; nothing of it is state: which lever stands where follows from the week.

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "care/world/groups.hpp"
#include "engine/identity.hpp"

namespace buurt::care {

class World;
using engine::Row;

enum class Lever : std::uint8_t {
  contacts,         ///< visits among those who know each other
  phone,            ///< share of the visits that stop which go on by telephone
  new_contacts,     ///< chance that two who come across each other get acquainted
  places,           ///< hours that meeting places are open
  visits,           ///< how often people come to meeting places
  outings,          ///< what connectors do face to face
  posts,            ///< share of connectors' posts whose holder is there
  vacancies,        ///< weeks until a post is filled
  coordinators,     ///< time of those who coordinate volunteers
  joining,          ///< chance that somebody asked to volunteer says yes
  leaving,          ///< rate at which volunteers leave
  formal_hours,     ///< staff hours of organisations of care at home
  uptake,           ///< chance that somebody would have help that is paid for
  doctors,          ///< contacts with a general practitioner
  shops,            ///< what shopkeepers see
  referral_loss,    ///< share of referrals that get lost
  referral_weeks,   ///< weeks that a referral takes
  asking,           ///< odds that somebody in need asks
  helping,          ///< odds that somebody asked says yes
  free_time,        ///< hours that people can give to others
  admissions,       ///< rate of hospital admission
  illness,          ///< rate of serious illness
  worsening,        ///< rate at which function declines
  deaths,           ///< rate of death
  arrivals,         ///< households that move in
  departures,       ///< households that move out
  moves,            ///< households that move within the municipality
  poverty,          ///< share of households that come to live in poverty besides
  trust,            ///< where trust moves to
  programme_costs,  ///< what programmes cost
  payers,           ///< what payers can spend
};
inline constexpr std::size_t lever_count = 31;

/// What a lever is and which values it may be given.
struct LeverDeclaration {
  std::string_view name;
  std::string_view what;
  double neutral = 1;  ///< the value that changes nothing
  double lowest = 0;
  double highest = 1;
  /// What the lever can be narrowed down to by `of`; none when it cannot.
  std::span<const std::string_view> of{};
  /// Whether it can hold for one group of people only.
  bool for_groups = false;
};

/// All levers, in the order of `Lever`.
[[nodiscard]] const std::array<LeverDeclaration, lever_count>& lever_declarations();

/// The lever of a name; `lever_count` when there is none.
[[nodiscard]] std::size_t lever_named(std::string_view name);

/// Visits and telephone calls by whom they are with, in the order of `of` of the lever `contacts`.
enum class ContactKind : std::uint8_t { family, friends, neighbours, colleagues, members };
/// Where people get to know others, in the order of `of` of the lever `new_contacts`.
enum class Setting : std::uint8_t { work, associations, parish, street };
/// The same of the lever `trust`.
enum class TrustIn : std::uint8_t { neighbours, services, authority };

constexpr unsigned of_bit(ContactKind kind) { return 1U << static_cast<unsigned>(kind); }
constexpr unsigned of_bit(Setting setting) { return 1U << static_cast<unsigned>(setting); }
constexpr unsigned of_bit(TrustIn whom) { return 1U << static_cast<unsigned>(whom); }

/// One pull at a lever.
struct LeverPull {
  static constexpr std::uint32_t for_good = std::numeric_limits<std::uint32_t>::max();
  static constexpr unsigned all_of = ~0U;

  Lever lever = Lever::contacts;
  double value = 1;             ///< while it lasts
  unsigned of = all_of;         ///< bits of what it is narrowed down to
  std::uint32_t from_week = 0;  ///< after the burn-in in input, of the world in a world
  std::uint32_t weeks = for_good;
  std::uint32_t fade_weeks = 0;   ///< afterwards, back to neutral in a straight line
  std::uint32_t every_weeks = 0;  ///< begins again every so many weeks; 0: once
  Group group = Group::all;
  std::vector<std::string> neighbourhoods;  ///< areas or neighbourhoods; none means all
  /// The same as places, one byte a row, filled in by `placed_pulls`; empty when all.
  std::vector<std::uint8_t> where;
  double share_of_places = 1;  ///< of all neighbourhoods, filled in likewise

  /// What the lever is at in a week.
  [[nodiscard]] double in_week(std::uint32_t week) const;
};

/// A shock of a scenario: a name and what it pulls at.
struct ShockPlan {
  std::string name;
  std::vector<LeverPull> pulls;
};

/// The pulls of shocks as a world needs them: weeks counted from the start of the burn-in,
/// neighbourhoods found. \throws UserError that says which neighbourhood is not there.
[[nodiscard]] std::vector<LeverPull> placed_pulls(const World& world,
                                                  const std::vector<ShockPlan>& shocks,
                                                  std::uint32_t burn_in_weeks);

/// Where all levers stand in a week. Everything is neutral where there is no shock, at the cost of
/// looking at one bit.
class Levers {
 public:
  /// The pulls of the whole run, and where that leaves levers in a week.
  void use(std::vector<LeverPull> pulls, std::uint32_t week);
  /// \return whether staff hours are other than in the week before.
  bool set(std::uint32_t week);
  /// Whether there is anything to set, ever.
  [[nodiscard]] bool any() const { return !pulls_.empty(); }

  /// Whether anything pulls at a lever this week.
  [[nodiscard]] bool pulled(Lever lever) const { return (pulled_ >> index(lever) & 1U) != 0; }
  /// Where a lever is for a person.
  [[nodiscard]] double of(Lever lever, const World& world, Row person,
                          unsigned kind = LeverPull::all_of) const {
    return pulled(lever) ? found(lever, world, person, kind) : neutral(lever);
  }
  /// Where it is in a neighbourhood, for everybody there.
  [[nodiscard]] double in(Lever lever, Row neighbourhood) const {
    return pulled(lever) ? found_in(lever, neighbourhood) : neutral(lever);
  }
  /// Where it is on average over neighbourhoods.
  [[nodiscard]] double over(Lever lever, std::span<const Row> neighbourhoods,
                            unsigned kind = LeverPull::all_of) const;
  /// Where it is for the municipality as a whole: what holds in some neighbourhoods counts for as
  /// much as they are of all.
  [[nodiscard]] double overall(Lever lever, unsigned kind = LeverPull::all_of) const;
  /// The value furthest from neutral upwards that anybody can have: a bound for draws.
  [[nodiscard]] double highest(Lever lever) const;

  /// Whether any visits were stopped in one of the 32 weeks that end with this one.
  [[nodiscard]] bool stopped_contacts() const { return stopped_weeks_ != 0; }
  /// Whether visits were stopped in a week of the last 32.
  [[nodiscard]] bool stopped_contacts(std::uint32_t week) const {
    return (stopped_weeks_ >> week % remembered_weeks & 1U) != 0;
  }
  /// The part of contacts of a kind that a person keeps in one of the last 32 weeks, calls
  /// counted for what they are worth.
  [[nodiscard]] double contacts_kept(const World& world, Row person, ContactKind kind,
                                     std::uint32_t week) const;

  static constexpr std::uint32_t remembered_weeks = 32;

 private:
  struct Active {
    double value;
    std::uint32_t pull;  ///< number of the pull
  };
  using ActivePulls = std::array<std::vector<Active>, lever_count>;

  static constexpr std::size_t index(Lever lever) { return static_cast<std::size_t>(lever); }
  [[nodiscard]] static double neutral(Lever lever);
  [[nodiscard]] double found(Lever lever, const World& world, Row person, unsigned kind) const;
  [[nodiscard]] double found_in(Lever lever, Row neighbourhood) const;
  /// All pulls of a list that hold for somebody, on top of each other.
  [[nodiscard]] double combined(Lever lever, std::span<const Active> active, const World& world,
                                Row person, unsigned kind) const;

  std::vector<LeverPull> pulls_;
  ActivePulls active_;
  std::uint64_t pulled_ = 0;  ///< a bit a lever
  /// Pulls at `contacts` and at `phone` in each of the last weeks, week w at w mod 32.
  std::array<std::vector<Active>, remembered_weeks> contacts_in_;
  std::array<std::vector<Active>, remembered_weeks> phone_in_;
  std::uint32_t stopped_weeks_ = 0;
};

}  // namespace buurt::care
