#include "care/volunteer_outcomes.hpp"

#include <array>
#include <limits>
#include <utility>

#include "care/world/units.hpp"
#include "care/world/volunteer_rules.hpp"

namespace buurt::care {
namespace {

/// In the order of `VolunteerOutcome` below.
constexpr std::array declarations = std::to_array<OutcomeDeclaration>({
    {"volunteers", "Volunteers", "persons",
     "People who volunteer in an organisation of any kind, often or now and then", "higher"},
    {"volunteers_share", "Share of volunteers", "% of people of 15 and over",
     "Volunteers in organisations, of inhabitants aged 15 and over", "higher"},
    {"volunteers_for_care", "Volunteers for care", "persons",
     "Of them, those of schemes that help people at home", "higher"},
    {"volunteers_idle", "Idle volunteers", "persons",
     "Volunteers for care who have nobody to help in this week", "lower"},
    {"volunteer_candidates", "Candidate volunteers", "persons",
     "People who offered to volunteer for care and wait to be taken in", "neither"},
    {"volunteers_joined", "Volunteers who joined", "persons",
     "People who began to volunteer since the week recorded before", "higher"},
    {"volunteers_left", "Volunteers who left", "persons",
     "Volunteers who stopped since the week recorded before, without those who died or moved away",
     "lower"},
    {"volunteer_hours", "Hours of volunteers", "hours per week",
     "Hours that volunteers give in this week: what those of other organisations offer, and what "
     "those for care give to people at home",
     "higher"},
    {"volunteer_hours_offered", "Hours offered for care", "hours per week",
     "Hours that volunteers for care would give, used or not", "neither"},
    {"desk_requests", "Requests to volunteer desks", "requests",
     "Needs of people of the group that were put before the desk of a scheme of volunteers, since "
     "the week recorded before",
     "neither"},
    {"desk_matches", "Requests taken on by volunteers", "requests",
     "Of such requests, those that a volunteer took on, since the week recorded before", "higher"},
    {"people_at_desks", "People waiting for a volunteer", "persons",
     "People at home with a request that waits at a desk", "lower"},
    {"help_offers", "Offers of help", "offers",
     "How often people of the group offered help because they saw that somebody needed it, since "
     "the week recorded before",
     "higher"},
    {"needs_seen_by_ties", "Needs seen by ties", "needs",
     "Hidden needs of people of the group that became known because somebody of the own network "
     "saw them, since the week recorded before",
     "higher"},
    {"needs_seen_in_street", "Needs seen in the street", "needs",
     "The same because somebody of the street saw them", "higher"},
    {"needs_seen_in_shops", "Needs seen in shops", "needs", "The same because a shopkeeper did",
     "higher"},
    {"needs_seen_by_helpers", "Needs seen by helpers", "needs",
     "The same because somebody who came for another need did", "higher"},
    {"weeks_to_detection", "Weeks to detection", "weeks",
     "How long needs had been hidden that became known since the week recorded before, mean over "
     "needs",
     "lower"},
    {"helped_neighbour_share", "Helped neighbours around illness or death", "% of adults",
     "Adults who did something for a neighbour or friend nearby because of a new serious illness "
     "or a death in the last 52 weeks",
     "higher"},
    {"asks_stranger_readily", "Would readily ask a stranger", "% of people of 70 and over",
     "People aged 70 and over at home whose logit of asking a stranger for an errand, not urgent, "
     "is 0 or more; taken once a year; whole municipality only",
     "neither"},
    {"asks_stranger_never", "Would never ask a stranger", "% of people of 70 and over",
     "The same, below the parameter helping.never_below", "neither"},
    {"hesitates_to_ask", "Hesitates to ask", "% of people of 70 and over",
     "The same of asking the one of the own network most likely to be asked, below the parameter "
     "helping.hesitates_below",
     "lower"},
    {"at_ease_asking_own", "At ease asking the own network", "% of people of 70 and over",
     "The same, 0 or more", "higher"},
});

enum class VolunteerOutcome : std::size_t {
  volunteers,
  share,
  for_care,
  idle,
  candidates,
  joined,
  left,
  hours,
  hours_offered,
  requests,
  matches,
  at_desks,
  offers,
  seen_by_ties,
  seen_in_street,
  seen_in_shops,
  seen_by_helpers,
  weeks_to_detection,
  helped_neighbour,
  asks_stranger_readily,
  asks_stranger_never,
  hesitates,
  at_ease,
};
static_assert(static_cast<std::size_t>(VolunteerOutcome::at_ease) + 1 == declarations.size());

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// What is summed over people.
enum class Sum : std::size_t {
  volunteers,
  old_enough,
  for_care,
  idle,
  candidates,
  minutes,
  minutes_offered,
  at_desks,
  adults,
  stood_by,
};
class Sums {
 public:
  explicit Sums(const GroupCells& cells) : sums_(cells) {}
  void add(Sum what, GroupCell cell, std::int64_t amount = 1) {
    sums_.add(static_cast<std::size_t>(what), cell, amount);
  }
  [[nodiscard]] auto by_group(const GroupCells& cells) const { return sums_.by_group(cells); }

 private:
  CellSums<static_cast<std::size_t>(Sum::stood_by) + 1> sums_;
};

void add_volunteer(const World& world, const GroupCells& cells, const CareByPerson& care, Row row,
                   Sums& sums) {
  const VolunteerBook& book = world.volunteers;
  const Person person = book.volunteers.person[row];
  const GroupCell cell = cells.of_person[person];
  if (!book.active(row)) {
    sums.add(Sum::candidates, cell);
    return;
  }
  const std::uint16_t offered = book.volunteers.minutes[row];
  const bool elsewhere = book.schemes.kind[book.volunteers.scheme[row]] == SchemeKind::elsewhere;
  const std::uint32_t given = elsewhere ? offered : care.gives[person].as_volunteer_now;
  sums.add(Sum::volunteers, cell);
  sums.add(Sum::minutes, cell, given);
  if (elsewhere) return;
  sums.add(Sum::for_care, cell);
  sums.add(Sum::minutes_offered, cell, offered);
  if (care.gives[person].as_volunteer == 0) sums.add(Sum::idle, cell);
}

Sums sums_of(const World& world, const GroupCells& cells, const CareByPerson& care) {
  Sums sums(cells);
  const People& people = world.people;
  const int least_age = static_cast<int>(world.parameters.volunteering.least_age);
  for (Person person = 0; person < people.rows(); ++person) {
    const GroupCell cell = cells.of_person[person];
    if (cell == no_cell) continue;
    if (care.receives[person].at_desk) sums.add(Sum::at_desks, cell);
    const int age = world.age(person);
    if (age < least_age) continue;
    sums.add(Sum::old_enough, cell);
    if (age < adult_age) continue;
    sums.add(Sum::adults, cell);
    const std::uint32_t stood_by = people.stood_by[person];
    if (stood_by != 0 && stood_by + weeks_per_year > world.week) {
      sums.add(Sum::stood_by, cell);
    }
  }
  for (Row row = 0; row < world.volunteers.volunteers.rows(); ++row) {
    if (world.volunteers.volunteers.alive(row)) add_volunteer(world, cells, care, row, sums);
  }
  return sums;
}

}  // namespace

std::span<const OutcomeDeclaration> volunteer_outcome_declarations() { return declarations; }

void measure_volunteers(const World& world, const GroupCells& cells, const CareByPerson& care,
                        const NetworkDiagnostics& diagnostics, std::span<double> values) {
  const auto by_group = sums_of(world, cells, care).by_group(cells);
  const AskingPattern& asking = diagnostics.asking();
  for (std::size_t group = 0; group < group_count; ++group) {
    const auto put = [&](VolunteerOutcome outcome, double value) {
      values[static_cast<std::size_t>(outcome) * group_count + group] = value;
    };
    const auto sum = [&](Sum what) { return by_group[static_cast<std::size_t>(what)][group]; };
    const auto number = [](std::int64_t count) { return static_cast<double>(count); };
    const auto flow = [&](Flow what) {
      return number(world.flows.counts[static_cast<std::size_t>(what)][group]);
    };
    const auto percent = [&](std::int64_t part, std::int64_t of) {
      return of > 0 ? 100.0 * number(part) / number(of) : nan;
    };
    put(VolunteerOutcome::volunteers, number(sum(Sum::volunteers)));
    put(VolunteerOutcome::share, percent(sum(Sum::volunteers), sum(Sum::old_enough)));
    put(VolunteerOutcome::for_care, number(sum(Sum::for_care)));
    put(VolunteerOutcome::idle, number(sum(Sum::idle)));
    put(VolunteerOutcome::candidates, number(sum(Sum::candidates)));
    put(VolunteerOutcome::hours, number(sum(Sum::minutes)) / minutes_per_hour);
    put(VolunteerOutcome::hours_offered, number(sum(Sum::minutes_offered)) / minutes_per_hour);
    put(VolunteerOutcome::at_desks, number(sum(Sum::at_desks)));
    put(VolunteerOutcome::helped_neighbour, percent(sum(Sum::stood_by), sum(Sum::adults)));
    for (const auto& [outcome, what] :
         {std::pair{VolunteerOutcome::joined, Flow::volunteers_joined},
          std::pair{VolunteerOutcome::left, Flow::volunteers_left},
          std::pair{VolunteerOutcome::requests, Flow::desk_requests},
          std::pair{VolunteerOutcome::matches, Flow::desk_matches},
          std::pair{VolunteerOutcome::offers, Flow::help_offers},
          std::pair{VolunteerOutcome::seen_by_ties, Flow::seen_by_ties},
          std::pair{VolunteerOutcome::seen_in_street, Flow::seen_in_street},
          std::pair{VolunteerOutcome::seen_in_shops, Flow::seen_in_shops},
          std::pair{VolunteerOutcome::seen_by_helpers, Flow::seen_by_helpers}}) {
      put(outcome, flow(what));
    }
    const double detected = flow(Flow::needs_detected);
    put(VolunteerOutcome::weeks_to_detection,
        detected > 0.0 ? flow(Flow::weeks_hidden) / detected : nan);
    const bool known = asking.known && group == static_cast<std::size_t>(Group::all);
    put(VolunteerOutcome::asks_stranger_readily, known ? asking.readily_a_stranger : nan);
    put(VolunteerOutcome::asks_stranger_never, known ? asking.never_a_stranger : nan);
    put(VolunteerOutcome::hesitates, known ? asking.hesitates_even_so : nan);
    put(VolunteerOutcome::at_ease, known ? asking.at_ease_with_own : nan);
  }
}

}  // namespace buurt::care
