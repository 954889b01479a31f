#include "care/world/local_changes.hpp"

#include <algorithm>

#include "care/world/service_rules.hpp"
#include "care/world/units.hpp"
#include "care/world/work_rules.hpp"
#include "care/world/world.hpp"

namespace buurt::care {
namespace {

/// Two programmes together: what one leaves the other may change.
void add(double& to, double share) { to = 1.0 - (1.0 - to) * (1.0 - share); }

std::size_t index_of(const World& world, Row neighbourhood) {
  const auto& all = world.neighbourhoods;
  return static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), neighbourhood) -
                                  all.begin());
}

/// Adds minutes a week of staff of a kind, evenly over the neighbourhoods of a programme; the schema allows
/// no other names of kinds.
void share_hours(World& world, const ProgrammePlan& plan, const std::string& name, double minutes) {
  world.local.extra_minutes.resize(world.care.organisations.rows());
  const auto kind = static_cast<OrganisationKind>(
      std::find(organisation_names.begin(), organisation_names.end(), name) -
      organisation_names.begin());
  const double each = minutes / static_cast<double>(std::max<std::size_t>(plan.where.size(), 1));
  for (const Row place : plan.where) {
    const Row organisation = organisation_serving(world, index_of(world, place), kind);
    if (organisation != no_row) world.local.extra_minutes[organisation] += each;
  }
}

/// Where connectors are at work by whom services feel passed by, the less the better these know each
/// other.
void irritate(World& world) {
  const ProgrammeBook& book = world.programme_book;
  for (Row figure = 0; figure < book.figures.rows(); ++figure) {
    if (!book.figures.alive(figure) || book.figures.working[figure] == 0) continue;
    const ProgrammePlan& plan = *plan_of_run(world, book.figures.run[figure]);
    const auto& part = std::get<ConnectorPart>(plan.parts[book.figures.part[figure]]);
    if (part.irritates <= 0.0) continue;
    world.local.by_neighbourhood.resize(world.neighbourhoods.size());
    for (const Row place : plan.where) {
      LocalChange& change = world.local.by_neighbourhood[index_of(world, place)];
      add(change.irritated, part.irritates * (1.0 - change.linked));
    }
  }
}

const LocalChange no_change;

}  // namespace

const LocalChange& local_change_in(const World& world, Row neighbourhood) {
  const auto& changes = world.local.by_neighbourhood;
  return changes.empty() ? no_change : changes[index_of(world, neighbourhood)];
}

const LocalChange& local_change(const World& world, Person person) {
  if (world.local.by_neighbourhood.empty() ||
      world.households.dwelling[world.people.household[person]] == no_row) {
    return no_change;
  }
  return local_change_in(world, world.neighbourhood_of(person));
}

bool work_out_local_changes(World& world) {
  LocalChanges& local = world.local;
  const ProgrammeBook& book = world.programme_book;
  local.by_neighbourhood.clear();
  local.extra_minutes.clear();
  bool adds_hours = false;
  for (Row work = 0; work < book.works.rows(); ++work) {
    if (!book.works.alive(work)) continue;
    const ProgrammePlan& plan = *plan_of_run(world, book.works.run[work]);
    const PartPlan& part = plan.parts[book.works.part[work]];
    const auto* finding = std::get_if<FindingPart>(&part);
    const auto* space = std::get_if<SpacePart>(&part);
    const auto* network = std::get_if<NetworkPart>(&part);
    const auto* services = std::get_if<ServicesPart>(&part);
    const auto* activity = std::get_if<ActivityPart>(&part);
    const bool seen = activity != nullptr && activity->street > 0.0;
    const bool goes_on = book.under_way(work, world.week);
    const bool shares = network != nullptr && network->shared_hours > 0.0;
    adds_hours |= services != nullptr || shares;
    if (shares && goes_on) {
      // Those who know and trust each other put hours together, and no others.
      share_hours(world, plan, network->organisation,
                  network->shared_hours * minutes_per_hour * attended(*network) * network->urgency *
                      static_cast<double>(book.works.level[work]) * scale_of_work(world, work));
    }
    if (services != nullptr && goes_on) {
      share_hours(world, plan, services->organisation,
                  services->hours_week * minutes_per_hour * scale_of_work(world, work));
    }
    if (finding == nullptr && space == nullptr && network == nullptr && !seen) continue;
    local.by_neighbourhood.resize(world.neighbourhoods.size());
    for (const Row place : plan.where) {
      LocalChange& change = local.by_neighbourhood[index_of(world, place)];
      if (network != nullptr) {
        // Who got to know each other still does when the meetings are over.
        const double strength = static_cast<double>(book.works.level[work]) * network->urgency;
        add(change.linked, strength);
        add(change.crossroads, strength * network->crossroads);
      }
      if (!goes_on) continue;
      if (network != nullptr) add(change.employers, network->employers);
      if (seen) {
        // Weekly occasions in the street are as good as a square.
        add(change.meeting, activity->street *
                                std::min(1.0, activity->times_year / weeks_per_year) *
                                scale_of_work(world, work));
      }
      if (finding != nullptr) add(change.eyes, finding->eyes);
      if (space != nullptr) {
        add(change.access, space->access);
        add(change.meeting, space->meeting);
      }
    }
  }
  irritate(world);
  return adds_hours;
}

}  // namespace buurt::care
