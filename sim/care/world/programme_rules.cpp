#include "care/world/programme_rules.hpp"

#include <algorithm>

namespace buurt::care {
namespace {

bool taken_over(const World& world, Row run) {
  return world.programme_book.runs.phase[run] == RunPhase::taken_over;
}

/// How far a programme is through the weeks that its end takes, 0 to 1.
double gone(const World& world, const ProgrammePlan& plan, Row run) {
  const std::uint32_t since = world.programme_book.runs.phase_since[run];
  if (world.week < since) return 0.0;  // It begins next week.
  return std::min(1.0, (world.week - since + 1.0) / (plan.end_weeks + 1.0));
}

/// The scale of the phase of a project's life in which it is.
double scale_of_project(const World& world, const ProgrammePlan& plan) {
  std::uint32_t since = world.week - plan.from_week;
  for (std::size_t i = 0; i < plan.phases.size(); ++i) {
    if (since < plan.phases[i].weeks || i + 1 == plan.phases.size()) return plan.phases[i].scale;
    since -= plan.phases[i].weeks;
  }
  return 1.0;
}

}  // namespace

double organise_of(const World& world, Row run, const ConnectorPart& part) {
  const std::uint32_t since = world.week - world.programme_book.runs.since[run];
  const double organise = std::min(organise_after(part, since), part.mandate);
  if (!taken_over(world, run)) return organise;
  return organise + (1.0 - organise) * world.parameters.money.takeover_organise;
}

double threshold_of(const World& world, Row run, const MeetingPlacePart& part) {
  if (!taken_over(world, run)) return part.threshold;
  return part.threshold + (1.0 - part.threshold) * world.parameters.money.takeover_threshold;
}

double residents_part(const World& world, const ProgrammePlan& plan, Row run, double usual) {
  switch (world.programme_book.runs.phase[run]) {
    case RunPhase::handing_over: return usual + (1.0 - usual) * gone(world, plan, run);
    case RunPhase::residents: return 1.0;
    case RunPhase::taken_over: return usual * world.parameters.money.takeover_residents;
    case RunPhase::running:
    case RunPhase::tapering: break;
  }
  return usual;
}

const std::string& payer_of(const World& world, const ProgrammePlan& plan, Row run) {
  static const std::string nobody;
  const RunPhase phase = world.programme_book.runs.phase[run];
  if (phase == RunPhase::residents) return nobody;
  return phase == RunPhase::running || plan.next_payer.empty() ? plan.payer : plan.next_payer;
}

double scale_of(const World& world, const ProgrammePlan& plan, Row run) {
  const ProgrammeRuns& runs = world.programme_book.runs;
  const double whole = scale_of_project(world, plan);
  switch (runs.phase[run]) {
    case RunPhase::tapering:
    case RunPhase::handing_over: return whole * (1.0 - gone(world, plan, run));
    case RunPhase::residents:
      return whole * world.parameters.money.residents_go_on *
             static_cast<double>(runs.ownership[run]);
    case RunPhase::running:
    case RunPhase::taken_over: break;
  }
  return whole;
}

}  // namespace buurt::care
