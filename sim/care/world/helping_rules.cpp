#include "care/world/helping_rules.hpp"

#include <algorithm>

#include "engine/math.hpp"

namespace buurt::care {
namespace {

constexpr double minutes_per_hour = 60.0;

double free_hours(const World& world, Person giver) {
  const HelpingParameters& p = world.parameters.helping;
  switch (world.people.occupation[giver]) {
    case Occupation::worker:
    case Occupation::student: return p.free_hours_worker;
    case Occupation::pupil: return world.age(giver) >= p.teen_age ? p.free_hours_teen : 0.0;
    case Occupation::retired: return p.free_hours_retired;
    case Occupation::at_home: break;
  }
  return world.age(giver) >= p.teen_age ? p.free_hours_retired : 0.0;
}

double ability(const World& world, Person giver) {
  const HelpingParameters& p = world.parameters.helping;
  if (world.people.dementia[giver] != 0) return 0.0;
  switch (world.people.function[giver]) {
    case Function::independent: return 1.0;
    case Function::light: return p.able_light;
    case Function::moderate: return p.able_moderate;
    case Function::severe: break;
  }
  return 0.0;
}

double share(const HelpingParameters& p, Relation relation) {
  switch (relation) {
    case Relation::partner:
    case Relation::housemate: return 1.0;
    case Relation::close_kin: return p.share_close_kin;
    case Relation::other_kin: return p.share_other_kin;
    case Relation::friend_or_neighbour: break;
  }
  return p.share_friend;
}

}  // namespace

Relation relation_of(engine::Tie tie) {
  switch (kind_of(tie.kind)) {
    case TieKind::partner:
      return (tie.kind & tie_together) != 0 ? Relation::partner : Relation::close_kin;
    case TieKind::parent_child: return Relation::close_kin;
    case TieKind::sibling:
    case TieKind::other_kin: return Relation::other_kin;
    default: return Relation::friend_or_neighbour;
  }
}

std::uint16_t minutes_free(const World& world, Person giver, Relation relation) {
  const HelpingParameters& p = world.parameters.helping;
  if (static_cast<double>(world.people.strain[giver]) >= p.breakdown_from) return 0;
  const double able = free_hours(world, giver) * ability(world, giver);
  const double given = world.care.minutes_given(giver) / minutes_per_hour;
  // Who gives to one has as much less for another, each by its own measure.
  const double left =
      std::min({able * share(p, relation) - given, able - given, p.most_hours - given});
  return static_cast<std::uint16_t>(std::max(left, 0.0) * minutes_per_hour);
}

bool able_to_help(const World& world, Person giver) { return ability(world, giver) > 0.0; }

double willingness(const World& world, NeedKind kind, Relation relation, double strength) {
  const HelpingParameters& p = world.parameters.helping;
  if (kind == NeedKind::nursing || kind == NeedKind::relief) return 0.0;
  if (source_of(relation) == Source::household) return 1.0;
  if (source_of(relation) == Source::kin) return p.yes_kin;
  double yes = p.yes_chat;
  if (kind == NeedKind::transport || kind == NeedKind::guidance) yes = p.yes_errands;
  if (kind == NeedKind::household) yes = p.yes_household;
  if (kind == NeedKind::personal_care) yes = p.yes_personal_care;
  return yes * (p.yes_strength + (1.0 - p.yes_strength) * strength);
}

double urgency(const World& world, Row need) {
  return 1.0 -
         engine::exp(-world.care.needs.unmet_weeks[need] / world.parameters.helping.urgency_weeks);
}

}  // namespace buurt::care
