#include "care/processes/informal_care.hpp"

#include <algorithm>
#include <vector>

#include "care/world/helping_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// Needs of which minutes are unmet, in order of identity: helpers are shared in that order, whatever
/// the rows.
std::vector<Row> unmet_needs(const World& world) {
  const CareBook& care = world.care;
  std::vector<Row> found;
  for (Row need = 0; need < care.needs.rows(); ++need) {
    if (care.needs.alive(need) && care.unmet(need) > 0) found.push_back(need);
  }
  std::sort(found.begin(), found.end(),
            [&](Row a, Row b) { return care.needs.identity[a] < care.needs.identity[b]; });
  return found;
}

void help_from_household(World& world, Row need) {
  CareBook& care = world.care;
  const Person person = care.needs.person[need];
  const NeedKind kind = care.needs.kind[need];
  if (willingness(world, kind, Relation::housemate, 1.0) <= 0.0) return;
  const Row household = world.people.household[person];
  const Person partner = world.people.partner[person];
  const auto help = [&](Person giver, Relation relation) {
    care.give(need, giver, world.people.identity[giver], Source::household,
              minutes_free(world, giver, relation), world.week);
  };
  if (partner != no_row && world.people.household[partner] == household) {
    help(partner, Relation::partner);
  }
  if (care.unmet(need) == 0) return;
  std::vector<Person> others;
  world.each_member(household, [&](Person member) {
    if (member != person && member != partner) others.push_back(member);
  });
  std::sort(others.begin(), others.end(), [&](Person a, Person b) {
    return world.people.identity[a] < world.people.identity[b];
  });
  for (const Person member : others) help(member, Relation::housemate);
}

/// Ends arrangements that lapse this week, those between people who no longer live together, and those
/// of people who can no longer help; shrinks those of people who can no longer give so much.
void lapse(World& world) {
  CareBook& care = world.care;
  const HelpingParameters& p = world.parameters.helping;
  const auto weekly = [](double yearly) { return 1.0 - engine::exp(-yearly / weeks_per_year); };
  const double friends = weekly(p.lapse_friend);
  const double kin = weekly(p.lapse_kin);
  const engine::Stream draws = world.stream(Decision::help_lapses);
  for (Row row = 0; row < care.help.rows(); ++row) {
    if (!care.help.alive(row) || care.help.giver[row] == no_row) continue;
    const Person giver = care.help.giver[row];
    const Person receiver = care.needs.person[care.help.need[row]];
    bool ends = false;
    switch (care.help.source[row]) {
      case Source::household:
        ends = world.people.household[giver] != world.people.household[receiver];
        break;
      case Source::kin: ends = draws.at(care.help.identity[row], world.week).happens(kin); break;
      case Source::friends:
        ends = draws.at(care.help.identity[row], world.week).happens(friends);
        break;
      case Source::volunteers:
      case Source::professionals: break;
    }
    const std::uint32_t most = most_minutes_given(world, giver);
    const std::uint32_t given = care.minutes_given(giver);
    if (ends || most == 0) {
      care.end_help(row);
    } else if (given > most) {
      // Who has become less able gives as much less to everybody.
      const std::uint32_t less = care.help.minutes[row] * (given - most) / given;
      care.reduce(row, static_cast<std::uint16_t>(std::max(less, 1U)));
    }
  }
}

}  // namespace

void care_at_home(World& world) {
  lapse(world);
  for (const Row need : unmet_needs(world)) {
    const Row household = world.people.household[world.care.needs.person[need]];
    if (world.households.members[household] > 1 && world.households.collective[household] == 0) {
      help_from_household(world, need);
    }
  }
}

}  // namespace buurt::care
