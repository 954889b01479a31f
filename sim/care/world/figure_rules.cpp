#include "care/world/figure_rules.hpp"

#include "care/world/funding_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// The part of obstacles that a coach sees early, 0 to 1.
double coached(const World& world, const ConnectorPart& part) {
  if (part.coaching_days <= 0.0) return 0.0;
  return part.coaching_days / (part.coaching_days + world.parameters.programmes.coaching_half);
}

}  // namespace

double hours_for_people(const World& world, Row run, const ConnectorPart& part) {
  const double seen_late = 1.0 - coached(world, part);
  const double scattered = world.parameters.programmes.goal_switch * (part.goals - 1.0) * seen_late;
  return (1.0 - part.paperwork * seen_late) * (1.0 - accounting_of(world, run) * seen_late) /
         (1.0 + scattered);
}

double fit_to_area(const World& world, Row figure, const ConnectorPart& part) {
  if (part.fits_area <= 0.0) return 1.0;
  const double weeks = world.week - world.programme_book.figures.since[figure];
  return 1.0 - part.fits_area * engine::pow(0.5, weeks / world.parameters.programmes.area_weeks);
}

double chance_to_talk(const World& world, Person person, const ConnectorPart& part, double usual) {
  const ProgrammeParameters& p = world.parameters.programmes;
  double chance = usual;
  if (part.skill < 1.0 && static_cast<double>(world.people.ties_monthly[person]) < p.lonely_ties) {
    chance *= p.unskilled_opens + (1.0 - p.unskilled_opens) * part.skill;
  }
  return chance + (1.0 - chance) * part.curiosity * p.curiosity_opens;
}

double passed_on(const World& world, const ConnectorPart& part) {
  const double usual = world.parameters.programmes.passed_on;
  return usual + (1.0 - usual) * coached(world, part);
}

}  // namespace buurt::care
