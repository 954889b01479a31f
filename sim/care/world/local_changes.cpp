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

/// The kind of organisation that a part adds hours to; the schema allows no other names.
OrganisationKind kind_of(const ServicesPart& part) {
  const auto name =
      std::find(organisation_names.begin(), organisation_names.end(), part.organisation);
  return static_cast<OrganisationKind>(name - organisation_names.begin());
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
    adds_hours |= services != nullptr;
    const bool goes_on = book.under_way(work, world.week);
    if (services != nullptr && goes_on) {
      local.extra_minutes.resize(world.care.organisations.rows());
      const double each = services->hours_week * minutes_per_hour * scale_of_work(world, work) /
                          static_cast<double>(std::max<std::size_t>(plan.where.size(), 1));
      const OrganisationKind kind = kind_of(*services);
      for (const Row place : plan.where) {
        const Row organisation = organisation_serving(world, index_of(world, place), kind);
        if (organisation != no_row) local.extra_minutes[organisation] += each;
      }
    }
    if (finding == nullptr && space == nullptr && network == nullptr) continue;
    local.by_neighbourhood.resize(world.neighbourhoods.size());
    for (const Row place : plan.where) {
      LocalChange& change = local.by_neighbourhood[index_of(world, place)];
      if (network != nullptr) {
        // Who got to know each other still does when the meetings are over.
        const auto strength = static_cast<double>(book.works.level[work]);
        add(change.linked, strength);
        add(change.crossroads, strength * network->crossroads);
      }
      if (!goes_on) continue;
      if (network != nullptr) add(change.employers, network->employers);
      if (finding != nullptr) add(change.eyes, finding->eyes);
      if (space != nullptr) {
        add(change.access, space->access);
        add(change.meeting, space->meeting);
      }
    }
  }
  return adds_hours;
}

}  // namespace buurt::care
