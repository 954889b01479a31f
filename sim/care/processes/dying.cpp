#include "care/processes/dying.hpp"

#include <algorithm>

#include "care/world/health_rules.hpp"
#include "care/world/hospital_rules.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// The draws about where somebody dies: 0 the wish, 1 whether to go to hospital, 2 what a sudden death
/// or one in a nursing home brings.
engine::Draw place_draw(const World& world, Person person) {
  return world.stream(Decision::place_of_death).at(world.people.identity[person], 0);
}

/// Help that counts when dying: hours of household and kin, and whether palliative care comes.
struct CareAtHome {
  double hours = 0;
  bool palliative = false;
};

CareAtHome care_at_home_of(const World& world, Person person) {
  const CareBook& care = world.care;
  CareAtHome found;
  care.each_need(person, [&](Row need) {
    care.each_help(need, [&](Row help) {
      const Source source = care.help.source[help];
      if (source == Source::household || source == Source::kin) {
        found.hours += care.help.minutes[help] / minutes_per_hour;
      }
      if (source != Source::professionals) return;
      const OrganisationKind kind = care.organisations.kind[care.help.organisation[help]];
      found.palliative = found.palliative || kind == OrganisationKind::palliative_team ||
                         kind == OrganisationKind::home_nursing;
    });
  });
  found.palliative = found.palliative && world.people.illness[person] == Illness::palliative;
  return found;
}

}  // namespace

double chance_of_hospital(const World& world, Person person) {
  const DyingParameters& p = world.parameters.dying;
  const Dying dying = dying_of(world, person);
  const CareAtHome care = care_at_home_of(world, person);
  const bool wishes_home = place_draw(world, person).happens(p.wish_share, 0);
  const double logit = p.habit + (dying == Dying::cancer ? p.cancer : 0.0) +
                       (dying == Dying::frailty ? p.frailty : 0.0) - (wishes_home ? p.wish : 0.0) -
                       (care.hours >= p.carer_hours ? p.carer : 0.0) -
                       (care.palliative ? p.palliative : 0.0);
  return 1.0 / (1.0 + engine::exp(-logit));
}

void face_death(World& world, Person person) {
  if (!death_foreseen(world, person) || world.in_collective(person) || world.care.away(person)) {
    return;
  }
  if (!place_draw(world, person).happens(chance_of_hospital(world, person), 1)) return;
  const std::uint32_t weeks = std::max(week_of_death(world, person), world.week) - world.week;
  send_to_hospital(world, person, static_cast<std::uint16_t>(weeks * days_per_week + 1), false);
}

void count_place_of_death(World& world, Person person) {
  const DyingParameters& p = world.parameters.dying;
  const bool resident = world.in_collective(person);
  const bool sudden = dying_of(world, person) == Dying::sudden;
  const double taken_there = resident ? p.home_hospital : sudden ? p.sudden_hospital : 0.0;
  const bool in_hospital =
      world.care.away(person) || place_draw(world, person).happens(taken_there, 2);
  world.count(in_hospital ? Flow::deaths_in_hospital
              : resident  ? Flow::deaths_in_nursing_home
                          : Flow::deaths_at_home,
              person);
}

}  // namespace buurt::care
