#include "care/processes/carer_strain.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "care/world/difference_rules.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/respite_rules.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// What the one cared for is to the carer.
enum class Bond : std::uint8_t { partner, parent, child, other };

Bond bond_to(const World& world, Person giver, Person receiver) {
  if (world.people.partner[giver] == receiver) return Bond::partner;
  const int slot = world.ties.find(giver, receiver);
  const bool close =
      slot >= 0 &&
      kind_of(world.ties.ties(giver)[static_cast<std::size_t>(slot)].kind) == TieKind::parent_child;
  if (!close) return Bond::other;
  const bool for_parent = world.people.birth_week[receiver] < world.people.birth_week[giver];
  return for_parent ? Bond::parent : Bond::child;
}

/// Hours a week above which caring for such a person strains.
double threshold(const HelpingParameters& p, Bond bond) {
  switch (bond) {
    case Bond::partner: return p.threshold_spouse;
    case Bond::parent: return p.threshold_parent;
    case Bond::child: return p.threshold_child;
    case Bond::other: break;
  }
  return p.threshold_other;
}

/// By how much more an hour strains who cannot well refuse, where helping is the norm; and a child who
/// speaks for a parent who does not speak the language.
double harder(const World& world, Person giver, Person receiver, Bond bond) {
  if (bond == Bond::other) return 1.0;
  const DifferenceParameters& p = world.parameters.difference;
  double factor = 1.0;
  if (world.households.dwelling[world.people.household[giver]] != no_row) {
    const auto norm =
        static_cast<double>(world.places.norm_of_helping[world.neighbourhood_of(giver)]);
    factor += p.obligation_strain * std::max(0.0, 2.0 * norm - 1.0);
  }
  if (bond == Bond::parent && !shares_language(world, receiver)) factor *= p.interpreting_strain;
  return factor;
}

/// Hours above the threshold, those for people with dementia counting more.
double straining_hours(const World& world, Person giver) {
  const CareBook& care = world.care;
  const HelpingParameters& p = world.parameters.helping;
  const double least = std::min({p.threshold_parent, p.threshold_child, p.threshold_other});
  // Most give too little for any threshold but that of partners: no need to look at whom they help.
  const Person partner = world.people.partner[giver];
  if (care.minutes_given(giver) / minutes_per_hour <= least &&
      (partner == no_row || !care.in_need(partner))) {
    return 0.0;
  }
  struct Load {
    Person receiver;
    std::uint32_t minutes;  ///< a week, all arrangements together
  };
  thread_local std::vector<Load> loads;
  loads.clear();
  care.each_given(giver, [&](Row row) {
    const Person receiver = care.needs.person[care.help.need[row]];
    const std::uint32_t minutes = care.given_now(row);
    for (Load& load : loads) {
      if (load.receiver != receiver) continue;
      load.minutes += minutes;
      return;
    }
    loads.push_back({receiver, minutes});
  });
  double sum = 0.0;
  for (const Load& load : loads) {
    const double given = load.minutes / minutes_per_hour;
    // The same for one of several: no need to look at the tie.
    if (partner != load.receiver && given <= least) continue;
    const Bond bond = bond_to(world, giver, load.receiver);
    const double hours = given - threshold(p, bond);
    if (hours <= 0.0) continue;
    const double weight = world.people.dementia[load.receiver] != 0 ? p.strain_dementia : 1.0;
    sum += hours * weight * harder(world, giver, load.receiver, bond);
  }
  return sum;
}

/// How much others carry of a carer's load, by how many monthly ties there are. Worked out once for
/// all.
class Support {
 public:
  explicit Support(const HelpingParameters& p) {
    for (std::size_t ties = 0; ties < by_ties_.size(); ++ties) {
      by_ties_[ties] =
          p.support_most * (1.0 - engine::exp(-static_cast<double>(ties) / p.support_ties));
    }
  }
  [[nodiscard]] double of(const World& world, Person person) const {
    return by_ties_[world.people.ties_monthly[person]];
  }

 private:
  std::array<double, std::numeric_limits<std::uint8_t>::max() + 1> by_ties_{};
};

}  // namespace

void bear_strain(World& world) {
  People& people = world.people;
  const HelpingParameters& p = world.parameters.helping;
  // What four weeks do, each with the same hours: strain recedes by the same share in each.
  constexpr double weeks = weeks_between_looks;
  const double recedes = engine::pow(1.0 - p.strain_recovery, weeks);
  const double weeks_grown = p.strain_recovery > 0.0 ? (1.0 - recedes) / p.strain_recovery : weeks;
  const auto kept = static_cast<float>(recedes);
  std::vector<std::vector<Person>> broken(engine::block_count(people.rows()));
  const RespitePace pace(world.parameters.relief);
  const Support support(p);
  std::vector<std::vector<ReliefNeed>> relief(engine::block_count(people.rows()));
  engine::for_blocks(people.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    for (auto person = static_cast<Person>(begin); person < end; ++person) {
      if (!carer_is_looked_at(world, people.identity[person])) continue;
      people.strain[person] *= kept;
      const bool gives = world.care.gives(person);
      if (!gives && people.relief[person] == 0 && people.wish[person] == 0) continue;
      const double respite = respite_hours(world, person);
      feel_relief(world, pace, person, respite);
      wish_for_a_home(world, pace, person, respite);
      const Row need = world.care.need_of(person, NeedKind::relief);
      const std::uint16_t wanted = relief_needed(world, person);
      if (wanted != (need == no_row ? 0 : world.care.needs.minutes[need])) {
        relief[block].push_back({person, wanted});
      }
      if (!gives) continue;
      // While somebody takes over, as much of the load is off.
      const double hours = straining_hours(world, person) *
                           std::max(0.0, 1.0 - respite / world.parameters.relief.waking_hours);
      if (hours <= 0.0 && felt_strain(world, person) <= p.breakdown_from) continue;
      const double strain = static_cast<double>(people.strain[person]) +
                            weeks_grown * p.strain_rate * hours / p.strain_cap_hours *
                                (1.0 - support.of(world, person));
      people.strain[person] = static_cast<float>(std::min(strain, 1.0));
      const double beyond =
          (felt_strain(world, person) - p.breakdown_from) / (1.0 - p.breakdown_from);
      if (beyond <= 0.0) continue;
      const double chance = 1.0 - engine::exp(-p.breakdown_rate * beyond * weeks / weeks_per_year);
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
