#include "care/initiative_outcomes.hpp"

#include <array>
#include <limits>

#include "care/world/initiative_rules.hpp"
#include "care/world/units.hpp"

namespace buurt::care {
namespace {

/// In the order of `InitiativeOutcome` below.
constexpr std::array declarations = std::to_array<OutcomeDeclaration>({
    {"resident_initiatives", "Initiatives of residents", "initiatives",
     "Tables, gardens, feasts and rounds of chores that residents have begun by themselves and "
     "keep "
     "going; whole municipality only",
     "higher"},
    {"initiatives_begun", "Initiatives begun", "initiatives",
     "Those that people of the group began, since the week recorded before", "higher"},
    {"initiatives_ended", "Initiatives ended", "initiatives",
     "Those that ended, since the week recorded before; whole municipality only", "lower"},
    {"people_in_committees", "Residents who carry initiatives", "persons",
     "People who do the work of an initiative together", "higher"},
    {"initiative_visits", "Guests at initiatives", "visits",
     "Visits to initiatives of residents by others than those who carry them, since the week "
     "recorded before",
     "higher"},
    {"initiative_hours", "Hours for initiatives", "hours per week",
     "Unpaid work of those who carry initiatives, spread over the weeks between two times",
     "neither"},
});

enum class InitiativeOutcome : std::size_t { initiatives, begun, ended, carriers, visits, hours };
static_assert(static_cast<std::size_t>(InitiativeOutcome::hours) + 1 == declarations.size());

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// What is summed over people.
enum class Sum : std::size_t { carriers, minutes };

CellSums<2> sums_of(const World& world, const GroupCells& cells) {
  CellSums<2> sums(cells);
  const InitiativeBook& book = world.initiatives;
  const Participants& all = book.participants;
  for (Row row = 0; row < all.rows(); ++row) {
    if (!all.alive(row) || all.role[row] != InitiativeRole::carries) continue;
    const Person person = all.person[row];
    // Somebody may have died since the initiative was looked at.
    if (world.people.identity[person] != all.who[row] || cells.of_person[person] == no_cell)
      continue;
    const Row initiative = all.initiative[row];
    const InitiativeMeasure measure = measure_of(world, book.initiatives.kind[initiative]);
    const double minutes =
        measure.hours * minutes_per_hour / (measure.gap * book.initiatives.committee[initiative]);
    sums.add(static_cast<std::size_t>(Sum::carriers), cells.of_person[person], 1);
    sums.add(static_cast<std::size_t>(Sum::minutes), cells.of_person[person],
             static_cast<std::int64_t>(minutes));
  }
  return sums;
}

}  // namespace

std::span<const OutcomeDeclaration> initiative_outcome_declarations() { return declarations; }

void measure_initiatives(const World& world, const GroupCells& cells, std::span<double> values) {
  const auto by_group = sums_of(world, cells).by_group(cells);
  for (std::size_t group = 0; group < group_count; ++group) {
    const auto put = [&](InitiativeOutcome outcome, double value) {
      values[static_cast<std::size_t>(outcome) * group_count + group] = value;
    };
    const auto sum = [&](Sum what) {
      return static_cast<double>(by_group[static_cast<std::size_t>(what)][group]);
    };
    const auto flow = [&](Flow what) {
      return static_cast<double>(world.flows.counts[static_cast<std::size_t>(what)][group]);
    };
    const bool whole = group == static_cast<std::size_t>(Group::all);
    put(InitiativeOutcome::initiatives,
        whole ? static_cast<double>(world.initiatives.initiatives.size()) : nan);
    put(InitiativeOutcome::begun, flow(Flow::initiatives_begun));
    put(InitiativeOutcome::ended, whole ? flow(Flow::initiatives_ended) : nan);
    put(InitiativeOutcome::carriers, sum(Sum::carriers));
    put(InitiativeOutcome::visits, flow(Flow::initiative_visits));
    put(InitiativeOutcome::hours, sum(Sum::minutes) / minutes_per_hour);
  }
}

}  // namespace buurt::care
