#include "care/processes/carer_strain.hpp"

#include <algorithm>
#include <vector>

#include "care/processes/respite.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// Hours a week above which caring for this person strains.
double threshold(const World& world, Person giver, Person receiver) {
  const HelpingParameters& p = world.parameters.helping;
  if (world.people.partner[giver] == receiver) return p.threshold_spouse;
  const int slot = world.ties.find(giver, receiver);
  const bool close =
      slot >= 0 &&
      kind_of(world.ties.ties(giver)[static_cast<std::size_t>(slot)].kind) == TieKind::parent_child;
  if (!close) return p.threshold_other;
  const bool for_parent = world.people.birth_week[receiver] < world.people.birth_week[giver];
  return for_parent ? p.threshold_parent : p.threshold_child;
}

/// Hours above the threshold, those for people with dementia counting more.
double straining_hours(const World& world, Person giver) {
  const CareBook& care = world.care;
  const HelpingParameters& p = world.parameters.helping;
  const double least = std::min({p.threshold_parent, p.threshold_child, p.threshold_other});
  const auto receiver_of = [&](Row help) { return care.needs.person[care.help.need[help]]; };
  double sum = 0.0;
  care.each_given(giver, [&](Row row) {
    // The first arrangement with a receiver stands for all of them.
    const Person receiver = receiver_of(row);
    Row first = no_row;
    double minutes = 0.0;
    care.each_given(giver, [&](Row other) {
      if (receiver_of(other) != receiver) return;
      if (first == no_row) first = other;
      minutes += care.given_now(other);
    });
    if (first != row) return;
    const double given = minutes / minutes_per_hour;
    // Most give too little for any threshold but that of partners: no need to look at the tie.
    if (world.people.partner[giver] != receiver && given <= least) return;
    const double hours = given - threshold(world, giver, receiver);
    const double weight = world.people.dementia[receiver] != 0 ? p.strain_dementia : 1.0;
    sum += std::max(hours, 0.0) * weight;
  });
  return sum;
}

}  // namespace

void bear_strain(World& world) {
  People& people = world.people;
  const HelpingParameters& p = world.parameters.helping;
  const auto kept = static_cast<float>(1.0 - p.strain_recovery);
  std::vector<std::vector<Person>> broken(engine::block_count(people.rows()));
  const RespitePace pace(world.parameters.relief);
  std::vector<std::vector<ReliefNeed>> relief(engine::block_count(people.rows()));
  engine::for_blocks(people.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    for (auto person = static_cast<Person>(begin); person < end; ++person) {
      people.strain[person] *= kept;
      const bool gives = world.care.gives(person);
      if (!gives && people.relief[person] == 0 && people.wish[person] == 0) continue;
      const double respite = respite_hours(world, person);
      feel_relief(world, pace, person, respite);
      if (carer_is_looked_at(world, people.identity[person])) {
        wish_for_a_home(world, pace, person, respite);
        const Row need = world.care.need_of(person, NeedKind::relief);
        const std::uint16_t wanted = relief_needed(world, person);
        if (wanted != (need == no_row ? 0 : world.care.needs.minutes[need])) {
          relief[block].push_back({person, wanted});
        }
      }
      if (!gives) continue;
      // While somebody takes over, as much of the load is off.
      const double hours = straining_hours(world, person) *
                           std::max(0.0, 1.0 - respite / world.parameters.relief.waking_hours);
      if (hours <= 0.0 && felt_strain(world, person) <= p.breakdown_from) continue;
      const double support =
          p.support_most * (1.0 - engine::exp(-people.ties_monthly[person] / p.support_ties));
      const double strain = static_cast<double>(people.strain[person]) +
                            p.strain_rate * hours / p.strain_cap_hours * (1.0 - support);
      people.strain[person] = static_cast<float>(std::min(strain, 1.0));
      const double beyond =
          (felt_strain(world, person) - p.breakdown_from) / (1.0 - p.breakdown_from);
      if (beyond <= 0.0) continue;
      const double chance = 1.0 - engine::exp(-p.breakdown_rate * beyond / weeks_per_year);
      if (world.stream(Decision::carer_breaks_down)
              .at(people.identity[person], world.week)
              .happens(chance)) {
        broken[block].push_back(person);
      }
    }
  });
  for (const auto& block : broken) {
    for (const Person person : block) {
      world.count(Flow::carer_breakdowns, person);
      world.care.stop_giving(person);
    }
  }
  set_relief_needs(world, relief);
}

}  // namespace buurt::care
